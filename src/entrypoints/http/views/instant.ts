import type { Language } from '../../../consent/event';

/** Day and time in words, with the zone's name: a page without script cannot know the reader's, and says which it is. */
export function instantInWords(at: number, language: Language): string {
  return new Intl.DateTimeFormat(REGIONS[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

/** "en" alone would be American: the month first, and a clock of twelve hours. */
const REGIONS: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB', de: 'de-DE', fr: 'fr-FR' };
