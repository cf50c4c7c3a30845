import { type ModuleName, MODULES } from '../../../consent/record';
import type { PersonRecord } from '../../../flow/person-ports';
import { isCrmFailure } from '../failures';
import { prefixOf } from '../ids';
import type { Row, VtigerOperations } from '../operations';
import { type DescribedModule, type Descriptions, FRESH } from './descriptions';

export interface PersonReads {
  readonly operations: Pick<VtigerOperations, 'retrieve'>;
  readonly descriptions: Descriptions;
}

export async function readPerson(reads: PersonReads, id: string): Promise<PersonRecord | null> {
  const found = await moduleOfPerson(reads.descriptions, id);
  if (found === null) return null;
  try {
    const row = await reads.operations.retrieve(id);
    return { id, module: found.module, fields: fieldsOf(found.described, row) };
  } catch (error) {
    // The second: it exists, and sharing hides it.
    if (isCrmFailure(error, 'crm_invalid_id', 'crm_access_denied')) return null;
    if (!isCrmFailure(error, 'crm_not_found')) throw error;
    // A module that one may not read gives the same answer (fact 40); describing it then fails.
    await reads.descriptions.get(found.module, FRESH);
    return null;
  }
}

/** Only what `describe` names: Vtiger answers a few fields more that no one sees in the CRM. */
function fieldsOf({ fields }: DescribedModule, row: Row): Readonly<Record<string, string>> {
  const entries = fields.flatMap(({ name }): [string, string][] => {
    const value = row[name];
    if (name === 'id' || value === undefined) return [];
    return [[name, textOf(value)]];
  });
  return Object.fromEntries(entries);
}

/** Strings or null (fact 38); what is neither holds no field of a person. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export interface PersonModule {
  readonly module: ModuleName;
  readonly described: DescribedModule;
}

/** Contacts or Leads by the id's prefix (fact 32). */
export async function moduleOfPerson(descriptions: Descriptions, id: string): Promise<PersonModule | null> {
  const prefix = prefixOf(id);
  if (prefix === null) return null;
  for (const module of MODULES) {
    const described = await descriptions.get(module);
    if (described.idPrefix === prefix) return { module, described };
  }
  return null;
}
