import type { Language } from '../../consent/event';
import type { PersonField } from '../person-ports';

const YES_NO: Readonly<Record<Language, readonly [string, string]>> = {
  nl: ['ja', 'nee'],
  en: ['yes', 'no'],
  de: ['ja', 'nein'],
  fr: ['oui', 'non'],
};

/** Day before month in English too: nobody here reads 5/3 as the third of May. */
const LOCALES: Readonly<Record<Language, string>> = { nl: 'nl', en: 'en-GB', de: 'de', fr: 'fr' };

/** Between the values of a multi picklist, as Vtiger writes it (fact 61). */
export const BETWEEN_VALUES = ' |##| ';

/** A value as people read it. What cannot be told better stays as Vtiger holds it. */
export function inWords(field: Pick<PersonField, 'type'>, raw: string, language: Language): string {
  if (raw === '') return '';
  switch (field.type) {
    case 'boolean':
      return YES_NO[language][raw === '1' ? 0 : 1];
    case 'date':
      return dateInWords(raw, language);
    case 'datetime':
      return instantInWords(raw, language);
    case 'multipicklist':
      return raw
        .split('|##|')
        .map((each) => each.trim())
        .join(', ');
    default:
      return raw;
  }
}

/** An impossible date is kept by Vtiger as `0000-00-00` (fact 42): nothing is known. */
function dateInWords(raw: string, language: Language): string {
  if (raw.startsWith('0000-00-00')) return '';
  const at = /^\d{4}-\d\d-\d\d$/.test(raw) ? Date.parse(`${raw}T00:00:00Z`) : NaN;
  if (Number.isNaN(at)) return raw;
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** Vtiger's instants are UTC (fact 63); people are told so. */
function instantInWords(raw: string, language: Language): string {
  if (raw.startsWith('0000-00-00')) return '';
  const at = /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$/.test(raw) ? Date.parse(`${raw.replace(' ', 'T')}Z`) : NaN;
  if (Number.isNaN(at)) return raw;
  const form = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(LOCALES[language], form).format(at)} (UTC)`;
}
