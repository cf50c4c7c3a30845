import type { FlowDeps } from '../deps';
import { Failure } from '../failure';
import type { Lease } from '../store-ports';

/**
 * Runs `work` while nobody else holds the key, over all processes.
 *
 * @throws Failure `address_busy` (retryable) when somebody does.
 */
export async function underLock<T>(
  { lock }: Pick<FlowDeps, 'lock'>,
  key: string,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const lease = await lock.acquire(key);
  if (lease === null)
    throw new Failure('Other work on this is under way.', {
      code: 'address_busy',
      stage: 'store',
      retryable: true,
      retryAfter: 1000,
    });
  try {
    return await work(lease);
  } finally {
    await lease.release();
  }
}
