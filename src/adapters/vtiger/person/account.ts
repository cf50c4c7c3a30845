import type { PersonRecord } from '../../../flow/person-ports';
import { isCrmFailure } from '../failures';
import type { VtigerOperations } from '../operations';
import { type Descriptions, FRESH, referencesTo } from './descriptions';
import { textOf } from './read-person';

const TYPE = 'accounttype';

/**
 * The Accounts that a Contact belongs to. `null`: that can't be told: to a user who may not use Accounts, Vtiger shows
 * the reference as empty.
 */
export async function accountsOf(
  descriptions: Descriptions,
  { module, fields }: PersonRecord,
): Promise<readonly string[] | null> {
  if (module !== 'Contacts') return [];
  const accounts = await descriptions.find('Accounts', FRESH);
  if (accounts?.readable !== true) return null;
  const names = referencesTo(await descriptions.get('Contacts', FRESH), 'Accounts');
  if (!names.includes('account_id') || names.some((name) => fields[name] === undefined)) return null;
  return [...new Set(names.map((name) => fields[name] ?? '').filter((id) => id !== ''))];
}

export interface AccountReads {
  readonly operations: Pick<VtigerOperations, 'retrieve'>;
  readonly descriptions: Descriptions;
}

export async function accountOf(
  { operations, descriptions }: AccountReads,
  record: PersonRecord,
): Promise<{ readonly type: string } | 'unknown' | null> {
  const accounts = await accountsOf(descriptions, record);
  if (accounts === null) return 'unknown';
  const id = record.fields['account_id'] ?? '';
  if (accounts.length === 0 || id === '') return null;
  const { names } = await descriptions.get('Accounts', FRESH);
  if (!names.has(TYPE)) return 'unknown';
  try {
    const row = await operations.retrieve(id);
    return row[TYPE] === undefined ? 'unknown' : { type: textOf(row[TYPE]) };
  } catch (error) {
    if (isCrmFailure(error, 'crm_not_found')) return null;
    if (isCrmFailure(error, 'crm_access_denied', 'crm_invalid_id')) return 'unknown';
    throw error;
  }
}
