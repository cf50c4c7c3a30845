import type { Language } from '../../../consent/event';
import type { PersonDoor } from '../../../flow/person-door';
import type { Tokens } from '../../../flow/ports';
import type { PublicSettings } from '../app-deps';
import type { FormView, PageView } from '../views/renderer';
import { WORDS } from '../views/dictionary';
import type { NoticeKind } from '../views/words';
import { consentTextFor } from './consent-text';
import type { Intent } from './intent';
import { doorPath, languageLinks } from './door-path';
import type { DoorName, Link } from './link';
import { preferencesSections } from './preferences';

export interface ViewDeps {
  readonly settings: PublicSettings;
  readonly tokens: Pick<Tokens, 'sign'>;
}

export interface QuestionDeps extends ViewDeps {
  readonly person: Pick<PersonDoor, 'topics'>;
}

const TONE_DONE: readonly NoticeKind[] = [
  'confirmed',
  'subscribed',
  'declined',
  'unsubscribed',
  'undone',
  'topicStopped',
  'choicesSaved',
  'changed',
  'addressConfirmed',
];

/** What a GET shows: the question, and the one button that answers it; preferences ask about each topic. */
export function questionView(
  { settings, tokens, person }: QuestionDeps,
  link: Link,
  intent: Intent,
): PageView {
  const words = WORDS[link.language];
  const { title, text } = words.questions[intent.question];
  const agreed = intent.showsText ? consentTextFor(link.language, settings) : null;
  const view: PageView = {
    language: link.language,
    tone: 'question',
    title,
    text,
    ...(agreed === null
      ? {}
      : { agreement: { label: words.agreement, text: agreed.text, language: agreed.language } }),
    ...(link.door === 'confirm' ? { quiet: declineLink({ settings, tokens }, link) } : {}),
    languages: languageLinks(),
  };
  const form = buttonOf(settings, link, intent);
  if (link.door !== 'preferences') return { ...view, form };
  return { ...view, ...preferencesSections(settings, link, { form, offered: person.topics() }) };
}

/** The button that says the act. */
export function buttonOf(settings: PublicSettings, link: Link, intent: Intent): FormView {
  const words = WORDS[link.language];
  const [topic] = intent.topics ?? [];
  const fields = intent.field === undefined ? [] : [intent.field];
  const mark = intent.showsText
    ? [{ name: 'text', value: consentTextFor(link.language, settings).mark }]
    : [];
  return {
    action: doorPath(settings.publicUrl, link.door, link),
    fields: [...fields, ...mark],
    ...(topic === undefined
      ? { button: words.questions[intent.question].button }
      : { button: words.person.preferences.stopOne, label: topic }),
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
export function newLinkForm(
  settings: PublicSettings,
  link: Pick<Link<DoorName>, 'token' | 'language'>,
): FormView {
  return {
    action: doorPath(settings.publicUrl, 'again', link),
    button: WORDS[link.language].newLink,
    fields: [],
  };
}
