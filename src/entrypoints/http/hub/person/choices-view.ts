import { LANGUAGES } from '../../../../consent/event';
import { isMailable, parseStatus, type StatusOrNone } from '../../../../consent/status';
import type { MyData } from '../../../../flow/person-door';
import { LANGUAGE_NAMES, WORDS } from '../../views/dictionary';
import type { FormView, InputView, SectionView } from '../../views/renderer';
import { consentTextFor } from '../consent-text';
import { myDataForm, type PersonPage } from './person-page';

type Page = Pick<PersonPage, 'deps' | 'link'>;

/** Stands for the newsletter as a whole where the CRM has no topics. */
export const NEWSLETTER = '*';

/** What can be chosen. */
export function offeredTopics({ deps }: Pick<PersonPage, 'deps'>): readonly string[] {
  const topics = deps.person.topics();
  return topics.length === 0 ? [NEWSLETTER] : topics;
}

/** What is switched on now; an empty field of a mailable record means all. */
function topicsOn(page: Page, { status, topics }: MyData): readonly string[] {
  const offered = offeredTopics(page);
  if (!isMailable(statusOf(status))) return [];
  const on = offered.filter((each) => topics.includes(each));
  return topics.length === 0 || offered[0] === NEWSLETTER ? offered : on;
}

function statusOf(status: string): StatusOrNone {
  return parseStatus(status) ?? 'none';
}

/** What one gets, and boxes to change it; ticking one is consent to the text that stands there, by the button below. */
export function choicesSection(page: Page, data: MyData): SectionView {
  const { choices, status } = WORDS[page.link.language].person.myData;
  const now = statusOf(data.status);
  const text = [status[now]];
  // Nobody but staff may lift it (domain: BlacklistLifted).
  if (now === 'Blacklisted') return { heading: choices.heading, text };
  const on = topicsOn(page, data);
  const was = on.map((value) => ({ name: 'was', value }));
  const wasLanguage = { name: 'wasLanguage', value: data.language ?? '' };
  const form = choicesForm(page, { on, inputs: [languageInput(page, data)] });
  return {
    heading: choices.heading,
    text,
    forms: [{ ...form, fields: [...form.fields, wasLanguage, ...was] }],
  };
}

/** Without saying what is on: a shared mailbox may stop and start, and learns nothing. */
export function sharedChoicesSections(page: Page): SectionView[] {
  const words = WORDS[page.link.language].person;
  const { choices } = words.myData;
  const topics = offeredTopics(page).filter((each) => each !== NEWSLETTER);
  const stop = topics.map((topic): FormView => {
    const fields = [{ name: 'topic', value: topic }];
    return myDataForm(page, 'stop', {
      button: words.preferences.stopOne,
      label: topic,
      look: 'plain',
      fields,
    });
  });
  const all = myDataForm(page, 'stop', { button: choices.stop, look: 'plain' });
  return [
    { heading: choices.start, forms: [{ ...choicesForm(page, { on: [] }), button: choices.switchOn }] },
    ...(stop.length === 0 ? [] : [{ heading: words.preferences.topics, forms: stop }]),
    { heading: words.preferences.everything, forms: [all] },
  ];
}

interface Choosing {
  readonly on: readonly string[];
  readonly inputs?: readonly InputView[];
}

function choicesForm(page: Page, { on, inputs = [] }: Choosing): FormView {
  const { language } = page.link;
  const { choices } = WORDS[language].person.myData;
  const { text, language: textLanguage, mark } = consentTextFor(language, page.deps.settings);
  const { name: brand } = page.deps.settings.brand;
  const options = offeredTopics(page).map((value) => {
    const label = value === NEWSLETTER ? choices.newsletter.replaceAll('{brand}', brand) : value;
    return { value, label, checked: on.includes(value) };
  });
  return myDataForm(page, 'choices', {
    button: choices.save,
    fields: [{ name: 'text', value: mark }],
    inputs: [
      { kind: 'ticks', name: 'topics', label: choices.legend, options },
      { kind: 'agreement', label: choices.agreement, text, language: textLanguage },
      ...inputs,
    ],
  });
}

/** Each language by its own name. Without a choice so far, the first line says that nothing is chosen. */
function languageInput(page: Page, { language }: MyData): InputView {
  const { choices } = WORDS[page.link.language].person.myData;
  const known = LANGUAGES.map((code) => ({ value: code, label: LANGUAGE_NAMES[code], language: code }));
  const unchosen = { value: '', label: choices.sameLanguage };
  return {
    kind: 'select',
    name: 'language',
    label: choices.language,
    value: language ?? '',
    options: language === undefined ? [unchosen, ...known] : known,
  };
}
