import { Failure } from '../../src/flow/failure';
import type { Clock } from '../../src/flow/ports';
import type { AddressLock, Lease } from '../../src/flow/store-ports';

/** One holder per address; a holder that dies frees it after the time to live. */
export class FakeLock implements AddressLock {
  private readonly held = new Map<string, { token: number; until: number }>();
  private tokens = 0;

  constructor(
    private readonly clock: Clock,
    private readonly ttl: number,
  ) {}

  acquire(key: string): Promise<Lease | null> {
    if (this.isHeld(key)) return Promise.resolve(null);
    this.tokens += 1;
    const token = this.tokens;
    const renew = () => this.held.set(key, { token, until: this.clock.now() + this.ttl });
    renew();
    return Promise.resolve({
      extend: async () => {
        if (!this.isHeld(key) || this.held.get(key)?.token !== token) throw lost();
        renew();
        return Promise.resolve();
      },
      release: async () => {
        if (this.held.get(key)?.token === token) this.held.delete(key);
        return Promise.resolve();
      },
      leave: () => undefined,
    });
  }

  isHeld(key: string): boolean {
    return (this.held.get(key)?.until ?? 0) > this.clock.now();
  }

  clear(): void {
    this.held.clear();
  }
}

function lost(): Failure {
  return new Failure('The fake lock is lost.', { code: 'lock_lost', stage: 'store', retryable: true });
}
