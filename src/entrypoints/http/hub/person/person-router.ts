import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { PublicAppDeps } from '../../app-deps';
import { clickKind } from '../../clicks';
import { readFormBody, readPageBody } from '../../page-body';
import type { Pages } from '../../pages';
import type { RateLimits } from '../../rate-limits';
import type { DoorName } from '../link';
import { allow, wrongMethod } from '../methods';
import { openAt } from '../open-at';
import { refuseLink } from '../refuse-link';
import { askLink, showAskLink } from './ask-link';
import { mailFreshLink } from './mail-link';
import { actOnMyData, offerMyData } from './my-data';
import { showNewAddress, useNewAddress } from './new-address';
import type { PersonPage } from './person-page';

const GET_AND_POST = 'GET, HEAD, POST, OPTIONS';
const ONLY_POST = 'POST, OPTIONS';

/** The pages about a person's choices and data. GET shows a question and asks the CRM nothing; POST acts. */
export function personRouter(deps: PublicAppDeps, pages: Pages, limits: RateLimits): Router {
  const router = Router({ caseSensitive: true });
  const limited = [limits.perClient, limits.perToken];
  const at = <Door extends DoorName>(door: Door, handle: (page: PersonPage<Door>) => void | Promise<void>) =>
    opening({ deps, pages, door, handle });
  router
    .route('/my-data')
    .get(limits.perClient, showAskLink(deps, pages))
    .post(limits.perClient, readPageBody, askLink(deps, pages))
    .options(allow(GET_AND_POST))
    .all(wrongMethod(pages, GET_AND_POST));
  router
    .route('/my-data/:token')
    .get(limited, at('my-data', offerMyData))
    .post(limited, readFormBody, at('my-data', actOnMyData))
    .options(allow(GET_AND_POST))
    .all(wrongMethod(pages, GET_AND_POST));
  router
    .route('/address/:token')
    .get(limited, at('address', showNewAddress))
    .post(limited, readPageBody, at('address', useNewAddress))
    .options(allow(GET_AND_POST))
    .all(wrongMethod(pages, GET_AND_POST));
  router
    .route('/preferences/:token/access')
    .post(limited, readPageBody, at('access', mailFreshLink))
    .options(allow(ONLY_POST))
    .all(wrongMethod(pages, ONLY_POST));
  return router;
}

interface Opening<Door extends DoorName> {
  readonly deps: PublicAppDeps;
  readonly pages: Pages;
  readonly door: Door;
  readonly handle: (page: PersonPage<Door>) => void | Promise<void>;
}

function opening<Door extends DoorName>({ deps, pages, door, handle }: Opening<Door>): RequestHandler {
  return async (request: Request, response: Response) => {
    deps.clicks(door, request.method, clickKind(request));
    const opened = openAt(deps, door, request);
    if (opened.kind === 'open') await handle({ deps, pages, link: opened.link, request, response });
    else refuseLink({ deps, pages, opened }, request, response);
  };
}
