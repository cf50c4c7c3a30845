import type { ConsentFields, ConsentRecord } from '../../consent/record';
import { sameTopics } from '../../consent/topics';
import { crmFailure } from './failures';
import { CONSENT_FIELD_NAMES, CONSENT_FIELDS, CONVERTED_FIELD, READ_FIELDS } from './fields';
import type { Element, Row } from './operations';
import { assertComplete, type ModuleSchema } from './schema';
import {
  assertStorable,
  decodeFlag,
  decodeInstant,
  decodeList,
  encodeFlag,
  encodeInstant,
  encodeList,
  sameText,
} from './values';

/** Everything that a {@link ConsentRecord} is made of, in one query. */
export function columnsOf(schema: ModuleSchema): string[] {
  assertComplete(schema);
  const consent = CONSENT_FIELD_NAMES.filter((key) => !isOff(schema, key)).map((key) =>
    fieldName(schema, key),
  );
  return ['id', ...READ_FIELDS, ...consent, ...(schema.converted ? [CONVERTED_FIELD] : [])];
}

function isOff(schema: ModuleSchema, key: keyof ConsentFields): boolean {
  return CONSENT_FIELDS[key].optional === true && schema.names[key] === undefined;
}

export function fieldName(schema: ModuleSchema, key: keyof ConsentFields): string {
  const name = schema.names[key];
  if (name === undefined)
    throw crmFailure('crm_field_missing', { detail: `${schema.module}: ${CONSENT_FIELDS[key].name}` });
  return name;
}

/** @param write the row is the answer to a write: then one that cannot be read leaves the write in doubt. */
export function decodeRecord(schema: ModuleSchema, row: Row, write = false): ConsentRecord {
  assertComplete(schema);
  const text = (name: string) => textOf(row, name, write);
  const own = (key: keyof ConsentFields) => text(fieldName(schema, key));
  return {
    id: text('id'),
    module: schema.module,
    email: text('email'),
    createdTime: decodeInstant(text('createdtime')),
    modifiedTime: decodeInstant(text('modifiedtime')),
    origin: text('source'),
    convertedFromLead: schema.converted && decodeFlag(text(CONVERTED_FIELD)),
    status: own('status'),
    newsletterOptin: decodeFlag(own('newsletterOptin')),
    emailOptout: decodeFlag(own('emailOptout')),
    basis: own('basis'),
    consentDate: decodeInstant(own('consentDate')),
    invitedOn: decodeInstant(own('invitedOn')),
    remindedOn: decodeInstant(own('remindedOn')),
    changedOn: decodeInstant(own('changedOn')),
    text: own('text'),
    source: own('source'),
    language: own('language'),
    topics: isOff(schema, 'topics') ? null : decodeList(own('topics')),
    round: own('round'),
    addressFp: own('addressFp'),
    seal: own('seal'),
  };
}

function textOf(row: Row, name: string, write: boolean): string {
  const value = row[name];
  if (value === null) return '';
  if (typeof value === 'string') return value;
  // A field that is not in the answer was hidden from the API user since the module was described (fact 87).
  throw crmFailure(value === undefined ? 'crm_field_denied' : 'crm_schema', {
    write,
    detail: name,
  });
}

type Value = ConsentFields[keyof ConsentFields];

/** Our fields as an element for revise. Refuses, before anything is sent, what would not be stored. */
export function encodeFields(schema: ModuleSchema, fields: Partial<ConsentFields>): Element {
  const entries = givenFields(fields).map(([key, value]): [string, string] => {
    const { name } = CONSENT_FIELDS[key];
    if (schema.notWritable.includes(name))
      throw crmFailure('crm_field_readonly', { detail: `${schema.module}: ${name}` });
    return [fieldName(schema, key), encodeValue(value, CONSENT_FIELDS[key])];
  });
  return Object.fromEntries(entries);
}

function encodeValue(value: Value, { name, kind }: { readonly name: string; readonly kind: string }): string {
  if (typeof value === 'boolean') return encodeFlag(value);
  if (kind === 'instant') return encodeInstant(typeof value === 'number' ? value : null);
  const text = isList(value) ? encodeList(value) : String(value ?? '');
  assertStorable(text, name, 'decoded');
  return text;
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

function givenFields(fields: Partial<ConsentFields>): [keyof ConsentFields, Value][] {
  return CONSENT_FIELD_NAMES.flatMap((key): [keyof ConsentFields, Value][] => {
    const value = fields[key];
    const none = value === undefined || (value === null && CONSENT_FIELDS[key].optional === true);
    return none ? [] : [[key, value]];
  });
}

/**
 * Compares what was stored with what was sent: success is no proof (facts 9, 42, 87). When nothing at all arrived the
 * database was probably locked, and another try may help; when only some did, rights, lengths or a workflow dropped them.
 */
export function assertStored(stored: ConsentRecord, sent: Partial<ConsentFields>): void {
  const given = givenFields(sent);
  const lost = given.filter(([key, value]) => !isStored(value, stored[key]));
  if (lost.length === 0) return;
  const detail = `${stored.module}: ${lost.map(([key]) => CONSENT_FIELDS[key].name).join(', ')}`;
  throw crmFailure(lost.length === given.length ? 'crm_not_stored_yet' : 'crm_not_stored', { detail });
}

function isStored(sent: Value, stored: Value): boolean {
  if (typeof sent === 'number') return Math.floor(sent / 1000) * 1000 === stored;
  if (isList(sent)) return isList(stored) && sameTopics(sent, stored);
  if (typeof sent === 'string') return typeof stored === 'string' && sameText(sent, stored);
  return sent === stored;
}
