import { Cluster, Redis } from 'ioredis';

/** One Redis or a cluster; scripts and keys are hash-tagged by the prefix, so both behave alike. */
export type RedisConnection = Redis | Cluster;

export interface RedisTarget {
  /** `redis://`, `rediss://`, a comma list of them for a cluster, or the path of a unix socket. */
  readonly url: string;
}

/**
 * @param purpose `door`: fails at once when Redis is away, so that an HTTP request gets its 503. `worker`: waits for
 *   Redis to come back, as BullMQ's workers must (`maxRetriesPerRequest: null`).
 */
export function connectRedis({ url }: RedisTarget, purpose: 'door' | 'worker'): RedisConnection {
  const options =
    purpose === 'door'
      ? { maxRetriesPerRequest: 1, commandTimeout: 5000, connectTimeout: 3000 }
      : { maxRetriesPerRequest: null };
  const retryStrategy = (attempt: number) => Math.min(attempt * 100, 2000);
  if (url.startsWith('/')) return new Redis({ ...options, path: url, retryStrategy });
  const nodes = url.split(',').map((node) => node.trim());
  if (nodes.length > 1) return new Cluster(nodes, { redisOptions: options });
  return new Redis(url, { ...options, retryStrategy });
}
