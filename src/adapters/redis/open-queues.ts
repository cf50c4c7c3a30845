import { Queue } from 'bullmq';
import { type QueueName, QUEUES } from '../../flow/queue-ports';
import type { RedisConnection } from './connection';
import { jobOptions } from './queues';

/** The producing side of every queue, over one shared connection. */
export interface OpenQueues {
  readonly prefix: string;
  of(name: QueueName): Queue;
  close(): Promise<void>;
}

export interface QueueOptions {
  readonly connection: RedisConnection;
  /** Braced, so that all keys lie in one cluster slot. */
  readonly prefix: string;
  /** Connection errors, which are said once by whoever owns the connection. */
  readonly onError?: (error: Error) => void;
}

export function openQueues({ connection, prefix, onError }: QueueOptions): OpenQueues {
  const queues = new Map<QueueName, Queue>();
  const open = (name: QueueName): Queue => {
    const queue = new Queue(name, { connection, prefix, defaultJobOptions: jobOptions(name) });
    queue.on('error', onError ?? (() => undefined));
    queues.set(name, queue);
    // BullMQ asks Redis for its version once and keeps a failure for good: a queue that met one is opened anew.
    queue.waitUntilReady().catch(() => {
      if (queues.get(name) === queue) queues.delete(name);
      queue.close().catch(() => undefined);
    });
    return queue;
  };
  for (const name of QUEUES) open(name);
  return {
    prefix,
    of: (name) => queues.get(name) ?? open(name),
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
