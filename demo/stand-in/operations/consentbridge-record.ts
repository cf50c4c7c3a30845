import type { Access } from '../access';
import type { Crm } from '../crm';
import { VtigerError } from '../errors';
import { webserviceId } from '../ids';
import type { Row } from '../store';
import { type ExtensionState, fingerprintOf } from './consentbridge-state';

export const MODULES = ['Contacts', 'Leads'] as const;
export type Person = (typeof MODULES)[number];

export const FLAGS = ['emailoptout', 'newsletter_optin'] as const;
export const DATE_TIMES = [
  'consent_date',
  'consent_invited_on',
  'consent_reminded_on',
  'consent_changed_on',
] as const;
export const TEXTS = [
  'consent_status',
  'consent_basis',
  'consent_text',
  'consent_source',
  'consent_language',
  'consent_topics',
  'consent_round',
  'consent_address_fp',
  'consent_seal',
] as const;
export const WRITABLE: readonly string[] = [...FLAGS, ...DATE_TIMES, ...TEXTS];

const STAMPS = ['createdtime', 'modifiedtime', 'source', 'email'] as const;
const NO_DATE = '0000-00-00 00:00:00';

export type ContractRecord = Readonly<Record<string, string>>;

/** What one call of an extension operation works with. */
export interface ExtensionCall {
  readonly crm: Crm;
  readonly access: Access;
  readonly state: ExtensionState;
}

/** A record as the contract spells it: all values strings. */
export function contractRecord({ state }: ExtensionCall, row: Row): ContractRecord {
  const value = (name: string): string => row.values[name] ?? '';
  const record: Record<string, string> = { id: webserviceId(row.module, row.id), module: row.module };
  for (const name of [...STAMPS, ...TEXTS]) record[name] = value(name);
  for (const name of [...FLAGS, 'isconvertedfromlead']) record[name] = value(name) === '1' ? '1' : '0';
  for (const name of DATE_TIMES) record[name] = value(name) === NO_DATE ? '' : value(name);
  record['converted'] = row.converted ? '1' : '0';
  record['address_fp'] = fingerprintOf(state, value('email'));
  return record;
}

/** The row of an id; undefined for one that is gone or of another module. */
export function rowOf({ crm }: ExtensionCall, id: string): Row | undefined {
  const [, prefix = '', number = ''] = /^(\d{1,6})x(\d{1,10})$/.exec(id) ?? [];
  const row = crm.store.find(Number(number));
  if (row === undefined || row.deleted) return undefined;
  const known = MODULES.some((module) => module === row.module && webserviceId(module, 0) === `${prefix}x0`);
  return known ? row : undefined;
}

/** Rows of a module in order of id, without deleted and converted ones. */
export function rowsOf({ crm, access }: ExtensionCall, module: Person): readonly Row[] {
  if (access.rights(module).view !== true) {
    throw new VtigerError('ACCESS_DENIED', 'Permission to perform the operation is denied');
  }
  return crm.store.rows(module).filter((row) => !row.deleted && !row.converted);
}

const SENTENCES: Readonly<Record<string, string>> = {
  NOT_FOUND: 'No such record, or it is deleted, or the id belongs to another module.',
  ACCESS_DENIED: 'This user may not do that with the record.',
  STALE: 'The record has changed since it was read.',
  NOT_TRIED: 'Time ran out before its turn.',
};

/** One item cannot be answered; its neighbours can. */
export class ItemFailure extends Error {
  constructor(
    readonly code: string,
    message = SENTENCES[code] ?? code,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  toAnswer(): Readonly<Record<string, unknown>> {
    return { ok: false, code: this.code, message: this.message, ...this.extra };
  }
}

/** The answer of one item, under the name it was asked by. */
export function itemAnswer(
  name: Readonly<Record<string, string>>,
  answer: () => Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  try {
    return { ...name, ok: true, ...answer() };
  } catch (error) {
    if (error instanceof ItemFailure) return { ...name, ...error.toAnswer() };
    throw error;
  }
}
