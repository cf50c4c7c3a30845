import { RedisStore, type RedisReply } from 'rate-limit-redis';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';

/** Counts of requests over all processes; keys hold hashes of tokens and client networks, for a window's length. */
export function createRateLimitStores(redis: RedisConnection, keys: Keys): (prefix: string) => RedisStore {
  return (prefix) =>
    new RedisStore({
      prefix: keys.key('rate', prefix, ''),
      sendCommand: (command: string, ...args: string[]) =>
        redis.call(command, ...args) as Promise<RedisReply>,
    });
}
