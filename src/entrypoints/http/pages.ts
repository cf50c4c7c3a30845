import type { Request, Response } from 'express';
import type { PublicSettings } from './app-deps';
import { languageLinks } from './hub/door-path';
import { noticeView } from './hub/views-of';
import { chooseLanguage } from './language';
import type { PageView, Renderer } from './views/renderer';
import type { NoticeKind } from './views/words';

export interface Pages {
  send(response: Response, status: number, view: PageView): void;
  /** A page that has nothing to do with any record. */
  notice(
    request: Request,
    response: Response,
    answer: { readonly status: number; readonly kind: NoticeKind },
  ): void;
}

export function createPages(
  renderer: Renderer,
  { defaultLanguage }: Pick<PublicSettings, 'defaultLanguage'>,
): Pages {
  const send = (response: Response, status: number, view: PageView) => {
    response
      .status(status)
      .set({ 'Content-Language': view.language, Vary: 'Accept-Language' })
      .type('text/html; charset=utf-8')
      .send(renderer.render(view));
  };
  return {
    send,
    notice: (request, response, { status, kind }) => {
      const language = chooseLanguage(request, defaultLanguage);
      const languages = request.method === 'GET' ? languageLinks() : [];
      send(response, status, noticeView(kind, language, { languages }));
    },
  };
}
