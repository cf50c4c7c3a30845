import { invalidId, operationDenied, recordDenied } from './errors';
import { type Entity, entityById, entityByName } from './schema/entities';
import type { Row, Store } from './store';
import type { Access } from './access';

const SHAPE = /^\d+(?:x\d+)?$/;

/** MariaDB reads the number a text begins with: `12X3` still names entity 12. */
export const entityOfId = (id: string): Entity | undefined => entityById(Number.parseInt(id, 10));

/** The record of an id as retrieve and delete look it up. */
export function findRecord(store: Store, access: Access, id: string): Row {
  const entity = entityOfId(id);
  if (entity === undefined) throw operationDenied(' for id');
  if (!SHAPE.test(id)) throw invalidId();
  return existing(store, access, entity, Number(id.split('x')[1] ?? Number.NaN));
}

/** The same for update and revise, which refuse every id of a wrong shape or prefix alike. */
export function findForWrite(store: Store, access: Access, id: string | null): Row {
  const entity = id === null ? undefined : entityOfId(id);
  if (id === null || !/^\d+x\d+$/.test(id) || entity === undefined) throw invalidId();
  const row = existing(store, access, entity, Number(id.split('x')[1]));
  if (!access.edits(row)) throw recordDenied();
  return row;
}

/** Not found, deleted and "module not permitted" are one answer; a number of another module is another. */
function existing(store: Store, access: Access, entity: Entity, number: number): Row {
  const row = store.findOf(entity.name, number);
  if (row === undefined || row.deleted || !access.lists(row.module)) throw operationDenied();
  if (row.module !== entity.name) throw invalidId();
  return row;
}

export const webserviceId = (module: string, number: number | string): string =>
  `${entityByName(module)?.id ?? 0}x${number}`;
