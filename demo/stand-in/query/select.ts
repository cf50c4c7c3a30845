import type { Access } from '../access';
import { fold } from '../collation';
import type { Crm } from '../crm';
import type { FieldDefinition } from '../schema/field';
import type { ModuleDefinition } from '../schema/module-definition';
import { compile, type FindColumn, sortKey } from '../sql/evaluate';
import { SqlError } from '../sql/tokens';
import { type Condition, parseTail, type SelectTail } from '../sql/tree';
import type { Row } from '../store';

export interface Selection {
  readonly module: ModuleDefinition;
  readonly tail: string;
  readonly columns: readonly (string | null)[];
}

const DELETED: FieldDefinition['name'] = 'deleted';

/** Runs the statement over the rows the user may see; deleted ones are left out even where an injection kept them. */
export function selectRows(crm: Crm, access: Access, selection: Selection): readonly Row[] {
  const { module } = selection;
  const tail = parseTail(selection.tail);
  const find = columnFinder(module);
  const matches = tail.where === null ? () => true : compile(withoutDeleted(tail.where), find);
  const rows = candidates(crm, module, tail.where).filter(
    (row) => isAlive(row) && matches(row) && access.sees(row),
  );
  sortRows(rows, tail, find, selection);
  return rows.slice(tail.offset, tail.offset + tail.limit);
}

/** Converted leads are hidden from queries, and so are e-mails that were stored without their activity type. */
function isAlive(row: Row): boolean {
  if (row.deleted || row.converted) return false;
  return row.module !== 'Emails' || row.values['activitytype'] === 'Emails';
}

/** `deleted=0` of the statement's own end is answered by isAlive. */
function withoutDeleted(condition: Condition): Condition {
  if (condition.kind !== 'and') return isDeletedTest(condition) ? ALWAYS : condition;
  return { kind: 'and', parts: condition.parts.filter((part) => !isDeletedTest(part)) };
}
const ALWAYS: Condition = { kind: 'truth', term: { kind: 'number', value: 1 } };
const isDeletedTest = (part: Condition): boolean =>
  part.kind === 'compare' && part.left.kind === 'column' && part.left.name === DELETED;

function columnFinder(module: ModuleDefinition): FindColumn {
  const columns = new Map(module.fields.map((one) => [one.column, one]));
  return (name) => (name === 'id' ? null : columns.get(name));
}

/** Uses an index where the statement demands one value of an indexed field, or one number. */
function candidates(crm: Crm, module: ModuleDefinition, where: Condition | null): Row[] {
  for (const part of conjuncts(where)) {
    const found = byIndex(crm, module, part);
    if (found !== null) return found;
  }
  return [...crm.store.rows(module.name)];
}

function conjuncts(where: Condition | null): readonly Condition[] {
  if (where === null) return [];
  return where.kind === 'and' ? where.parts.flatMap(conjuncts) : [where];
}

function byIndex(crm: Crm, module: ModuleDefinition, part: Condition): Row[] | null {
  if (part.kind !== 'in' && (part.kind !== 'compare' || part.operator !== '=')) return null;
  if (part.left.kind !== 'column') return null;
  const terms = part.kind === 'in' ? part.list : [part.right];
  const { name } = part.left;
  const field = module.fields.find((one) => one.column === name);
  const found = new Set<Row>();
  for (const term of terms) {
    if (term.kind === 'null' || term.kind === 'column') return null;
    const rows =
      name === 'id'
        ? rowOf(crm, module, Number(term.value))
        : crm.store.indexed(module.name, field?.name ?? '', String(term.value));
    if (rows === undefined) return null;
    for (const row of rows) found.add(row);
  }
  return [...found].sort((a, b) => a.id - b.id);
}

function rowOf(crm: Crm, module: ModuleDefinition, id: number): readonly Row[] {
  const row = crm.store.findOf(module.name, id);
  return row?.module === module.name ? [row] : [];
}

function sortRows(rows: Row[], tail: SelectTail, find: FindColumn, selection: Selection): void {
  const fields = tail.order.map((name) => {
    const field = find(name);
    if (field === undefined) throw new SqlError('unknown column to order by');
    return field;
  });
  if (fields.length === 0) {
    if (readsEmailIndex(selection, tail.where)) sortByEmail(rows);
    return;
  }
  // Candidates come in order of id already.
  if (fields[0] === null && !tail.descending) return;
  const sign = tail.descending ? -1 : 1;
  const keys = new Map(rows.map((row) => [row, fields.map((field) => sortKey(field, row))]));
  rows.sort((a, b) => sign * compareKeys(keys.get(a) ?? [], keys.get(b) ?? []));
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, key] of a.entries()) {
    const other = b[index] ?? '';
    if (key !== other) return key < other ? -1 : 1;
  }
  return 0;
}

/** Where only id and email are read, the database walks the index on email, and so the rows come in its order. */
function readsEmailIndex(selection: Selection, where: Condition | null): boolean {
  if (selection.module.name !== 'Contacts' && selection.module.name !== 'Leads') return false;
  const read = new Set([...selection.columns, ...conditionColumns(where)]);
  return read.has('email') && [...read].every((name) => name === 'email' || name === 'id');
}

function conditionColumns(where: Condition | null): readonly string[] {
  if (where === null || where.kind === 'truth') return [];
  if (where.kind === 'and' || where.kind === 'or') return where.parts.flatMap(conditionColumns);
  return where.left.kind === 'column' && where.left.name !== DELETED ? [where.left.name] : [];
}

function sortByEmail(rows: Row[]): void {
  const key = (row: Row): string => fold(row.values['email'] ?? '');
  const rank = (row: Row): number => (row.values['email'] === null ? 0 : 1);
  rows.sort((a, b) => rank(a) - rank(b) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
