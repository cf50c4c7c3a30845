import type { Crm } from '../crm';
import { consentFields } from '../schema/consent';
import type { FieldDefinition } from '../schema/field';

export type PageFields = ReadonlyMap<string, FieldDefinition>;

/** The bridge's fields of a module by their standard names, also where they were made by hand and are called cf_NNN. */
export function consentFieldsOf(crm: Crm, module: string): PageFields {
  const fields = crm.modules.get(module)?.fields ?? [];
  const found = new Map<string, FieldDefinition>();
  for (const known of consentFields) {
    const field =
      fields.find((one) => one.name === known.name) ?? fields.find((one) => one.label === known.label);
    if (field !== undefined) found.set(known.name, field);
  }
  return found;
}
