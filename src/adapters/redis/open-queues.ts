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
  const open = (name: QueueName) => {
    const queue = new Queue(name, { connection, prefix, defaultJobOptions: jobOptions(name) });
    queue.on('error', onError ?? (() => undefined));
    return queue;
  };
  const queues: Record<QueueName, Queue> = {
    acts: open('acts'),
    requests: open('requests'),
    webhooks: open('webhooks'),
    steps: open('steps'),
    looks: open('looks'),
    readbacks: open('readbacks'),
    sweeps: open('sweeps'),
  };
  return {
    prefix,
    of: (name) => queues[name],
    close: async () => {
      await Promise.all(QUEUES.map((name) => queues[name].close()));
    },
  };
}
