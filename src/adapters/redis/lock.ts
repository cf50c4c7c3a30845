import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../flow/failure';
import type { AddressLock, Lease } from '../../flow/store-ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';

/** Full time again for the holder of a token; 0 when it is another's by now. */
export const EXTEND = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) else return 0 end`;
/** Frees what the token holds, and nobody else's. */
export const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end`;

export interface LockOptions {
  readonly redis: RedisConnection;
  readonly keys: Keys;
  /** ms; a write without an answer may land for so long. */
  readonly ttl: number;
  /** ms to wait in process for a holder to finish. */
  readonly patience: number;
}

/**
 * One holder per address over all processes; a holder that dies frees it after the time to live. Within this process
 * it is held until its holder ends, even when the process stood still for longer than that: a mail that is on its way
 * to the mail server would be sent a second time.
 */
export function createAddressLock({ redis, keys, ttl, patience }: LockOptions): AddressLock {
  const held = new Set<string>();
  const leaseFor = (key: string, token: string): Lease => ({
    extend: async () => {
      if ((await redis.eval(EXTEND, 1, key, token, String(ttl))) !== 1) throw lost();
    },
    release: async () => {
      held.delete(key);
      await redis.eval(RELEASE, 1, key, token);
    },
    leave: () => void held.delete(key),
  });
  const take = async (key: string, token: string): Promise<boolean> => {
    if (held.has(key)) return false;
    held.add(key);
    const answer = await redis.set(key, token, 'PX', ttl, 'NX').catch((error: unknown) => {
      held.delete(key);
      throw error;
    });
    if (answer !== 'OK') held.delete(key);
    return answer === 'OK';
  };
  return {
    acquire: async (name) => {
      const key = keys.key('lock', name);
      const token = randomUUID();
      for (let waited = 0; ;) {
        if (await take(key, token)) return leaseFor(key, token);
        if (waited >= patience) return null;
        const pause = 20 + Math.floor(Math.random() * 60);
        await sleep(pause);
        waited += pause;
      }
    },
  };
}

/**
 * A lock of its own for log-ins: Vtiger's challenge is one per user, over all processes. Renewed while its log-in is
 * under way, so that it can be short: a process that dies in one must not keep every other out.
 */
export function createLoginLock(
  options: Omit<LockOptions, 'patience'>,
): <T>(run: () => Promise<T>) => Promise<T> {
  const lock = createAddressLock({ ...options, patience: 30_000 });
  return async (run) => {
    const lease = await lock.acquire('vtiger-login');
    if (lease === null) throw lost();
    const renewal = setInterval(() => void lease.extend().catch(() => undefined), options.ttl / 3);
    try {
      return await run();
    } finally {
      clearInterval(renewal);
      await lease.release();
    }
  };
}

function lost(): Failure {
  return new Failure('The lock was lost or could not be had; the work is done again.', {
    code: 'lock_lost',
    stage: 'store',
    retryable: true,
    retryAfter: 1000,
  });
}
