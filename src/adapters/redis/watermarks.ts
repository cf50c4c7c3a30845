import type { Alarm, Watermarks } from '../../flow/store-ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';
import { fullPassSchema } from './schemas';

/** How far the sweeps have come; all of it may be lost, then a full pass begins. */
export function createWatermarks(redis: RedisConnection, keys: Keys): Watermarks {
  const instant = async (...parts: string[]) => {
    const value = await redis.get(keys.key(...parts));
    return value === null ? null : Number(value);
  };
  const store = (value: number, ...parts: string[]) => redis.set(keys.key(...parts), String(value));
  return {
    get: (module) => instant('watermark', module),
    set: async (module, at) => {
      await store(at, 'watermark', module);
    },
    fullPass: async (module) => {
      const json = await redis.get(keys.key('full-pass', module));
      return json === null ? null : fullPassSchema.parse(JSON.parse(json));
    },
    saveFullPass: async (module, pass) => {
      const key = keys.key('full-pass', module);
      await (pass === null ? redis.del(key) : redis.set(key, JSON.stringify(pass)));
    },
    lastFullPass: (module) => instant('full-pass-ended', module),
    endFullPass: async (module, at) => {
      await store(at, 'full-pass-ended', module);
    },
  };
}

export function createAlarm(redis: RedisConnection, keys: Keys): Alarm {
  const key = keys.key('alarm');
  const released = keys.key('alarm-released');
  return {
    raise: async (count) => {
      if ((await redis.exists(released)) === 0) await redis.set(key, String(count));
    },
    release: async (ms) => {
      await redis.set(released, '1', 'PX', ms);
      await redis.del(key);
    },
    isRaised: async () => (await redis.exists(key)) === 1,
    clear: async () => {
      await redis.del(key);
    },
  };
}
