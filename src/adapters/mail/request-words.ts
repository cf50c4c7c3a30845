import type { Language } from '../../consent/event';
import type { RequestKind } from '../../flow/request-kinds';
import { resolveLine } from './resolve-line';
import type { FixedValues } from './vocabulary';
import { type Words, wordsFor, type WordsFrom } from './words';

/** What each kind of request is called, in the words of the one who asks, and what is said when it is done. */
export type RequestWords = Readonly<Record<RequestKind, { readonly name: string; readonly done: string }>>;

interface RequestWordsFrom extends WordsFrom {
  readonly fixed: Omit<FixedValues, 'language'>;
}

/** As text; escaped like every value when a mail is filled. Every fault is added to `from.faults`. */
export function requestWordsIn(language: Language, from: RequestWordsFrom): RequestWords {
  const say = (section: string) => {
    const words = wordsFor(language, [section], from);
    return (kind: RequestKind) => sentenceOf(kind, { section, language, words, from });
  };
  const name = say('about');
  const done = say('about-done');
  const both = (kind: RequestKind) => ({ name: name(kind), done: done(kind) });
  return {
    erase: both('erase'),
    access: both('access'),
    correction: both('correction'),
    objection: both('objection'),
  };
}

interface Place {
  readonly section: string;
  readonly language: Language;
  readonly words: Words;
  readonly from: RequestWordsFrom;
}

function sentenceOf(kind: RequestKind, { section, language, words, from }: Place): string {
  const line = words.get(kind);
  if (line === undefined) from.faults.add(`words/${language}.ini has no ${kind} in [${section}]`);
  if (line === undefined) return '';
  return resolveLine(line, {
    words: new Map(),
    fixed: { ...from.fixed, language },
    allowed: [],
    escape: (value) => value,
    faults: from.faults,
  });
}
