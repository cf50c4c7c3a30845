import { querySyntax } from '../errors';

export type Operand = string | string[] | null;

/** What the parser's actions gather; the texts of literals keep their quotes. */
export interface Gathered {
  readonly columns: (string | null)[];
  module: string;
  readonly names: (string | null)[];
  readonly operators: string[];
  readonly values: Operand[];
  readonly connectives: (string | null)[];
  readonly order: (string | null)[];
  direction: 'ASC' | 'DESC' | '';
  readonly limit: (string | null)[];
  /** True when the last condition is complete: the next value begins another. */
  columnDone: boolean;
  complete: boolean;
}

export const emptyStatement = (): Gathered => ({
  columns: [],
  module: '',
  names: [],
  operators: [],
  values: [],
  connectives: [],
  order: [],
  direction: '',
  limit: [],
  columnDone: true,
  complete: false,
});

export function addModule(statement: Gathered, name: string | null): void {
  const { columns } = statement;
  if (!columns.includes('*') && !columns.includes('count(*)') && !columns.includes('id')) columns.push('id');
  if (name === null) throw querySyntax('There is an syntax error in query');
  statement.module = name;
}

/** A further value of an IN list joins the former ones; anything else counts as a value of a condition of its own. */
export function addValue(statement: Gathered, value: string | null): void {
  const position = Math.max(statement.values.length - 1, 0);
  const former = statement.values[position] ?? null;
  const full = former !== null && former !== '' && former !== '0';
  if (statement.operators[position] !== 'IN' || !full || statement.columnDone) {
    statement.columnDone = false;
    statement.values.push(value);
    return;
  }
  const list = Array.isArray(former) ? former : [former];
  list.push(value ?? '');
  statement.values[position] = list;
}

/** A condition on `id` compares the number behind the x, whatever the prefix; LIKE needs it quoted again. */
export function addCondition(statement: Gathered, name: string | null): void {
  statement.columnDone = true;
  statement.names.push(name);
  if (name !== 'id') return;
  const last = statement.values.length - 1;
  const value = statement.values[last] ?? null;
  if (Array.isArray(value)) {
    statement.values[last] = value.map((one) => numberOf(one) ?? '');
    return;
  }
  const number = numberOf(value ?? '');
  statement.values[last] = statement.operators.at(-1) === 'LIKE' ? `'${number ?? ''}'` : number;
}

export const unquote = (literal: string): string => literal.replace(/^['"]+|['"]+$/g, '');

/** The second part of `12x3`; null where there is none. */
export const numberOf = (literal: string): string | null => unquote(literal).split('x')[1] ?? null;
