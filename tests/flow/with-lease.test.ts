import { Failure } from '../../src/flow/failure';
import type { Lease } from '../../src/flow/store-ports';
import { withLease } from '../../src/flow/with-address';
import { createWorld } from '../fakes/world';

/** How a lease was ended. */
async function endOf(work: () => Promise<void>): Promise<string[]> {
  const { deps } = createWorld();
  const ends: string[] = [];
  const lease: Lease = {
    extend: async () => void ends.push('extend'),
    release: async () => void ends.push('release'),
    leave: () => void ends.push('leave'),
  };
  await withLease({ ...deps, lock: { acquire: () => Promise.resolve(lease) } }, 'fp', work).catch(
    () => undefined,
  );
  return ends;
}

const failure = (inDoubt: boolean) =>
  new Failure('x', { code: 'crm_timeout', stage: 'crm', retryable: true, inDoubt });

describe('an address', () => {
  it('is free again, when the work on it is done or failed', async () => {
    expect(await endOf(() => Promise.resolve())).toEqual(['release']);
    expect(await endOf(() => Promise.reject(failure(false)))).toEqual(['release']);
  });

  it('is left by this process and stays locked for its time, when a write is in doubt', async () => {
    expect(await endOf(() => Promise.reject(failure(true)))).toEqual(['extend', 'leave']);
  });
});
