import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../flow/failure';

const once = { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, commandTimeout: 5000 };

/** A server on this socket that has read its files. */
export async function answersPing(path: string): Promise<boolean> {
  return (await ask(path, (redis) => redis.ping())) === 'PONG';
}

/** A bridge that was killed leaves its server running: everything is on disk, so it may end before the next starts. */
export async function shutDownStale(path: string): Promise<void> {
  if ((await ask(path, (redis) => redis.role())) === null) return;
  await ask(path, (redis) => redis.shutdown('NOSAVE'));
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await ask(path, (redis) => redis.role())) === null) return;
    await sleep(25);
  }
  throw new Failure('A private Redis of an earlier start does not end; stop redis-server by hand.', {
    code: 'redis_did_not_start',
    stage: 'store',
    retryable: false,
  });
}

async function ask<T>(path: string, run: (redis: Redis) => Promise<T>): Promise<T | null> {
  const redis = new Redis({ ...once, path });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await run(redis);
  } catch {
    return null;
  } finally {
    redis.disconnect();
  }
}
