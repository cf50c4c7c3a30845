import { LANGUAGES, type Language } from '../../consent/event';
import type { PersonDeps, PersonField, PersonRecord } from '../person-ports';
import { checkValue, type FieldFault } from './check-value';
import { mayEdit } from './my-data';

/** `consent_language` among the typed fields: the language of one's mails, written by consent's own use case. */
export const LANGUAGE = 'consent_language';
/** Among the typed fields: the record whose form was filled in; without it the link's own. */
const FORM = 'record';

type Typed = Readonly<Record<string, string>>;

export interface Plan {
  readonly kind: 'plan';
  /** What to write, per record: Vtiger's names and values. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly language: Language | null;
}

/** As it is laid down in a parcel: `12x345 mobile` and the value. */
export function parcelOf({ values, language }: Plan): Record<string, string> {
  const rows = Object.entries(values).flatMap(([record, fields]) =>
    Object.entries(fields).map(([name, value]) => [`${record} ${name}`, value] as const),
  );
  const records = Object.keys(values).map((record) => [record, ''] as const);
  return { ...Object.fromEntries([...records, ...rows]), [LANGUAGE]: language ?? '' };
}

export function planIn(parcel: Typed): Plan {
  const values: Record<string, Record<string, string>> = {};
  for (const [key, value] of Object.entries(parcel)) {
    const [record = '', name] = key.split(' ');
    if (key === LANGUAGE) continue;
    values[record] = { ...values[record], ...(name === undefined ? {} : { [name]: value }) };
  }
  return { kind: 'plan', values, language: LANGUAGES.find((each) => each === parcel[LANGUAGE]) ?? null };
}

export interface FieldRefused {
  readonly kind: 'refused';
  readonly field: string;
  readonly fault: FieldFault;
}

/**
 * What is to be written where: what differs from the record whose form was filled in goes to all records of the person
 * that have the field (a name must stay the same on all of them, or the person falls apart).
 */
export async function planChange(
  deps: PersonDeps,
  records: readonly PersonRecord[],
  typed: Typed,
): Promise<Plan | FieldRefused> {
  const { [FORM]: formOf, [LANGUAGE]: language = '', ...rest } = typed;
  const form = records.find(({ id }) => id === formOf) ?? records[0];
  if (form === undefined) return { kind: 'plan', values: {}, language: null };
  const chosen = LANGUAGES.find((each) => each === language) ?? null;
  if (language !== '' && (chosen === null || !mayChooseLanguage(deps, form)))
    return { kind: 'refused', field: LANGUAGE, fault: chosen === null ? 'not_listed' : 'not_editable' };
  const changed = await changedIn(deps, form, rest);
  if (changed.kind === 'refused') return changed;
  const values: Record<string, Typed> = {};
  for (const record of records) values[record.id] = await fitting(deps, record, changed.values);
  return { kind: 'plan', values, language: chosen };
}

function mayChooseLanguage({ person }: PersonDeps, { module }: PersonRecord): boolean {
  return person.editable[module].includes(LANGUAGE);
}

async function changedIn(
  deps: PersonDeps,
  form: PersonRecord,
  typed: Typed,
): Promise<{ readonly kind: 'changed'; readonly values: Typed } | FieldRefused> {
  const described = await deps.people.describe(form.module);
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(typed)) {
    if (sameAs(form, name, value)) continue;
    const field = described.find((each) => each.name === name);
    if (field === undefined || !mayEdit(deps, form.module, field))
      return { kind: 'refused', field: name, fault: 'not_editable' };
    const checked = checkValue(field, value);
    if (checked.kind === 'fault') return { kind: 'refused', field: name, fault: checked.fault };
    if (!sameAs(form, name, checked.value)) values[name] = checked.value;
  }
  return { kind: 'changed', values };
}

/** Browsers send line ends as CRLF; outer white space is nobody's wish. */
function sameAs({ fields }: PersonRecord, name: string, value: string): boolean {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();
  return plain(fields[name] ?? '') === plain(value);
}

/** What another record of the person can carry: its module may lack the field, or know other values. */
async function fitting(deps: PersonDeps, record: PersonRecord, changed: Typed): Promise<Typed> {
  const described = await deps.people.describe(record.module);
  const fits = (field: PersonField | undefined, value: string) =>
    field !== undefined && mayEdit(deps, record.module, field) && checkValue(field, value).kind === 'good';
  const entries = Object.entries(changed).filter(
    ([name, value]) =>
      fits(
        described.find((each) => each.name === name),
        value,
      ) && !sameAs(record, name, value),
  );
  return Object.fromEntries(entries);
}
