import { LANGUAGES, type Language } from '../consent/event';
import { kind, splitList } from './kinds';

/** Vtiger alters these when it stores them (facts 55 to 57): the proof would no longer be what the person saw. */
const ALTERED = /[\u{10000}-\u{10ffff}]|&[a-z0-9#]+;|<script/iu;

function storable(text: string): string | null {
  const trimmed = text.replace(/\r\n?/g, '\n').trim();
  return trimmed === '' || ALTERED.test(trimmed) ? null : trimmed;
}

const SAYS = 'must not be empty nor hold emoji, &...; or <script: Vtiger alters them';

export const consentText = kind(storable, SAYS);

/** A JSON file's content: `{"nl": "...", "en": "..."}`. */
export const consentTexts = kind(
  (json): Partial<Record<Language, string>> | null => {
    const parsed = parseObject(json);
    if (parsed === null) return null;
    const entries = Object.entries(parsed).map(([language, text]) => {
      const known = LANGUAGES.find((each) => each === language);
      const stored = typeof text === 'string' ? storable(text) : null;
      return known === undefined || stored === null ? null : ([known, stored] as const);
    });
    const read = entries.filter((entry) => entry !== null);
    return read.length === entries.length ? Object.fromEntries(read) : null;
  },
  `must name a JSON file {"nl": "...", ...} whose texts ${SAYS.replace('must', 'do')}`,
);

function parseObject(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** `1,de=0`: reminders in general, then exceptions per language. German practice prefers 0. */
export const maxReminders = kind((text): Record<Language, 0 | 1> | null => {
  const [general = '', ...exceptions] = splitList(text);
  const common = count(general);
  if (common === null) return null;
  const counts: Record<Language, 0 | 1> = { nl: common, en: common, de: common, fr: common };
  for (const exception of exceptions) {
    const [name, value = ''] = exception.split('=');
    const language = LANGUAGES.find((each) => each === name);
    const own = count(value);
    if (language === undefined || own === null) return null;
    counts[language] = own;
  }
  return counts;
}, 'must be 0 or 1, with exceptions per language: 1,de=0');

function count(text: string): 0 | 1 | null {
  return text === '0' ? 0 : text === '1' ? 1 : null;
}
