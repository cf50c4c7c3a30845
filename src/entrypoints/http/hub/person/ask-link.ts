import type { Request, RequestHandler, Response } from 'express';
import { normalizeAddress } from '../../../../consent/address';
import type { Language } from '../../../../consent/event';
import type { PublicAppDeps } from '../../app-deps';
import { clickKind } from '../../clicks';
import { chooseLanguage } from '../../language';
import { pageFields } from '../../page-body';
import type { Pages } from '../../pages';
import { type Ceiling, createCeiling } from '../../rate-limits';
import { RETRY_SECONDS } from '../../retry-after';
import { WORDS } from '../../views/dictionary';
import type { FormView, PageView } from '../../views/renderer';
import { languageLinks, pagePath } from '../door-path';
import { durable } from '../durable';
import { noticeView } from '../views-of';

interface Typed {
  readonly value: string;
  readonly wrong?: true;
}

/** `/my-data`: whoever types an address gets the same answer, whether we know it or not. */
export function showAskLink(deps: PublicAppDeps, pages: Pages): RequestHandler {
  return (request, response) => {
    deps.clicks('my-data', request.method, clickKind(request));
    const language = chooseLanguage(request, deps.settings.defaultLanguage);
    pages.send(response, 200, { ...askLinkView(deps, language), languages: languageLinks() });
  };
}

export function askLink(deps: PublicAppDeps, pages: Pages): RequestHandler {
  const ceiling: Ceiling = createCeiling(deps, 'my-data', deps.settings.rateLimitToken);
  return async (request: Request, response: Response) => {
    const language = chooseLanguage(request, deps.settings.defaultLanguage);
    const typed = (pageFields(request).get('email') ?? '').slice(0, LONGEST);
    const email = normalizeAddress(typed);
    if (email === null) {
      pages.send(response, 422, askLinkView(deps, language, { value: typed, wrong: true }));
      return;
    }
    if (!(await ceiling({ request, response, key: email }))) {
      pages.notice(request, response, { status: 429, kind: 'tooMany' });
      return;
    }
    const asked = { kind: 'link-typed', occurredAt: deps.clock.now(), language } as const;
    const id = await durable(() => deps.person.accept(asked, { email }));
    if (id !== null) {
      pages.send(response, 200, noticeView('linkMailed', language));
      return;
    }
    response.set('Retry-After', RETRY_SECONDS);
    const form = askLinkForm(deps, language, { value: typed });
    pages.send(response, 503, noticeView('unavailable', language, { form }));
  };
}

/** RFC 5321 section 4.5.3.1.3, and some room for what was pasted around it. */
const LONGEST = 320;

function askLinkView(deps: PublicAppDeps, language: Language, typed?: Typed): PageView {
  const { title, text } = WORDS[language].questions.askLink;
  return {
    language,
    tone: 'question',
    title,
    text,
    form: askLinkForm(deps, language, typed),
    languages: [],
  };
}

/** Also on the page of a link that has run out. */
export function askLinkForm(
  { settings }: Pick<PublicAppDeps, 'settings'>,
  language: Language,
  typed: Typed = { value: '' },
): FormView {
  const { questions, person } = WORDS[language];
  return {
    action: pagePath(settings.publicUrl, '/my-data', language),
    button: questions.askLink.button,
    fields: [],
    inputs: [
      {
        kind: 'email',
        name: 'email',
        label: person.email.label,
        value: typed.value,
        autocomplete: 'email',
        required: true,
        ...(typed.wrong === undefined ? {} : { error: person.email.invalid }),
      },
    ],
  };
}
