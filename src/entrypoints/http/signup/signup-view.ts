import type { Language } from '../../../consent/event';
import type { PublicSettings } from '../app-deps';
import { consentTextFor } from '../hub/consent-text';
import { languageLinks } from '../hub/door-path';
import { WORDS } from '../views/dictionary';
import type { FormView, InputView, PageView } from '../views/renderer';
import { SIGNUP_WORDS } from './dictionary';
import { PROOF_SCRIPT } from './proof-script';
import { type Faults, FIELDS, LONGEST, NOTHING_TYPED, type Typed } from './typed';

export interface SignupPage {
  readonly language: Language;
  readonly topics: readonly string[];
  readonly challenge: string;
  /** Stands above a form that comes back. */
  readonly notice?: string;
  readonly typed?: Typed;
  readonly faults?: Faults;
}

/** The path of the form, below the path of PUBLIC_URL. */
export function signupPath(publicUrl: string, language: Language): string {
  return `${new URL(publicUrl).pathname.replace(/\/$/, '')}/signup?lang=${language}`;
}

/** The form, empty or with what was typed. The box is never ticked by us, and a topic only if the person chose it. */
export function signupView(settings: PublicSettings, page: SignupPage): PageView {
  const words = SIGNUP_WORDS[page.language];
  const agreed = consentTextFor(page.language, settings);
  const form: FormView = {
    action: signupPath(settings.publicUrl, page.language),
    button: words.button,
    fields: [{ name: FIELDS.text, value: agreed.mark }],
    inputs: [
      ...personInputs(page),
      ...topicInput(page),
      {
        kind: 'agreement',
        label: WORDS[page.language].agreement,
        text: agreed.text,
        language: agreed.language,
      },
      tickInput(page),
    ],
    challenge: page.challenge,
    trap: { name: FIELDS.trap, label: words.trap },
  };
  return {
    language: page.language,
    tone: 'question',
    title: words.title,
    text: page.notice === undefined ? words.text : [page.notice],
    form,
    script: PROOF_SCRIPT,
    languages: page.typed === undefined ? languageLinks() : [],
  };
}

function personInputs({ language, typed = NOTHING_TYPED, faults = {} }: SignupPage): InputView[] {
  const words = SIGNUP_WORDS[language];
  const input = (
    name: 'firstname' | 'lastname' | 'email',
    more: Pick<InputView & { kind: 'text' }, 'autocomplete' | 'required'>,
  ): InputView => ({
    kind: name === 'email' ? 'email' : 'text',
    name: FIELDS[name],
    label: words[name],
    value: typed[name],
    maxLength: LONGEST[name],
    ...more,
    ...errorOf(faults[name], words),
  });
  return [
    input('firstname', { autocomplete: 'given-name' }),
    input('lastname', { autocomplete: 'family-name', required: true }),
    input('email', { autocomplete: 'email', required: true }),
  ];
}

/** Who has topics to choose from must choose: "none ticked" would be read as "all" in the CRM. */
function topicInput({ language, topics, typed = NOTHING_TYPED, faults = {} }: SignupPage): InputView[] {
  const words = SIGNUP_WORDS[language];
  if (topics.length === 0) return [];
  return [
    {
      kind: 'ticks',
      name: FIELDS.topics,
      label: words.topics,
      help: words.topicsHelp,
      options: topics.map((topic) => ({
        value: topic,
        label: topic,
        checked: typed.topics.includes(topic),
      })),
      ...errorOf(faults.topics, words),
    },
  ];
}

/** Unticked on a form that comes back for the text's sake: what was agreed to was another text. */
function tickInput({ language, typed = NOTHING_TYPED, faults = {} }: SignupPage): InputView {
  const words = SIGNUP_WORDS[language];
  return {
    kind: 'tick',
    name: FIELDS.agree,
    label: words.tick,
    value: 'yes',
    checked: typed.agreed && faults.agree === undefined,
    required: true,
    ...errorOf(faults.agree, words),
  };
}

function errorOf(fault: Faults[keyof Faults], { faults }: (typeof SIGNUP_WORDS)[Language]) {
  return fault === undefined ? {} : { error: faults[fault] };
}

/** The same for a new address, a known one, one that refused, and a program in the trap. No sign of done: it is not yet. */
export function lookInMailView(language: Language): PageView {
  const { title, text } = SIGNUP_WORDS[language].done;
  return { language, tone: 'question', title, text, languages: [] };
}

export function tooManyView(language: Language, seconds: number): PageView {
  const { title, text } = SIGNUP_WORDS[language].tooMany;
  const minutes = new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' });
  const wait = minutes.format(Math.max(1, Math.ceil(seconds / 60)));
  return {
    language,
    tone: 'sorry',
    title,
    text: text.map((line) => line.replace('{minutes}', wait)),
    languages: [],
  };
}
