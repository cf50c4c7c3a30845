import type { ModuleName } from '../../consent/record';
import type { PersonField, PersonRecord } from '../person-ports';

/**
 * Fields that a kept record does not need (GDPR art. 5(1)(c)): names and address stay, for documents name them, and
 * consent stays as proof of the refusal. Fields made by hand are added by ERASE_EMPTY_FIELDS.
 */
export const DEFAULT_EMPTIED: Readonly<Record<ModuleName, readonly string[]>> = {
  Contacts: [
    ...['phone', 'mobile', 'homephone', 'otherphone', 'fax', 'secondaryemail'],
    ...['title', 'department', 'birthday', 'assistant', 'assistantphone', 'description'],
    ...['mailingstreet', 'mailingpobox', 'mailingcity', 'mailingstate', 'mailingzip', 'mailingcountry'],
    ...['otherstreet', 'otherpobox', 'othercity', 'otherstate', 'otherzip', 'othercountry'],
  ],
  Leads: [
    ...['phone', 'mobile', 'fax', 'secondaryemail', 'designation', 'website', 'description'],
    ...['lane', 'pobox', 'code', 'city', 'state', 'country'],
  ],
};

/** ERASE_EMPTY_FIELDS: `default` stands for the list above; other names hold for both modules. */
export function emptiedFields(names: readonly string[]): Readonly<Record<ModuleName, readonly string[]>> {
  const own = names.filter((name) => name !== 'default');
  const listed = (module: ModuleName) =>
    names.includes('default') ? [...DEFAULT_EMPTIED[module], ...own] : own;
  return { Contacts: listed('Contacts'), Leads: listed('Leads') };
}

/** Numbers, boxes, owners and references can't be blank in Vtiger: it stores 0, or leaves them as they are. */
const BLANKABLE: readonly string[] = [
  'string',
  'text',
  'phone',
  'email',
  'url',
  'date',
  'picklist',
  'multipicklist',
];
/** Whatever an admin lists. */
const NEVER: readonly string[] = ['firstname', 'lastname', 'email'];

/** What is written to a kept record; `{}` when it is emptied already. */
export function blanksFor(
  { fields }: Pick<PersonRecord, 'fields'>,
  described: readonly PersonField[],
  names: readonly string[],
): Readonly<Record<string, string>> {
  const blank = described.filter(
    ({ name, type, editable, mandatory }) =>
      names.includes(name) &&
      !NEVER.includes(name) &&
      editable &&
      !mandatory &&
      BLANKABLE.includes(type) &&
      (fields[name] ?? '') !== '',
  );
  return Object.fromEntries(blank.map(({ name }) => [name, '']));
}
