import { z } from 'zod';
import type { LastCounts } from '../../flow/person-ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';

/** Older counts are shown no more: what is due moves on from day to day. */
const KEPT_FOR = 24 * 3_600_000;

const counts = z.object({ open: z.number(), dueSoon: z.number(), overdue: z.number() });

/** How the request register stood when a worker last looked. */
export function createLastCounts(redis: RedisConnection, keys: Keys): LastCounts {
  const key = keys.key('request-counts');
  return {
    put: async ({ open, dueSoon, overdue }) => {
      await redis.set(key, JSON.stringify({ open, dueSoon, overdue }), 'PX', KEPT_FOR);
    },
    find: async () => {
      const json = await redis.get(key);
      return json === null ? null : counts.parse(JSON.parse(json));
    },
  };
}
