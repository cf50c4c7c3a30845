import { stamp } from '../clock';
import { accessDenied, operationDenied, PhpFatal } from '../errors';
import { webserviceId } from '../ids';
import { presentRow } from '../present';
import type { Row } from '../store';
import type { Operation } from './call';

const PAGE = 100;

/** Broken as shipped in 8.4.0 (a handler parameter is not registered); works once that row was added. */
export const sync: Operation = ({ crm, access, parameter }) => {
  if (!crm.patchedSync) throw new PhpFatal('sync');
  const everyone = parameter('syncType') === 'application';
  if (everyone && access.user.admin !== true) {
    throw accessDenied('Only admin users can perform application sync');
  }
  const name = parameter('elementType');
  if (name !== null && !access.lists(name)) throw operationDenied();
  const since = stamp(Number(parameter('modifiedTime') ?? 0) * 1000);
  const changed = [...crm.modules.keys()]
    .filter((one) => one !== 'Users' && (name === null || one === name) && access.lists(one))
    .flatMap((one) => crm.store.rows(one))
    .filter((row) => modified(row) > since && (everyone || ownedBy(row, access.user.id)))
    .sort((a, b) => (modified(a) < modified(b) ? -1 : 1));
  // A page ends with the second of its hundredth record, so it may hold a few more.
  const until = modified(changed[Math.min(changed.length, PAGE) - 1]) || since;
  const page = changed.filter((row) => modified(row) <= until).sort((a, b) => a.id - b.id);
  const gone = (row: Row): boolean => row.deleted || row.converted;
  return {
    updated: page
      .filter((row) => !gone(row) && access.sees(row))
      .map((row) => presentRow(crm.store, access, row)),
    deleted: page.filter(gone).map((row) => webserviceId(row.module, row.id)),
    more: changed.length > page.length,
    lastModifiedTime: Date.parse(`${until.replace(' ', 'T')}Z`) / 1000,
  };
};

const modified = (row: Row | undefined): string => row?.values['modifiedtime'] ?? '';
const ownedBy = (row: Row, user: number): boolean => row.values['assigned_user_id'] === String(user);
