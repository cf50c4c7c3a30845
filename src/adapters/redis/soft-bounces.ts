import type { SoftBounces } from '../../flow/person-ports';
import type { Clock } from '../../flow/ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';

export interface SoftBounceOptions {
  readonly redis: RedisConnection;
  readonly keys: Keys;
  readonly clock: Clock;
  /** SOFT_BOUNCE_LIMIT; `off`: soft bounces never make a permanent one. */
  readonly limit: { readonly limit: number; readonly windowMs: number } | 'off';
}

/** Adds the report, which is one member however often it is told, and counts those of the window. */
const COUNT = `redis.call('zadd', KEYS[1], ARGV[1], ARGV[2]) redis.call('zremrangebyscore', KEYS[1], '-inf', '(' .. ARGV[3]) redis.call('pexpire', KEYS[1], ARGV[4]) return redis.call('zcard', KEYS[1])`;

/** Reports per address in a sorted set by their time; it holds no address, and goes by itself. */
export function createSoftBounces({ redis, keys, clock, limit }: SoftBounceOptions): SoftBounces {
  const at = (fingerprint: string) => keys.key('soft-bounces', fingerprint);
  return {
    count: async (fingerprint, report) => {
      if (limit === 'off') return false;
      const oldest = clock.now() - limit.windowMs;
      const args = [String(report.at), report.id, String(oldest), String(limit.windowMs)];
      const counted = await redis.eval(COUNT, 1, at(fingerprint), ...args);
      return Number(counted) >= limit.limit;
    },
    forget: async (fingerprint) => {
      await redis.del(at(fingerprint));
    },
  };
}
