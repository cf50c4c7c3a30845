import type { NetworkEvidence, PendingRefusals, StandingRefusals, UndoStore } from '../../flow/store-ports';
import type { ActNetwork } from '../../flow/ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';
import type { OpenQueues } from './open-queues';
import { networkSchema, parseEvent, undoSchema } from './schemas';
import { withinDeadline } from './store-failure';

const HOUR = 3600;
/** ms until a door that gets no answer says so. */
const DEADLINE = 2000;

/** A withdrawal by form can be undone for an hour (footnote [8]). */
export function createUndoStore(redis: RedisConnection, keys: Keys): UndoStore {
  const at = (fingerprint: string) => keys.key('undo', fingerprint);
  return {
    keep: async (fingerprint, entry) => {
      const had = await redis.get(at(fingerprint));
      // The withdrawal applied again after a crash must not take its own result for what stood before.
      if (had !== null && undoSchema.parse(JSON.parse(had)).eventId === entry.eventId) return;
      await redis.set(at(fingerprint), JSON.stringify(entry), 'EX', HOUR);
    },
    find: async (fingerprint) => {
      const json = await redis.get(at(fingerprint));
      return json === null ? null : undoSchema.parse(JSON.parse(json));
    },
    drop: async (fingerprint) => {
      await redis.del(at(fingerprint));
    },
  };
}

export function createStandingRefusals(redis: RedisConnection, keys: Keys): StandingRefusals {
  const at = (fingerprint: string) => keys.key('standing', fingerprint);
  return {
    set: async (fingerprint, event) => {
      await redis.set(at(fingerprint), JSON.stringify(event), 'EX', 24 * HOUR);
    },
    find: async (fingerprint) => {
      const json = await redis.get(at(fingerprint));
      return json === null ? null : parseEvent(json);
    },
    drop: async (fingerprint) => {
      await redis.del(at(fingerprint));
    },
  };
}

const pendingKey = (keys: Keys) => keys.key('pending-refusals');

/**
 * How many refusals wait for their address, with the requests in the queue, each of which may become one. For a door:
 * without an answer it throws `store_unavailable` and does not wait.
 */
export function createWaitingCount(
  redis: RedisConnection,
  keys: Keys,
  queues: OpenQueues,
): () => Promise<number> {
  return () =>
    withinDeadline(DEADLINE, async () => {
      const queued = queues.of('requests').getJobCountByTypes('wait', 'delayed', 'prioritized');
      const [waiting, more] = await Promise.all([redis.hlen(pendingKey(keys)), queued]);
      return waiting + more;
    });
}

/** Kept without end: a refusal waits for its address for as long as it takes. */
export function createPendingRefusals(redis: RedisConnection, keys: Keys): PendingRefusals {
  const hash = pendingKey(keys);
  return {
    add: async (fingerprint, event) => {
      await redis.hset(hash, fingerprint, JSON.stringify(event));
    },
    find: async (fingerprint) => {
      const json = await redis.hget(hash, fingerprint);
      return json === null ? null : parseEvent(json);
    },
    among: async (fingerprints) => {
      if (fingerprints.length === 0) return [];
      const found = await redis.hmget(hash, ...fingerprints);
      return fingerprints.filter((_, index) => typeof found[index] === 'string');
    },
    drop: async (fingerprint) => {
      await redis.hdel(hash, fingerprint);
    },
  };
}

export interface NetworkKeeper {
  keep(eventId: string, network: ActNetwork): Promise<void>;
}

/** @param days EVIDENCE_NETWORK_DAYS where IP and user agent are kept, else `null`: then nothing is */
export function createNetworkKeeper(redis: RedisConnection, keys: Keys, days: number | null): NetworkKeeper {
  return {
    keep: async (eventId, { ip, userAgent }) => {
      if (days === null) return;
      const entry = JSON.stringify({ ip, userAgent: userAgent.slice(0, 300) });
      await redis.set(keys.key('network', eventId), entry, 'EX', Math.ceil(days * 24 * HOUR));
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
