import { normalizeAddress } from '../../consent/address';
import type { ConsentRecord } from '../../consent/record';
import type { PersonDeps } from '../person-ports';

/**
 * The records of the address in a request's parcel: one that was typed, or that a mail came from. By the address and
 * not its fingerprint alone: where fields are made by hand, records that the bridge never wrote to have none. `null`:
 * there is no address to look for.
 */
export async function findTyped(
  { parcels, crm }: Pick<PersonDeps, 'parcels' | 'crm'>,
  requestId: string,
): Promise<readonly ConsentRecord[] | null> {
  const email = (await parcels.find(requestId))?.['email'] ?? '';
  const address = normalizeAddress(email);
  return address === null ? null : findCarriers({ crm }, address, email);
}

/** All records of an address in normal form, as `spelling` writes it too. */
export async function findCarriers(
  { crm }: Pick<PersonDeps, 'crm'>,
  address: string,
  spelling: string,
): Promise<readonly ConsentRecord[]> {
  const found = await crm.findByAddress(address, [spelling]);
  return found.filter((each) => normalizeAddress(each.email) === address);
}

/** The first Contact, else the first Lead: the same one each time. */
export function firstOf(records: readonly ConsentRecord[]): ConsentRecord | null {
  const number = ({ id }: ConsentRecord) => Number(id.split('x')[1]);
  const rank = ({ module }: ConsentRecord) => Number(module !== 'Contacts');
  return records.toSorted((a, b) => rank(a) - rank(b) || number(a) - number(b))[0] ?? null;
}
