import { createHash } from 'node:crypto';
import type { Language } from '../../../consent/event';
import type { PublicSettings } from '../app-deps';

export interface ConsentText {
  readonly text: string;
  /** The text's own language: the page's, or the default where there is none in it. */
  readonly language: Language;
  /** Goes through the form: a text that changed between showing and pressing is shown again, not agreed to. */
  readonly mark: string;
}

/** The exact text that a page in this language shows (GDPR art. 7(1): what was agreed to must be provable). */
export function consentTextFor(
  page: Language,
  { consentTexts, defaultLanguage }: Pick<PublicSettings, 'consentTexts' | 'defaultLanguage'>,
): ConsentText {
  const own = consentTexts[page];
  const language = own === undefined ? defaultLanguage : page;
  const text = own ?? consentTexts[defaultLanguage] ?? '';
  return { text, language, mark: createHash('sha256').update(text).digest('base64url').slice(0, 12) };
}
