import { compareText, fold, likePattern } from '../collation';
import type { FieldDefinition } from '../schema/field';
import { SqlError } from './tokens';
import type { Condition, Term } from './tree';

/** What a condition looks at: a record's number and its stored values. */
export interface Candidate {
  readonly id: number;
  readonly values: Readonly<Record<string, string | null>>;
}
export type Predicate = (row: Candidate) => boolean;
/** The field of a database column, or of the number column (null); undefined: no such column. */
export type FindColumn = (name: string) => FieldDefinition | null | undefined;

type Value = string | number | null;
type Kind = 'text' | 'number' | 'time';
interface Operand {
  readonly kind: Kind | 'literal';
  readonly read: (row: Candidate) => Value;
}

const NUMERIC = new Set(['integer', 'double', 'currency', 'boolean', 'reference', 'owner']);

/** NULL compares with nothing: such a condition is not true, whatever the operator. */
export function compile(condition: Condition, find: FindColumn): Predicate {
  if (condition.kind === 'and' || condition.kind === 'or') {
    const parts = condition.parts.map((part) => compile(part, find));
    return condition.kind === 'and'
      ? (row) => parts.every((part) => part(row))
      : (row) => parts.some((part) => part(row));
  }
  if (condition.kind === 'truth') {
    const operand = resolve(condition.term, find);
    return (row) => toNumber(operand.read(row)) !== 0;
  }
  if (condition.kind === 'in') {
    const parts = condition.list.map((right) => comparison('=', condition.left, right, find));
    return (row) => parts.some((part) => part(row));
  }
  return comparison(condition.operator, condition.left, condition.right, find);
}

function comparison(operator: string, left: Term, right: Term, find: FindColumn): Predicate {
  const [a, b] = [resolve(left, find), resolve(right, find)];
  if (operator === 'like') return like(a, b);
  const kind = commonKind(a, b);
  if (kind === 'text' && right.kind === 'text') return textTest(a, fold(right.value), holds(operator));
  const compare = kind === 'number' ? compareNumbers : kind === 'time' ? compareTimes : compareTexts;
  const holding = holds(operator);
  return (row) => {
    const [x, y] = [a.read(row), b.read(row)];
    return x !== null && y !== null && holding(compare(x, y));
  };
}

/** The common case, made fast: the text on the right is folded once. */
function textTest(operand: Operand, folded: string, holding: (order: number) => boolean): Predicate {
  return (row) => {
    const value = operand.read(row);
    if (value === null) return false;
    const key = fold(String(value));
    return holding(key === folded ? 0 : key < folded ? -1 : 1);
  };
}

function holds(operator: string): (order: number) => boolean {
  const found = HOLDS[operator];
  if (found === undefined) throw new SqlError('unknown operator');
  return found;
}

const HOLDS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
  '!=': (order) => order !== 0,
  '<>': (order) => order !== 0,
};

function like(a: Operand, b: Operand): Predicate {
  const cache = new Map<string, (text: string) => boolean>();
  return (row) => {
    const [x, y] = [a.read(row), b.read(row)];
    if (x === null || y === null) return false;
    const matches = cache.get(String(y)) ?? likePattern(String(y));
    cache.set(String(y), matches);
    return matches(String(x));
  };
}

function resolve(term: Term, find: FindColumn): Operand {
  if (term.kind === 'null') return { kind: 'literal', read: () => null };
  if (term.kind === 'text') return { kind: 'literal', read: () => term.value };
  if (term.kind === 'number') return { kind: 'number', read: () => term.value };
  const field = find(term.name);
  if (field === undefined) throw new SqlError(`unknown column ${term.name}`);
  if (field === null) return { kind: 'number', read: (row) => row.id };
  const { name, type } = field;
  const kind = NUMERIC.has(type) ? 'number' : type === 'date' || type === 'datetime' ? 'time' : 'text';
  return { kind, read: (row) => row.values[name] ?? null };
}

function commonKind(a: Operand, b: Operand): Kind {
  const kinds = new Set([a.kind, b.kind]);
  if (kinds.has('time')) return 'time';
  return kinds.has('number') ? 'number' : 'text';
}

const toNumber = (value: Value): number =>
  typeof value === 'number' ? value : Number.parseFloat(value ?? '') || 0;
const compareNumbers = (a: Value, b: Value): number => toNumber(a) - toNumber(b);
const compareTexts = (a: Value, b: Value): number => compareText(String(a), String(b));

function compareTimes(a: Value, b: Value): number {
  const [x, y] = [timeText(String(a)), timeText(String(b))];
  if (x === null || y === null) return NaN;
  if (x === y) return 0;
  return x < y ? -1 : 1;
}

/** A date alone is its midnight; what is no date compares with nothing. */
function timeText(text: string): string | null {
  const match = /^\s*(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?))?/.exec(text);
  if (match === null) return null;
  const time = match[2] ?? '00:00:00';
  return `${match[1] ?? ''} ${time.length === 5 ? `${time}:00` : time}`;
}

/** Sort key of a stored value; NULL sorts first. */
export function sortKey(field: FieldDefinition | null, row: Candidate): string | number {
  if (field === null) return row.id;
  const value = row.values[field.name] ?? null;
  if (value === null) return NUMERIC.has(field.type) ? -Infinity : '';
  return NUMERIC.has(field.type) ? toNumber(value) : fold(value);
}
