import { type RequestHandler, Router } from 'express';
import type { PublicAppDeps } from '../app-deps';
import { clickKind } from '../clicks';
import { isOneClick, readPageBody } from '../page-body';
import type { RateLimits } from '../rate-limits';
import type { Pages } from '../pages';
import { intentOf } from './intent';
import { allow, wrongMethod } from './methods';
import { type ActDoor, PAGES } from './link';
import { openAt } from './open-at';
import { performAct } from './perform';
import { refuseLink } from './refuse-link';
import { questionView } from './views-of';

/** The pages that people open from mails: GET shows, POST acts. */
export function hubRouter(deps: PublicAppDeps, pages: Pages, limits: RateLimits): Router {
  const router = Router({ caseSensitive: true });
  const limited = [limits.perClient, limits.perToken];
  for (const door of PAGES) {
    router
      .route(`/${door}/:token`)
      .get(limited, showQuestion(deps, pages, door))
      .post(readPageBody, limited, acting(deps, pages, door))
      .options(allow('GET, HEAD, POST, OPTIONS'))
      .all(wrongMethod(pages, 'GET, HEAD, POST, OPTIONS'));
  }
  router
    .route('/confirm/:token/again')
    .post(readPageBody, limited, acting(deps, pages, 'again'))
    .options(allow('POST, OPTIONS'))
    .all(wrongMethod(pages, 'POST, OPTIONS'));
  return router;
}

function showQuestion(deps: PublicAppDeps, pages: Pages, door: ActDoor): RequestHandler {
  return (request, response) => {
    deps.clicks(door, request.method, clickKind(request));
    const opened = openAt(deps, door, request);
    if (opened.kind !== 'open') {
      refuseLink({ deps, pages, opened }, request, response);
      return;
    }
    const { link } = opened;
    pages.send(response, 200, questionView(deps, link, intentOf(link, deps.settings.labelConfirm)));
  };
}

function acting(deps: PublicAppDeps, pages: Pages, door: ActDoor): RequestHandler {
  return async (request, response) => {
    deps.clicks(door, request.method, isOneClick(request) ? 'one-click' : clickKind(request));
    const opened = openAt(deps, door, request);
    if (opened.kind === 'open') await performAct({ deps, pages, link: opened.link }, request, response);
    else refuseLink({ deps, pages, opened }, request, response);
  };
}
