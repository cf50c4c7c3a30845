import type { RequestKind } from '../../../flow/request-kinds';

/* The title of an entry: what staff read and sort by, without name or address. */

const PREFIX = 'GDPR request';
/** The words by which `like` finds entries; Vtiger compares them without case. */
export const TITLE_PATTERN = `${PREFIX}%`;

const DUE = /due \d{4}-\d\d-\d\d/i;

/** Entries that staff made by hand count too. */
export function isRegisterTitle(title: string): boolean {
  return title.trimStart().toLowerCase().startsWith(PREFIX.toLowerCase());
}

export function titleFor(kind: RequestKind, dueAt: number): string {
  return `${PREFIX}: ${kind}, due ${dayOf(dueAt)}`;
}

/** The same title with another date. */
export function withDue(title: string, dueAt: number): string {
  const due = `due ${dayOf(dueAt)}`;
  return DUE.test(title) ? title.replace(DUE, due) : `${title}, ${due}`;
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** In the words of en, nl, de and fr; the first that fits. */
const WORDS: readonly (readonly [RequestKind, RegExp])[] = [
  ['erase', /eras|delet|forget|verwijder|\bwis(sen)?\b|vergeten|lösch|loesch|vergess|effac|suppr|oubli/i],
  ['objection', /objec|bezwaar|widerspr|oppos/i],
  ['correction', /correct|rectif|change|wijzig|verbeter|bericht|korrekt/i],
  ['access', /access|copy|portab|inzage|kopie|auskunft|accès|acces/i],
];

/** Of a title made by hand. One that says nothing is answered by staff alone, as a question for access is. */
export function kindOfTitle(title: string): RequestKind {
  const words = title.slice(PREFIX.length);
  return WORDS.find(([, word]) => word.test(words))?.[0] ?? 'access';
}
