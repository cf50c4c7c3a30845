import { accessDenied, invalidId, querySyntax } from '../errors';
import type { FieldDefinition } from '../schema/field';
import { type Gathered, numberOf, type Operand } from './statement';

const MAXIMUM = 100;

/**
 * The end of the SQL statement (`WHERE .. ORDER BY .. LIMIT ..`), with literals as they were sent. It is put together as
 * text and read again like the database reads it: that is where unescaped backslashes do their harm.
 */
export function buildTail(statement: Gathered, fields: ReadonlyMap<string, FieldDefinition>): string {
  checkColumns(statement, fields);
  const where = buildWhere(statement, fields);
  const order = statement.order.map((name) => column(name, fields)).join(',');
  const limit = buildLimit(statement.limit);
  const conditions = where === '' ? 'deleted=0' : `(${where}) AND deleted=0`;
  const direction = statement.direction === '' ? '' : ` ${statement.direction}`;
  return `WHERE ${conditions}${order === '' ? '' : ` ORDER BY ${order}${direction}`} LIMIT ${limit};`;
}

function checkColumns(statement: Gathered, fields: ReadonlyMap<string, FieldDefinition>): void {
  const { columns } = statement;
  if (columns.includes('*') || columns.includes('count(*)')) return;
  for (const name of columns) {
    if (name !== 'id' && !fields.has(name ?? '')) {
      throw accessDenied(`Permission to access '.${name ?? ''}.' attribute denied.`);
    }
  }
}

/** An unknown column to order by becomes a bare dot, which the database refuses. */
const column = (name: string | null, fields: ReadonlyMap<string, FieldDefinition>): string =>
  name === 'id' ? 't.id' : `t.${fields.get(name ?? '')?.column ?? ''}`;

function buildWhere(statement: Gathered, fields: ReadonlyMap<string, FieldDefinition>): string {
  const { names, values, operators, connectives } = statement;
  if (names.length === 0) return '';
  if (names.length !== values.length || operators.length !== connectives.length + 1) {
    throw querySyntax('columns data inappropriate');
  }
  let sql = '';
  names.forEach((name, index) => {
    const field = fields.get(name ?? '');
    if (field === undefined && name !== 'id') {
      throw accessDenied(`Permission to access ${name ?? ''} attribute denied.`);
    }
    const operator = operators[index] ?? '';
    const value = operand(field, operator, values[index] ?? null);
    sql += `${column(name, fields)} ${operator} ${value}`;
    if (index < names.length - 1) sql += ` ${connectives[index] ?? ''} `;
  });
  return sql;
}

/** Reference values need a prefix, owners lose theirs; a bare owner leaves nothing, so the statement is refused. */
function operand(field: FieldDefinition | undefined, operator: string, value: Operand): string {
  const list = Array.isArray(value) ? value : null;
  const single = typeof value === 'string' ? value : '';
  if (field?.type === 'reference') {
    if ((list ?? [single]).some((one) => !one.includes('x'))) throw invalidId();
  }
  const bare = field?.type === 'reference' || field?.type === 'owner';
  const parts = (list ?? [single]).map((one) => (bare ? (numberOf(one) ?? '') : one));
  if (list !== null || operator === 'IN') return `(${parts.join(',')})`;
  const text = parts[0] ?? '';
  return bare && operator === 'LIKE' ? `'${text}'` : text;
}

/** At most 100 rows; an offset is not capped. */
function buildLimit(limit: Gathered['limit']): string {
  if (limit.length === 0) return String(MAXIMUM);
  const last = limit.length - 1;
  return limit.map((one, index) => (index === last ? capped(one ?? '') : (one ?? ''))).join(',');
}

/** PHP compares a number as a number and any other text letter by letter. */
function capped(text: string): string {
  const over = /^[+-]?\d+$/.test(text) ? Number(text) > MAXIMUM : text > String(MAXIMUM);
  return over ? String(MAXIMUM) : text;
}
