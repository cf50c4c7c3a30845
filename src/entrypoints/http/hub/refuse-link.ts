import type { Request, Response } from 'express';
import type { PublicAppDeps } from '../app-deps';
import { isOneClick } from '../page-body';
import type { Pages } from '../pages';
import type { PageView } from '../views/renderer';
import type { DoorName, Link, OpenedLink } from './link';
import { askLinkForm } from './person/ask-link';
import { languageLinks } from './door-path';
import { newLinkForm, noticeView } from './views-of';

interface Refused {
  readonly deps: PublicAppDeps;
  readonly pages: Pages;
  readonly opened: OpenedLink<DoorName>;
}

/** An expired link says so (410); every other fault of a token gives one neutral page (404). */
export function refuseLink({ deps, pages, opened }: Refused, request: Request, response: Response): void {
  const status = opened.kind === 'expired' ? 410 : 404;
  if (isOneClick(request)) {
    response.status(status).type('text/plain').send('This link does not work.\n');
    return;
  }
  if (opened.kind !== 'expired') {
    pages.notice(request, response, { status, kind: 'notFound' });
    return;
  }
  const languages = request.method === 'POST' ? [] : languageLinks();
  pages.send(response, status, { ...expiredView(deps, opened.link), languages });
}

/** What fits the link that has run out: a way to a new one, where there is one. */
function expiredView(deps: PublicAppDeps, link: Link<DoorName>): PageView {
  const { language } = link;
  if (link.door === 'confirm')
    return noticeView('expired', language, { form: newLinkForm(deps.settings, link) });
  if (link.door === 'my-data')
    return noticeView('dataLinkOver', language, { form: askLinkForm(deps, language) });
  return noticeView(link.door === 'undo' ? 'cannotUndo' : 'expiredForGood', language);
}
