import type { Access } from './access';
import { webserviceId } from './ids';
import type { FieldDefinition } from './schema/field';
import type { Row, Store } from './store';

export type Presented = Record<string, string | number | null>;

/** Query tells NULL as null, the record operations as "". */
export type Manner = 'query' | 'record';

/** Fields of a user that never leave the server. */
const SECRET = new Set(['user_password', 'confirm_password', 'accesskey']);

/** The whole record as create, retrieve, update and revise answer it: every visible field, then id and label. */
export function presentRecord(store: Store, access: Access, row: Row): Presented {
  const result = presentFields(store, access, row, 'record');
  result['id'] = webserviceId(row.module, row.id);
  if (row.label !== '') result['label'] = row.label;
  return result;
}

/** The record as `select *` and sync answer it: no label. */
export function presentRow(store: Store, access: Access, row: Row): Presented {
  return { ...presentFields(store, access, row, 'query'), id: webserviceId(row.module, row.id) };
}

function presentFields(store: Store, access: Access, row: Row, manner: Manner): Presented {
  const module = store.moduleOf(row.module);
  const result: Presented = {};
  for (const field of visibleFields(access, module === undefined ? [] : access.fields(module), row.module)) {
    result[field.name] = presentValue({ store, access, manner }, field, row);
  }
  return result;
}

export function visibleFields(
  access: Access,
  fields: readonly FieldDefinition[],
  module: string,
): readonly FieldDefinition[] {
  if (module === 'Emails') return fields.filter((one) => one.type !== 'file');
  return module === 'Users' ? fields.filter((one) => !SECRET.has(one.name)) : fields;
}

export interface Presenting {
  readonly store: Store;
  readonly access: Access;
  readonly manner: Manner;
}

export function presentValue(
  { store, access, manner }: Presenting,
  field: FieldDefinition,
  row: Row,
): string | null {
  const value = row.values[field.name] ?? null;
  if (field.unseen) return null;
  if (field.type === 'owner') return owner(store, value);
  if (field.type === 'reference') return reference(store, seen(access, field), row.module, value);
  return value ?? (manner === 'query' || row.module === 'Users' ? null : '');
}

/** A reference to a module that the user may not use is shown as empty. */
function seen(access: Access, field: FieldDefinition): FieldDefinition {
  if (access.user.admin === true) return field;
  return { ...field, refersTo: field.refersTo.filter((one) => one === 'Users' || access.lists(one)) };
}

/** A number that is no user is taken for a group, existing or not. */
function owner(store: Store, value: string | null): string | null {
  if (value === null || value === '') return value;
  return store.findUser(Number(value)) === undefined ? `20x${value}` : `19x${value}`;
}

function reference(
  store: Store,
  field: FieldDefinition,
  module: string,
  value: string | null,
): string | null {
  // An e-mail without parent has an empty text there, not a zero; ids of actors (role, currency) are kept whole.
  if (value === null || value === '' || value === '0') return module === 'Emails' || value === '' ? '' : null;
  if (!/^\d+$/.test(value)) return value;
  const row =
    field.refersTo.includes('Users') &&
    !field.refersTo.some((one) => store.find(Number(value))?.module === one)
      ? store.findUser(Number(value))
      : store.find(Number(value));
  const known = row !== undefined && !row.deleted && field.refersTo.includes(row.module);
  return known ? webserviceId(row.module, row.id) : null;
}
