import { crmFailure } from './failures';

/* Vtiger's query language (fact 66): one SELECT, no parentheses; AND binds tighter than OR. It is injectable
 * (fact 74), so field names come from an allow-list and every value becomes a literal here. */

export interface Condition {
  readonly field: string;
  /** `like` with a pattern made here: `%` and `_` of a value are not escaped. */
  readonly op: '=' | '!=' | '<' | '>' | '<=' | '>=' | 'in' | 'like';
  readonly value: string | readonly string[];
}

/** Alternatives, each a list of conditions that hold together: all that can be said without parentheses. */
export type Where = readonly (readonly Condition[])[];

export interface Select {
  readonly module: string;
  readonly fields: readonly string[];
  readonly where: Where;
  /** One direction for all. Every field of it is selected too: Vtiger answers [] for one that it did not join. */
  readonly orderBy: readonly string[];
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
}

/** Fields that may be named; from `describe`. */
export type AllowedFields = ReadonlySet<string>;

const WORD = /^[A-Za-z][A-Za-z0-9_]*$/;

/** May stand unquoted in a query: the name of a module or field. */
export function isWord(name: string): boolean {
  return WORD.test(name);
}

export function buildQuery(select: Select, allowed: AllowedFields): string {
  const column = (name: string) => {
    if (!WORD.test(name) || !allowed.has(name)) throw crmFailure('crm_query_field');
    return name;
  };
  if (!WORD.test(select.module)) throw crmFailure('crm_query_field');
  const columns = [...new Set([...select.fields, ...select.orderBy])].map(column).join(',');
  const where = select.where
    .map((all) => all.map((condition) => comparison(column(condition.field), condition)).join(' and '))
    .join(' or ');
  const order = select.orderBy.map(column).join(',');
  return [
    `select ${columns} from ${select.module}`,
    ...(where === '' ? [] : [`where ${where}`]),
    ...(order === '' ? [] : [`order by ${order} ${select.direction}`]),
    `limit ${String(select.limit)};`,
  ].join(' ');
}

function comparison(column: string, { op, value }: Condition): string {
  if (op !== 'in') return `${column} ${op} ${literal(String(value))}`;
  const values = typeof value === 'string' ? [value] : value;
  if (values.length === 0) throw crmFailure('crm_unqueryable');
  return `${column} in (${values.map(literal).join(',')})`;
}

/**
 * A value between quotes. Quotes are doubled for Vtiger's lexer and backslashes for MariaDB, whose escape character
 * the lexer does not know: undoubled, a value that ends in one would swallow its quote (fact 74).
 */
export function literal(value: string): string {
  if (!isQueryable(value)) throw crmFailure('crm_unqueryable');
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** Empty literals are a lexer error (fact 72); characters beyond three bytes do not reach the database (fact 57). */
export function isQueryable(value: string): boolean {
  // Without the u flag: half of a pair, alone or not, is no three-byte character either.
  return value !== '' && !CONTROLS.test(value) && !SURROGATES.test(value);
}

const CONTROLS = /\p{Cc}/u;
const SURROGATES = /[\ud800-\udfff]/;
