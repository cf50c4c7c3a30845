import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Ceilings } from '../../flow/store-ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';

export interface CeilingOptions {
  readonly redis: RedisConnection;
  readonly keys: Keys;
  /** Mails per second over all workers. */
  readonly mailsPerSecond: number;
  readonly staffInvitesPerHour: number;
}

const TEN_MINUTES = 600;
const DAY = 86_400;
const HOUR = 3600;
/** How long a worker waits itself for room before it plans the mail for later. */
const PATIENCE = 3000;

/** Ceilings on mail over all processes. */
export function createCeilings(options: CeilingOptions): Ceilings {
  const { redis, keys } = options;
  const limiter = (name: string, points: number, duration: number) =>
    new RateLimiterRedis({ storeClient: redis, keyPrefix: keys.key('ceiling', name), points, duration });
  const slots = limiter('mail', options.mailsPerSecond, 1);
  const short = limiter('address-10m', 1, TEN_MINUTES);
  const long = limiter('address-24h', 3, DAY);
  const daily = limiter('daily', 3, DAY);
  const staff = limiter('staff', options.staffInvitesPerHour, HOUR);
  const paused = keys.key('mail-paused');
  const unclear = keys.key('mail-refused-unclear');
  return {
    mailSlot: async () => {
      for (let waited = 0; ;) {
        const pause = await redis.pttl(paused);
        const wait = pause > 0 ? pause : await take(slots, 'all');
        if (wait === 0 || waited + wait > PATIENCE) return wait;
        await sleep(wait);
        waited += wait;
      }
    },
    pauseSender: async (ms) => {
      await redis.set(paused, '1', 'PX', ms);
    },
    refusedUnclearly: async (fingerprint) => {
      const last = await redis.set(unclear, fingerprint, 'EX', TEN_MINUTES, 'GET');
      return last !== null && last !== fingerprint;
    },
    address: async (fingerprint, mode) => {
      if (mode === 'count') {
        await Promise.all([short.penalty(fingerprint, 1), long.penalty(fingerprint, 1)]);
        return 0;
      }
      const day = await long.get(fingerprint);
      if (day !== null && day.remainingPoints <= 0) return Math.max(day.msBeforeNext, 1);
      const wait = await take(short, fingerprint);
      return wait > 0 ? wait : take(long, fingerprint);
    },
    daily: (key, requestId) => once(keys.key('ceiling', 'daily-request', requestId), () => take(daily, key)),
    staffInvite: (eventId) => once(keys.key('ceiling', 'staff-event', eventId), () => take(staff, 'all')),
  };

  /** What was let through once is not asked again. */
  async function once(known: string, ask: () => Promise<number>): Promise<number> {
    if ((await redis.exists(known)) === 1) return 0;
    const wait = await ask();
    if (wait === 0) await redis.set(known, '1', 'EX', DAY);
    return wait;
  }
}

/** 0 when there is room, else how many ms until there is. */
async function take(limiter: RateLimiterRedis, key: string): Promise<number> {
  try {
    await limiter.consume(key, 1);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(refusal.msBeforeNext, 1);
    throw refusal;
  }
}
