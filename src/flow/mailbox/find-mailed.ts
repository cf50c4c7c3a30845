import { normalizeAddress } from '../../consent/address';
import type { ConsentRecord } from '../../consent/record';
import type { PersonDeps } from '../person-ports';

/**
 * The records of the address that a mail came from. By the address and not its fingerprint alone: where fields are made
 * by hand, records that the bridge never wrote to have none. `null`: there is no address to look for.
 */
export async function findMailed(
  { parcels, crm }: Pick<PersonDeps, 'parcels' | 'crm'>,
  requestId: string,
): Promise<readonly ConsentRecord[] | null> {
  const email = (await parcels.find(requestId))?.['email'] ?? '';
  const address = normalizeAddress(email);
  if (address === null) return null;
  const found = await crm.findByAddress(address, [email]);
  return found.filter((each) => normalizeAddress(each.email) === address);
}
