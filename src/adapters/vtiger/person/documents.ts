import type { PersonRecord } from '../../../flow/person-ports';
import type { Log } from '../../../flow/ports';
import { type CrmFailureCode, isCrmFailure } from '../failures';
import type { Row, VtigerOperations } from '../operations';
import type { Ask } from '../proven-query';
import type { Where } from '../query';
import { isRegisterTitle } from '../register/title';
import { accountsOf } from './account';
import { type DescribedModule, type Descriptions, FRESH, referencesTo } from './descriptions';
import { textOf } from './read-person';
import { relatedPage } from './related';

export interface DocumentReads {
  readonly operations: Pick<VtigerOperations, 'relatedTypes' | 'queryRelated' | 'account'>;
  readonly descriptions: Descriptions;
  /** Its answers hold the module's control besides (fact 8). */
  readonly proven: Ask;
  readonly log: Pick<Log, 'warn'>;
}

type Verdict = 'none' | 'some' | 'unknown';

/** Vtiger's most in one answer: more of them were not looked at. */
const PAGE = 100;
const TICKET_TITLE = 'ticket_title';

/** After which nothing is known of a module. All others may pass: the caller tries again. */
const UNPROVEN: readonly CrmFailureCode[] = [
  'crm_access_denied',
  'crm_field_denied',
  'crm_control_missing',
  'crm_unknown_entity',
  'crm_query_field',
  'crm_query_syntax',
  'crm_invalid_id',
];

/**
 * Whether documents of these modules name the person (GDPR art. 17(3)). It fails closed: what can't be read, asked or
 * proven is `unknown`, and then nothing may be deleted.
 */
export async function findDocuments(
  reads: DocumentReads,
  record: PersonRecord,
  modules: readonly string[],
): Promise<Verdict> {
  const accounts = await accountsOf(reads.descriptions, record);
  if (accounts === null) reads.log.warn('it cannot be told which Account a Contact belongs to');
  const lists = await reads.operations.relatedTypes(record.module);
  let verdict: Verdict = accounts === null ? 'unknown' : 'none';
  for (const module of new Set(modules)) {
    const search = { reads, record, module, accounts: accounts ?? [], lists };
    const found = await judgeModule(search);
    if (found === 'some') return 'some';
    if (found === 'unknown') verdict = 'unknown';
  }
  return verdict;
}

interface Search {
  readonly reads: DocumentReads;
  readonly record: PersonRecord;
  readonly module: string;
  readonly accounts: readonly string[];
  /** Related lists of the person's module. */
  readonly lists: Awaited<ReturnType<VtigerOperations['relatedTypes']>>;
}

async function judgeModule(search: Search): Promise<Verdict> {
  const { reads, module } = search;
  const unproven = (why: string): 'unknown' => {
    reads.log.warn('a module cannot be proven free of documents of a person', { module, why });
    return 'unknown';
  };
  try {
    const described = await reads.descriptions.find(module, FRESH);
    if (described?.readable !== true) return unproven('not readable');
    const ways = waysInto(described, search);
    if (ways === 'none') return 'none';
    if (ways === null) return unproven('nothing in it refers to Contacts or Accounts');
    const answers = [await askReferences(search, described, ways), await askRelated(search, described)];
    if (answers.includes('some')) return 'some';
    if (answers.includes('unknown')) return unproven('more rows than it can look at');
    return (await isProven(search, described)) ? 'none' : unproven('no record of it is seen');
  } catch (error) {
    if (!isCrmFailure(error, ...UNPROVEN)) throw error;
    return unproven(error.code);
  }
}

/** A reference field and the id that would stand in it. */
interface Way {
  readonly field: string;
  readonly id: string;
}

/**
 * How the module can name the person. `null`: in no way that can be asked for, though it may all the same; `none`: it
 * can't, for no business document of Vtiger is about a Lead.
 */
function waysInto(described: DescribedModule, search: Search): readonly Way[] | 'none' | null {
  const { record, module, accounts, lists } = search;
  const direct = referencesTo(described, record.module).map((field) => ({ field, id: record.id }));
  // A Lead belongs to no Account.
  const byAccount = record.module === 'Leads' ? [] : referencesTo(described, 'Accounts');
  const listed = lists.some((list) => list.module === module);
  if (direct.length === 0 && byAccount.length === 0 && !listed)
    return record.module === 'Leads' ? 'none' : null;
  return [...direct, ...byAccount.flatMap((field) => accounts.map((id) => ({ field, id })))];
}

async function askReferences(
  { reads, module }: Search,
  described: DescribedModule,
  ways: readonly Way[],
): Promise<Verdict> {
  if (ways.length === 0) return 'none';
  const where: Where = ways.map(({ field, id }) => [{ field, op: '=', value: id }]);
  const fields = ['id', ...ways.map((way) => way.field), ...titleOf(described)];
  const select = { module, fields, where, orderBy: ['id'], direction: 'asc', limit: PAGE } as const;
  const rows = await reads.proven(select, described.names);
  const named = rows.filter((row) => ways.some(({ field, id }) => row[field] === id));
  if (named.some((row) => !isOwnTicket(module, row))) return 'some';
  // Only the control may be there without naming the person.
  return rows.length - named.length > 1 || rows.length >= PAGE ? 'unknown' : 'none';
}

/** What hangs there by a relation instead of a field: Vendors, Documents, a second Contact of an Opportunity. */
async function askRelated(search: Search, described: DescribedModule): Promise<Verdict> {
  const { reads, record, module } = search;
  for (const list of search.lists.filter((each) => each.module === module)) {
    const fields = ['id', ...titleOf(described)];
    const after = `${described.idPrefix}x0`;
    const rows = await relatedPage(reads.operations, { id: record.id, list, fields, after });
    if (rows.some((row) => !isOwnTicket(module, row))) return 'some';
    if (rows.length >= PAGE) return 'unknown';
  }
  return 'none';
}

/**
 * A record of the module comes back. An empty module looks like one whose records the sharing rules hide (fact 89), so
 * it is believed only of an admin, who sees everything.
 */
async function isProven({ reads, module }: Search, described: DescribedModule): Promise<boolean> {
  const select = { module, fields: ['id'], where: [], orderBy: ['id'], direction: 'asc', limit: 1 } as const;
  const rows = await reads.proven(select, described.names);
  return rows.length > 0 || (await reads.operations.account()).isAdmin === true;
}

function titleOf({ names }: DescribedModule): readonly string[] {
  return names.has(TICKET_TITLE) ? [TICKET_TITLE] : [];
}

/** The register's entries are about the request, not about business. */
function isOwnTicket(module: string, row: Row): boolean {
  return module === 'HelpDesk' && isRegisterTitle(textOf(row[TICKET_TITLE]));
}
