/**
 * The grammar of Vtiger's query language, as its messages and answers show it. Terminals are upper case, in the order
 * in which messages list them.
 */
export const TERMINALS = [
  '$',
  'SELECT',
  'FRM',
  'COLUMNNAME',
  'ASTERISK',
  'COUNT',
  'PARENOPEN',
  'PARENCLOSE',
  'COMMA',
  'TABLENAME',
  'WHERE',
  'LOGICAL_AND',
  'LOGICAL_OR',
  'VALUE',
  'EQ',
  'LT',
  'GT',
  'LTE',
  'GTE',
  'NE',
  'IN',
  'LIKE',
  'ORDERBY',
  'ASC',
  'DESC',
  'LIMIT',
  'SEMICOLON',
] as const;
export type Terminal = (typeof TERMINALS)[number];

/** What a rule does when it is reduced; rules without an entry do nothing. */
export type Action =
  | 'statement'
  | 'column'
  | 'count'
  | 'table'
  | 'connective'
  | 'condition'
  | 'value'
  | 'operator'
  | 'order'
  | 'direction'
  | 'limit'
  | 'limitPair'
  | 'end';

export interface Rule {
  readonly left: string;
  readonly right: readonly string[];
  readonly action?: Action;
}

const rule = (left: string, right: string, action?: Action): Rule => ({
  left,
  right: right === '' ? [] : right.split(' '),
  ...(action === undefined ? {} : { action }),
});

export const RULES: readonly Rule[] = [
  rule('sql', 'statement'),
  rule('statement', 'SELECT columns FRM table where order limit end', 'statement'),
  rule('columns', 'columnsStart COLUMNNAME', 'column'),
  rule('columns', 'ASTERISK', 'column'),
  rule('columns', 'COUNT PARENOPEN ASTERISK PARENCLOSE', 'count'),
  rule('columnsStart', 'columns COMMA'),
  rule('columnsStart', ''),
  rule('table', 'TABLENAME', 'table'),
  rule('where', 'WHERE conditions'),
  rule('where', ''),
  rule('conditions', 'conditionsStart condition'),
  rule('conditionsStart', 'conditions LOGICAL_AND', 'connective'),
  rule('conditionsStart', 'conditions LOGICAL_OR', 'connective'),
  rule('conditionsStart', ''),
  rule('condition', 'COLUMNNAME operator operand', 'condition'),
  rule('operand', 'PARENOPEN values PARENCLOSE'),
  rule('operand', 'values'),
  rule('values', 'valuesStart VALUE', 'value'),
  rule('valuesStart', 'values COMMA'),
  rule('valuesStart', ''),
  ...['EQ', 'LT', 'GT', 'LTE', 'GTE', 'NE', 'IN', 'LIKE'].map((one) => rule('operator', one, 'operator')),
  rule('order', 'ORDERBY orderColumns direction'),
  rule('order', ''),
  rule('orderColumns', 'orderStart COLUMNNAME', 'order'),
  rule('orderStart', 'orderColumns COMMA'),
  rule('orderStart', ''),
  rule('direction', 'ASC', 'direction'),
  rule('direction', 'DESC', 'direction'),
  rule('direction', ''),
  rule('limit', 'LIMIT limitValues'),
  rule('limit', ''),
  rule('limitValues', 'VALUE', 'limit'),
  rule('limitValues', 'VALUE COMMA VALUE', 'limitPair'),
  rule('end', 'SEMICOLON', 'end'),
];
