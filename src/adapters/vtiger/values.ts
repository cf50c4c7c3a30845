import { toSecond } from '../../consent/instant';
import { crmFailure } from './failures';

/* Values both ways (facts 54 to 65). Everything that comes from Vtiger is a string or null. */

const DATE_TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)$/;
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59);

/** `YYYY-MM-DD HH:MM:SS` in UTC, as the database holds it (fact 63); '' for none. */
export function encodeInstant(instant: number | null): string {
  if (instant === null) return '';
  if (!(instant >= 0 && instant <= LAST))
    throw crmFailure('crm_unstorable_text', { detail: 'date out of range' });
  return new Date(toSecond(instant)).toISOString().slice(0, 19).replace('T', ' ');
}

/** `null` for an empty one ('' from retrieve, null from query, zeros after garbage) and for what is no date-time. */
export function decodeInstant(value: string): number | null {
  const [, day = '', time = ''] = DATE_TIME.exec(value.trim()) ?? [];
  if (day === '') return null;
  const full = time.length === 5 ? `${time}:00` : time;
  const instant = Date.parse(`${day}T${full}Z`);
  // Date.parse takes 31 February for 3 March; what does not come out as it went in was no date.
  return instant >= 0 && encodeInstant(instant) === `${day} ${full}` ? instant : null;
}

export function encodeFlag(flag: boolean): string {
  return flag ? '1' : '0';
}

export function decodeFlag(value: string): boolean {
  return value === '1';
}

const SEPARATOR = ' |##| ';

/** A multi picklist is one string (fact 61). */
export function encodeList(values: readonly string[]): string {
  return values.join(SEPARATOR);
}

/** Vtiger's Webforms store `0` where nothing was chosen. */
export function decodeList(value: string): string[] {
  return value
    .split('|##|')
    .map((each) => each.trim())
    .filter((each) => each !== '' && each !== '0');
}

/**
 * Refuses what Vtiger would alter: characters of four bytes become `????` (fact 57), control characters break its
 * JSON (fact 18), `<script` is rewritten (fact 56) and revise decodes entities (fact 55).
 */
export function assertStorable(text: string, field: string, entities: 'decoded' | 'kept'): void {
  const altered = ALTERED.test(text) || (entities === 'decoded' && ENTITY.test(text));
  if (altered) throw crmFailure('crm_unstorable_text', { detail: field });
}

// Beyond three bytes, or half of a pair; controls other than tab and line ends; a script tag.
const ALTERED = /[\u{10000}-\u{10ffff}\p{Cs}]|(?![\t\n\r])\p{Cc}|<script/iu;
const ENTITY = /&(#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);/i;

/** Line ends may come back in another style; nothing else is forgiven. */
export function sameText(sent: string, stored: string): boolean {
  return sent.replaceAll(/\r\n?/g, '\n') === stored.replaceAll(/\r\n?/g, '\n');
}
