import type { Faults } from './faults';
import { hasStrayBraces, replacePlaceholders } from './placeholders';
import type { Line } from './template-files';
import type { FixedValues, MailValue } from './vocabulary';
import type { Words } from './words';

export interface ResolveWith {
  readonly words: Words;
  readonly fixed: FixedValues;
  readonly allowed: readonly MailValue[];
  /** `escapeHtml` for HTML, the identity for text. */
  readonly escape: (text: string) => string;
  readonly faults: Faults;
}

/** Puts words and fixed values into a line; what differs per mail stays `{{name}}`. Anything else is a fault. */
export function resolveLine(line: Line, using: ResolveWith): string {
  if (hasStrayBraces(line.text)) using.faults.at(line, 'braces that are no {{variable}}');
  return replacePlaceholders(line.text, (name) => {
    const word = using.words.get(name);
    return word === undefined ? valueOrFault(name, line, using) : resolveWord(word, using);
  });
}

/** Words may hold values, not other words. */
function resolveWord(word: Line, using: ResolveWith): string {
  if (hasStrayBraces(word.text)) using.faults.at(word, 'braces that are no {{variable}}');
  return replacePlaceholders(using.escape(word.text), (name) => valueOrFault(name, word, using));
}

function valueOrFault(name: string, line: Line, { fixed, allowed, escape, faults }: ResolveWith): string {
  if (allowed.some((value) => value === name)) return `{{${name}}}`;
  const value = new Map<string, string>(Object.entries(fixed)).get(name);
  if (value === undefined) faults.at(line, `unknown variable {{${name}}}`);
  return escape(value ?? '');
}
