import { Cluster, Redis } from 'ioredis';
import { storeUnavailable } from './store-failure';

/** One Redis or a cluster; scripts and keys are hash-tagged by the prefix, so both behave alike. */
export type RedisConnection = Redis | Cluster;

export interface RedisTarget {
  /** `redis://`, `rediss://`, a comma list of them for a cluster, or the path of a unix socket. */
  readonly url: string;
}

export type Purpose = 'door' | 'worker';

/**
 * @param purpose `door`: fails at once when Redis is away, so that an HTTP request gets its 503; it must be ready
 *   before its first command. `worker`: waits for Redis to come back, as BullMQ's workers must.
 */
export function connectRedis({ url }: RedisTarget, purpose: Purpose): RedisConnection {
  const patience =
    purpose === 'door'
      ? {
          maxRetriesPerRequest: 1,
          commandTimeout: 2000,
          connectTimeout: 2000,
          enableOfflineQueue: false,
          // Requests that come together go to Redis together: one write, and with appendfsync always one fsync.
          enableAutoPipelining: true,
        }
      : { maxRetriesPerRequest: null };
  const retryStrategy = (attempt: number) => Math.min(attempt * 100, 2000);
  if (url.startsWith('/')) return new Redis({ ...patience, path: url, retryStrategy });
  const nodes = url.split(',').map((node) => node.trim());
  if (nodes.length === 1) return new Redis(url, { ...patience, retryStrategy });
  return new Cluster(nodes, {
    redisOptions: patience,
    enableOfflineQueue: purpose === 'worker',
    clusterRetryStrategy: retryStrategy,
  });
}

/**
 * Connects and waits until commands are taken.
 *
 * @throws Failure `store_unavailable` after `patience` ms; its cause is the last error of the connection.
 */
export async function openRedis(
  target: RedisTarget,
  purpose: Purpose,
  patience = 10_000,
): Promise<RedisConnection> {
  const redis = connectRedis(target, purpose);
  let last: unknown = new Error(`no answer in ${patience} ms`);
  redis.on('error', (error: unknown) => {
    last = error;
  });
  const ready = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(resolve, patience, false);
    redis.once('ready', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
  if (ready) return redis;
  redis.disconnect();
  throw storeUnavailable(last);
}
