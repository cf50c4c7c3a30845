import type { ModuleName } from '../../consent/record';

const NAMES = ['salutationtype', 'firstname', 'lastname'];
const PHONES = ['phone', 'mobile'];

/** What a person may change of themselves by default: nothing that staff decide on (owner, status, source). */
const DEFAULT: Readonly<Record<ModuleName, readonly string[]>> = {
  Contacts: [
    ...NAMES,
    ...PHONES,
    'homephone',
    'title',
    'mailingstreet',
    'mailingpobox',
    'mailingzip',
    'mailingcity',
    'mailingstate',
    'mailingcountry',
    'consent_language',
  ],
  Leads: [
    ...NAMES,
    ...PHONES,
    'designation',
    'company',
    'lane',
    'pobox',
    'code',
    'city',
    'state',
    'country',
    'consent_language',
  ],
};

/** MY_DATA_FIELDS: `default` stands for the list above; other names are fields of either module. */
export function editableFields(names: readonly string[]): Readonly<Record<ModuleName, readonly string[]>> {
  const own = names.filter((name) => name !== 'default');
  const given = names.includes('default') ? DEFAULT : { Contacts: [], Leads: [] };
  return {
    Contacts: [...new Set([...given.Contacts, ...own])],
    Leads: [...new Set([...given.Leads, ...own])],
  };
}
