import type { PersonDeps } from '../person-ports';
import type { Lease } from '../store-ports';
import { withLease } from '../with-address';

/**
 * Runs `work` with an address locked from before its first record is written until after it was judged: nobody sees
 * the half-done work in between. The use cases that `work` calls with the given deps work under the same lock.
 *
 * @throws Failure `address_busy` (retryable) when others hold the address.
 */
export async function holdAddress<T>(
  deps: PersonDeps,
  fingerprint: string,
  work: (deps: PersonDeps, lease: Lease) => Promise<T>,
): Promise<T> {
  return withLease(deps, fingerprint, (lease) =>
    work({ ...deps, lock: heldLock(deps, fingerprint, lease) }, lease),
  );
}

function heldLock({ lock }: PersonDeps, fingerprint: string, lease: Lease): PersonDeps['lock'] {
  const lent: Lease = {
    extend: () => lease.extend(),
    release: () => Promise.resolve(),
    leave: () => undefined,
  };
  return { acquire: (key) => (key === fingerprint ? Promise.resolve(lent) : lock.acquire(key)) };
}
