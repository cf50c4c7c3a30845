import type { ActNetwork } from '../../flow/ports';
import type { NetworkEvidence } from '../../flow/store-ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';
import { networkSchema } from './schemas';

/* IP and user agent of an act (EVIDENCE_NETWORK), apart from its job. */

const DAY = 86_400;

export interface NetworkKeeper {
  keep(eventId: string, network: ActNetwork): Promise<void>;
}

/** @param days EVIDENCE_NETWORK_DAYS where IP and user agent are kept, else `null`: then nothing is */
export function createNetworkKeeper(redis: RedisConnection, keys: Keys, days: number | null): NetworkKeeper {
  return {
    keep: async (eventId, { ip, userAgent }) => {
      if (days === null) return;
      const entry = JSON.stringify({ ip, userAgent: userAgent.slice(0, 300) });
      await redis.set(keys.key('network', eventId), entry, 'EX', Math.ceil(days * DAY));
    },
  };
}

export function createNetworkEvidence(redis: RedisConnection, keys: Keys): NetworkEvidence {
  return {
    drop: async (eventId) => {
      await redis.del(keys.key('network', eventId));
    },
    find: async (eventId) => {
      const json = await redis.get(keys.key('network', eventId));
      return json === null ? null : networkSchema.parse(JSON.parse(json));
    },
  };
}
