import { localToUtc } from './clock';
import { decodeEntities } from './html-entities';
import type { PhpValue } from './json';
import type { FieldDefinition } from './schema/field';
import type { StandInUser } from './users';

/** A value as PHP would turn it into text; of an array only the first element is kept. */
export function phpText(value: PhpValue): string | null {
  if (value === null) return null;
  if (Array.isArray(value)) return value[0] === undefined ? '' : phpText(value[0]);
  if (typeof value === 'object') return phpText(value['0'] ?? '');
  if (typeof value === 'boolean') return value ? '1' : '';
  return String(value);
}

/** What the database holds of a value sent to create or update: nothing is validated, much is altered silently. */
export function toStored(field: FieldDefinition, value: PhpValue, user: StandInUser): string | null {
  const text = phpText(value);
  if (field.type === 'boolean') return text === '1' || text === 'on' ? '1' : '0';
  if (field.type === 'integer') return integer(text ?? '');
  if (field.type === 'double' || field.type === 'currency') {
    return (Number.parseFloat(text ?? '') || 0).toFixed(field.decimals);
  }
  if (field.type === 'date') return dateValue(text ?? '', user.dateFormat ?? 'yyyy-mm-dd');
  if (field.type === 'datetime')
    return field.localTime ? localDateTime(text ?? '', user) : dateTime(text ?? '');
  return text === null ? null : storedText(text, field.max);
}

/** Of a new record's fields that were not sent. */
export function initialValue(field: FieldDefinition): string | null {
  if (field.type === 'boolean') return '0';
  if (field.type === 'date' || field.type === 'datetime') return null;
  // Counters of e-mail tracking live in a table of their own: no row, so NULL.
  if (field.name === 'access_count' || field.name === 'click_count') return null;
  if (field.type === 'integer') return '0';
  if (field.type === 'currency' || field.type === 'double') return (0).toFixed(field.decimals);
  return field.type === 'reference' ? null : '';
}

/** revise decodes HTML entities in what it is sent, and NULL clears. */
export function reviseValue(value: PhpValue): PhpValue {
  if (value === null) return '';
  return typeof value === 'string' ? decodeEntities(value) : value;
}

/** Text as the connection (3-byte UTF-8) and the column's length leave it. */
export function storedText(text: string, max: number): string {
  const narrow = text.replace(/[\u{10000}-\u{10ffff}]/gu, '????').replace(/[\ud800-\udfff]/g, '?');
  return narrow.slice(0, max);
}

/** Script tags are stored encoded; other tags, and javascript: addresses, are not touched. */
export const defuseScript = (text: string): string => text.replace(/<(\/?script[^<>]*)>/gi, '&lt;$1&gt;');

function integer(text: string): string {
  const number = Math.round(Number.parseFloat(text) || 0);
  return String(Math.max(-2_147_483_648, Math.min(2_147_483_647, number)));
}

/** A date as ISO or in the user's own format; what is neither is empty, an impossible day is 0000-00-00. */
function dateValue(text: string, format: string): string | null {
  const word = text.trim().split(' ')[0] ?? '';
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(word);
  if (iso !== null) return realDate(iso[1], iso[2], iso[3]);
  const own = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(word);
  if (own === null) return null;
  return format === 'mm-dd-yyyy' ? realDate(own[3], own[1], own[2]) : realDate(own[3], own[2], own[1]);
}

function realDate(year = '', month = '', day = ''): string {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : '0000-00-00';
}

const DATE_TIME = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?/;

/** uitype 70: read literally by the database. T, Z, an offset and fractions are dropped, not applied. */
function dateTime(text: string): string | null {
  if (text === '') return null;
  const match = DATE_TIME.exec(text);
  const date = match === null ? '0000-00-00' : realDate(match[1], match[2], match[3]);
  if (match === null || date === '0000-00-00') return '0000-00-00 00:00:00';
  const time = [match[4], match[5], match[6]].map((part) => (part ?? '0').padStart(2, '0'));
  return `${date} ${time.join(':')}`;
}

/** uitype 6: the user's local time becomes UTC; with a T it is lost. */
function localDateTime(text: string, user: StandInUser): string | null {
  const match = /^\s*(\S+)\s+(\d{1,2}:\d{2}(?::\d{2})?)\s*$/.exec(text);
  const date = dateValue(match?.[1] ?? '', user.dateFormat ?? 'yyyy-mm-dd');
  if (match === null || date === null || date === '0000-00-00') return null;
  const time = (match[2] ?? '').padStart(5, '0');
  return localToUtc(`${date} ${time.length === 5 ? `${time}:00` : time}`, user.timeZone ?? 'UTC');
}
