import type { Language } from '../../../consent/event';
import type { PersonWords } from './person-words';
import { GERMAN_PERSON } from './person-words-de';
import { ENGLISH_PERSON } from './person-words-en';
import { FRENCH_PERSON } from './person-words-fr';
import { DUTCH_PERSON } from './person-words-nl';
import type { ActWords, Words } from './words';
import { GERMAN } from './words-de';
import { ENGLISH } from './words-en';
import { FRENCH } from './words-fr';
import { DUTCH } from './words-nl';

export const WORDS: Readonly<Record<Language, Words>> = {
  nl: together(DUTCH, DUTCH_PERSON),
  en: together(ENGLISH, ENGLISH_PERSON),
  de: together(GERMAN, GERMAN_PERSON),
  fr: together(FRENCH, FRENCH_PERSON),
};

function together(acts: ActWords, person: PersonWords): Words {
  return {
    ...acts,
    questions: { ...acts.questions, ...person.questions },
    notices: { ...acts.notices, ...person.notices },
    person,
  };
}

/** Each language by its own name: who cannot read the page must recognise the way out. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  nl: 'Nederlands',
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
};
