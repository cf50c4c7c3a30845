import type { PendingRefusals, StandingRefusals, UndoStore } from '../../flow/store-ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';
import { parseEvent, undoSchema } from './schemas';

const HOUR = 3600;

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

export const pendingKey = (keys: Keys) => keys.key('pending-refusals');

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
