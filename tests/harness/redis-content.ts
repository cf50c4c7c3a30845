import type { Redis } from 'ioredis';

/** What BullMQ writes of its own accord while nothing happens, and the mails of the running second. */
const HEARTBEAT = /:(stalled-check|marker|meta|events|ceiling:mail:all)$/;

/** Every key with its value in text, by type; without what workers write while they wait. */
export async function contentOfRedis(redis: Redis): Promise<Readonly<Record<string, unknown>>> {
  const content: Record<string, unknown> = {};
  for (const key of (await allKeys(redis)).sort())
    if (!HEARTBEAT.test(key)) content[key] = await valueOf(redis, key);
  return content;
}

/** Everything that lies in Redis, as one text to search in. */
export async function textOfRedis(redis: Redis): Promise<string> {
  const parts: string[] = [];
  for (const key of await allKeys(redis)) parts.push(key, JSON.stringify(await valueOf(redis, key)));
  return parts.join('\n');
}

async function allKeys(redis: Redis): Promise<string[]> {
  const keys: string[] = [];
  for (let cursor = '0'; ;) {
    const [next, page] = await redis.scan(cursor, 'COUNT', 500);
    keys.push(...page);
    if (next === '0') return [...new Set(keys)];
    cursor = next;
  }
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return (await redis.smembers(key)).sort();
    case 'zset':
      return redis.zrange(key, '0', '-1', 'WITHSCORES');
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      return null;
  }
}
