import type { Language } from '../../../consent/event';
import type { SignupWords } from './words';
import { DUTCH } from './words-nl';
import { ENGLISH } from './words-en';
import { FRENCH } from './words-fr';
import { GERMAN } from './words-de';

export const SIGNUP_WORDS: Readonly<Record<Language, SignupWords>> = {
  nl: DUTCH,
  en: ENGLISH,
  de: GERMAN,
  fr: FRENCH,
};
