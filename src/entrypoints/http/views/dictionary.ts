import type { Language } from '../../../consent/event';
import type { Words } from './words';
import { GERMAN } from './words-de';
import { ENGLISH } from './words-en';
import { FRENCH } from './words-fr';
import { DUTCH } from './words-nl';

export const WORDS: Readonly<Record<Language, Words>> = {
  nl: DUTCH,
  en: ENGLISH,
  de: GERMAN,
  fr: FRENCH,
};

/** Each language by its own name: who cannot read the page must recognise the way out. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  nl: 'Nederlands',
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
};
