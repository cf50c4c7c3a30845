import type { Request, Response } from 'express';
import type { PublicAppDeps } from '../app-deps';
import { isOneClick } from '../page-body';
import type { Pages } from '../pages';
import type { OpenedLink } from './link';
import { languageLinks } from './door-path';
import { newLinkForm, noticeView } from './views-of';

interface Refused {
  readonly deps: PublicAppDeps;
  readonly pages: Pages;
  readonly opened: OpenedLink;
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
  const { link } = opened;
  const languages = request.method === 'POST' ? [] : languageLinks();
  const view =
    link.door === 'confirm'
      ? noticeView('expired', link.language, { form: newLinkForm(deps.settings, link), languages })
      : noticeView(link.door === 'undo' ? 'cannotUndo' : 'expiredForGood', link.language, { languages });
  pages.send(response, status, view);
}
