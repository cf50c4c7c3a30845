import type { FlowDeps } from './deps';
import { type AddressView, readView } from './with-address';

/** What an admin asks about: a record, or the address they typed, in normal form. */
export type Subject =
  { readonly kind: 'record'; readonly id: string } | { readonly kind: 'address'; readonly address: string };

/**
 * All records of an address, read and judged without its lock: for showing, never for writing. `null`: no such record,
 * or no record carries the address.
 */
export async function lookAtAddress(deps: FlowDeps, subject: Subject): Promise<AddressView | null> {
  const record =
    subject.kind === 'record'
      ? await deps.crm.retrieve(subject.id)
      : (await deps.crm.findByAddress(subject.address)).at(0);
  return record === null || record === undefined ? null : readView(deps, record);
}
