import { Failure } from '../failure';
import type { PersonDeps } from '../person-ports';
import type { Lease } from '../store-ports';
import { busy, patient } from '../with-address';

/**
 * Runs `work` with an address locked from before its first record is written until after it was judged: nobody sees
 * the half-done work in between. The use cases that `work` calls with the given deps work under the same lock. A
 * failure in doubt leaves it standing, as in with-address.
 *
 * @throws Failure `address_busy` (retryable) when others hold the address.
 */
export async function holdAddress<T>(
  deps: PersonDeps,
  fingerprint: string,
  work: (deps: PersonDeps, lease: Lease) => Promise<T>,
): Promise<T> {
  const lease = await deps.lock.acquire(fingerprint);
  if (lease === null) throw busy('Other work on this address is under way.');
  let inDoubt = false;
  try {
    return await work({ ...deps, lock: heldLock(deps, fingerprint, lease) }, lease);
  } catch (error) {
    inDoubt = error instanceof Failure && error.inDoubt;
    if (!inDoubt) throw error;
    deps.tally.inDoubtWrite();
    await lease.extend();
    throw patient(error, deps.settings.inDoubtWait);
  } finally {
    if (!inDoubt) await lease.release();
  }
}

function heldLock({ lock }: PersonDeps, fingerprint: string, lease: Lease): PersonDeps['lock'] {
  const lent: Lease = { extend: () => lease.extend(), release: () => Promise.resolve() };
  return { acquire: (key) => (key === fingerprint ? Promise.resolve(lent) : lock.acquire(key)) };
}
