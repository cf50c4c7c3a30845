import { MODULES, type ModuleName } from '../consent/record';
import type { Environment } from './read-environment';

/** Our field name -> Vtiger's, per module, for fields made by hand whose label does not tell. */
export type FieldMap = Readonly<Record<ModuleName, Readonly<Record<string, string>>>>;

/** `VTIGER_FIELD_CONTACTS_CONSENT_STATUS=cf_863`. */
export function readFieldMap(env: Environment): { map: FieldMap; faults: string[] } {
  const faults: string[] = [];
  const map: Record<ModuleName, Record<string, string>> = { Contacts: {}, Leads: {} };
  for (const [name, value = ''] of Object.entries(env)) {
    const rest = /^VTIGER_FIELD_(.+)$/.exec(name)?.[1];
    if (rest === undefined || value.trim() === '') continue;
    const module = MODULES.find((each) => rest.startsWith(`${each.toUpperCase()}_`));
    if (module === undefined || !/^[A-Za-z0-9_]{1,60}$/.test(value.trim()))
      faults.push(
        `${name} must be VTIGER_FIELD_CONTACTS_<NAME> or VTIGER_FIELD_LEADS_<NAME> with a field name`,
      );
    else map[module][rest.slice(module.length + 1).toLowerCase()] = value.trim();
  }
  return { map, faults };
}
