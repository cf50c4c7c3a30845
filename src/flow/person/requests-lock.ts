import type { FlowDeps } from '../deps';
import { busy } from '../with-address';

/**
 * Runs `work` while nobody else holds the key, over all processes: one request, or the requests of one address. What
 * is done to the address itself takes its own lock beside this.
 *
 * @throws Failure `address_busy` (retryable) when somebody does.
 */
export async function underLock<T>(
  { lock }: Pick<FlowDeps, 'lock'>,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const lease = await lock.acquire(key);
  if (lease === null) throw busy('Other work on this request is under way.');
  try {
    return await work();
  } finally {
    await lease.release();
  }
}
