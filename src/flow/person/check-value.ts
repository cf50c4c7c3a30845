import type { PersonField } from '../person-ports';
import { BETWEEN_VALUES } from './in-words';

/** Why a typed value is not taken. With the field's name it is the outcome's code: `too_long:mobile`. */
export const FIELD_FAULTS = [
  'not_editable',
  'required',
  'too_long',
  'characters',
  'not_listed',
  'not_a_phone',
  'not_a_date',
] as const;
export type FieldFault = (typeof FIELD_FAULTS)[number];

export type Checked =
  { readonly kind: 'good'; readonly value: string } | { readonly kind: 'fault'; readonly fault: FieldFault };

/**
 * Vtiger cuts what is longer and says success (fact 42). Columns of its own tables; LINE is the shortest of them, and a
 * custom field that is shorter is found out by comparing the answer.
 */
const LENGTHS: Readonly<Record<string, number>> = {
  firstname: 40,
  lastname: 80,
  company: 100,
  title: 50,
  designation: 50,
  mailingstreet: 250,
  otherstreet: 250,
  lane: 250,
  mailingcity: 40,
  othercity: 40,
  mailingcountry: 40,
  otherstate: 50,
};
const OF_LINES: readonly string[] = ['text', 'multipicklist'];
const PHONE = 50;
const LINE = 30;
const TEXT = 250;
const CUSTOM = 100;

/** Checks one value by the type that Vtiger describes; Vtiger itself checks nothing (fact 42). '' clears the field. */
export function checkValue(field: PersonField, typed: string): Checked {
  const value = typed.replace(/\r\n?/g, '\n').trim();
  const fault = faultOf(field, value);
  return fault === null ? { kind: 'good', value: storedForm(field, value) } : { kind: 'fault', fault };
}

function faultOf(field: PersonField, value: string): FieldFault | null {
  if (value === '') return field.mandatory ? 'required' : null;
  if (!isStorable(value, OF_LINES.includes(field.type))) return 'characters';
  switch (field.type) {
    case 'picklist':
      return field.values?.includes(value) === true ? null : 'not_listed';
    case 'multipicklist':
      return chosen(value).every((each) => field.values?.includes(each) === true) ? null : 'not_listed';
    case 'boolean':
      return value === '0' || value === '1' ? null : 'not_listed';
    case 'date':
      return isDate(value) ? null : 'not_a_date';
    case 'phone':
      return isPhone(value) ? tooLong(value, PHONE) : 'not_a_phone';
    default:
      return tooLong(value, lengthOf(field));
  }
}

/**
 * Whether Vtiger keeps it as it is: 4-byte characters become `????` (fact 57), `&...;` is decoded and `<script` encoded
 * (facts 55, 56). No name or street needs an angle bracket, and a page of the CRM may forget to encode one.
 */
export function isStorable(value: string, lines = false): boolean {
  const controls = lines ? /[^\P{Cc}\n]/u : /\p{Cc}/u;
  return !controls.test(value) && !/[\u{10000}-\u{10ffff}]|\p{Cs}|[<>]|&#?\w+;/u.test(value);
}

function storedForm({ type }: PersonField, value: string): string {
  return type === 'multipicklist' ? chosen(value).join(BETWEEN_VALUES) : value;
}

function chosen(value: string): string[] {
  return value
    .split(/\|##\||\n/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** Five digits at least; an extension may follow. */
function isPhone(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return /^\+?[\d\s()./-]+(?:\s*(?:x|ext\.?|tst\.?|app\.?|poste)\s*\d{1,6})?$/i.test(value) && digits >= 5;
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

function lengthOf({ name, type }: PersonField): number {
  const known = LENGTHS[name];
  if (known !== undefined) return known;
  if (name.startsWith('cf_')) return CUSTOM;
  return type === 'text' ? TEXT : LINE;
}

function tooLong(value: string, most: number): FieldFault | null {
  return value.length > most ? 'too_long' : null;
}
