import type { Access } from '../access';
import type { Crm } from '../crm';
import { accessDenied, operationDenied } from '../errors';
import { webserviceId } from '../ids';
import { type Presented, type Presenting, presentValue, visibleFields } from '../present';
import { entityByName } from '../schema/entities';
import type { FieldDefinition } from '../schema/field';
import type { Row } from '../store';
import { SqlError } from '../sql/tokens';
import { buildTail } from './build';
import { parseQuery } from './parser';
import { selectRows } from './select';
import type { Gathered } from './statement';

/** The `query` operation: text in, rows out. A statement the database refuses gives no rows and no error. */
export function runQuery(crm: Crm, access: Access, query: string): Presented[] {
  const named = /from\s+([^\s;]+)/i.exec(query)?.[1];
  if (named === undefined) throw operationDenied(' for query');
  checkModule(access, named);
  const statement = parseQuery(query);
  checkModule(access, statement.module);
  const module = crm.modules.get(statement.module);
  if (module === undefined) return [];
  const fields = new Map(
    visibleFields(access, access.fields(module), module.name).map((one) => [one.name, one]),
  );
  const tail = buildTail(statement, fields);
  // The row of a count carries no id and is dropped, which leaves count(*) without an answer.
  if (statement.columns.includes('count(*)')) return [];
  try {
    return selectRows(crm, access, { module, tail, columns: statement.columns }).map((row) =>
      presentColumns({ store: crm.store, access, manner: 'query' }, statement, fields, row),
    );
  } catch (error) {
    if (error instanceof SqlError) return [];
    throw error;
  }
}

function checkModule(access: Access, name: string): void {
  if (entityByName(name) === undefined) throw operationDenied(` for name : ${name}`);
  if (!access.lists(name)) throw operationDenied();
  if (access.rights(name).view !== true) throw accessDenied('Permission to read is denied');
}

function presentColumns(
  presenting: Presenting,
  statement: Gathered,
  fields: ReadonlyMap<string, FieldDefinition>,
  row: Row,
): Presented {
  const names = statement.columns.includes('*') ? [...fields.keys(), 'id'] : statement.columns;
  const result: Presented = {};
  for (const name of names) {
    const field = fields.get(name ?? '');
    if (field !== undefined) result[field.name] = presentValue(presenting, field, row);
    else if (name === 'id') result['id'] = webserviceId(row.module, row.id);
  }
  return result;
}
