import type { PersonDeps } from '../person-ports';
import type { ErasurePlan } from './erase-plan';

/** A request may take three months (art. 12(3)); its parcel a little longer. */
const KEPT_FOR = 100 * 86_400_000;

type ParcelDeps = Pick<PersonDeps, 'parcels'>;

/** Of a request by link its id, of one that staff entered its ticket. */
export type RequestName = { readonly requestId: string; readonly ticket: string };

/**
 * Whom to tell when the request is answered, also where staff have erased the record by then; and, once an erasure has
 * begun, what it does: after a crash the records can no longer say it.
 */
export async function packAddress(deps: ParcelDeps, name: RequestName, email: string): Promise<void> {
  await deps.parcels.put(idOf(name), { email }, KEPT_FOR);
}

export async function packPlan(deps: ParcelDeps, name: RequestName, plan: ErasurePlan): Promise<void> {
  const { address, fingerprint, code, refusal } = plan;
  const lists = { deleted: plan.deleted.join(' '), kept: plan.kept.join(' '), alone: plan.alone ? '1' : '0' };
  await deps.parcels.put(idOf(name), { email: address, fingerprint, code, refusal, ...lists }, KEPT_FOR);
}

export async function findAddress(deps: ParcelDeps, name: RequestName): Promise<string | null> {
  return (await deps.parcels.find(idOf(name)))?.['email'] || null;
}

/** `null`: the erasure has not begun. */
export async function findPlan(deps: ParcelDeps, name: RequestName): Promise<ErasurePlan | null> {
  const parcel = await deps.parcels.find(idOf(name));
  if (parcel?.['deleted'] === undefined) return null;
  const word = (key: string) => parcel[key] ?? '';
  const ids = (key: string) =>
    word(key)
      .split(' ')
      .filter((id) => id !== '');
  return {
    address: word('email'),
    fingerprint: word('fingerprint'),
    deleted: ids('deleted'),
    kept: ids('kept'),
    code: word('code') === 'account_protected' ? 'account_protected' : word('code') === '' ? '' : 'documents',
    refusal: word('refusal'),
    alone: word('alone') === '1',
  };
}

export async function dropParcel(deps: ParcelDeps, name: RequestName): Promise<void> {
  await deps.parcels.drop(idOf(name));
}

function idOf({ requestId, ticket }: RequestName): string {
  return `request.${requestId || ticket}`;
}
