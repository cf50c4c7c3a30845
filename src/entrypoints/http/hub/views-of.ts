import { LANGUAGES, type Language } from '../../../consent/event';
import type { Tokens } from '../../../flow/ports';
import type { PublicSettings } from '../app-deps';
import type { PageView } from '../views/renderer';
import { LANGUAGE_NAMES, WORDS } from '../views/dictionary';
import type { NoticeKind } from '../views/words';
import { consentTextFor } from './consent-text';
import type { Intent } from './intent';
import type { DoorName, Link } from './link';

export interface ViewDeps {
  readonly settings: PublicSettings;
  readonly tokens: Pick<Tokens, 'sign'>;
}

const TONE_DONE: readonly NoticeKind[] = ['confirmed', 'subscribed', 'declined', 'unsubscribed', 'undone'];

/** The address of a door, below the path of PUBLIC_URL, in the page's language. */
export function doorPath(publicUrl: string, door: DoorName, link: Pick<Link, 'token' | 'language'>): string {
  const base = new URL(publicUrl).pathname.replace(/\/$/, '');
  const path = door === 'again' ? `/confirm/${link.token}/again` : `/${door}/${link.token}`;
  return `${base}${path}?lang=${link.language}`;
}

/** What a GET shows: the question, and the one button that answers it. */
export function questionView({ settings, tokens }: ViewDeps, link: Link, intent: Intent): PageView {
  const words = WORDS[link.language];
  const { title, text, button } = words.questions[intent.question];
  const agreed = intent.showsText ? consentTextFor(link.language, settings) : null;
  const fields = [
    ...(intent.field === undefined ? [] : [intent.field]),
    ...(agreed === null ? [] : [{ name: 'text', value: agreed.mark }]),
  ];
  return {
    language: link.language,
    tone: 'question',
    title,
    text,
    ...(agreed === null
      ? {}
      : { agreement: { label: words.agreement, text: agreed.text, language: agreed.language } }),
    form: { action: doorPath(settings.publicUrl, link.door, link), button, fields },
    ...(link.door === 'confirm' ? { quiet: declineLink({ settings, tokens }, link) } : {}),
    languages: languageLinks(),
  };
}

function declineLink({ settings, tokens }: ViewDeps, link: Link): NonNullable<PageView['quiet']> {
  const { record, fingerprint, round8 } = link.claims;
  const token = tokens.sign({
    record,
    act: 'decline',
    fingerprint,
    ...(round8 === undefined ? {} : { round8 }),
  });
  const { language } = link;
  return {
    href: doorPath(settings.publicUrl, 'decline', { token, language }),
    label: WORDS[language].notMe,
  };
}

export function noticeView(kind: NoticeKind, language: Language, more: Partial<PageView> = {}): PageView {
  const { title, text } = WORDS[language].notices[kind];
  const tone = TONE_DONE.includes(kind) ? 'done' : 'sorry';
  return { language, tone, title, text, languages: [], ...more };
}

/** "Send me a new link": what an expired or overtaken confirmation offers. */
export function newLinkForm(settings: PublicSettings, link: Link): NonNullable<PageView['form']> {
  return {
    action: doorPath(settings.publicUrl, 'again', link),
    button: WORDS[link.language].newLink,
    fields: [],
  };
}

/** Relative, so that they hold below any path. Only on pages that were asked for by GET. */
export function languageLinks(): PageView['languages'] {
  return LANGUAGES.map((code) => ({ code, name: LANGUAGE_NAMES[code], href: `?lang=${code}` }));
}
