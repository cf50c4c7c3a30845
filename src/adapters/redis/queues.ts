import type { DefaultJobOptions } from 'bullmq';
import type { QueueName } from '../../flow/queue-ports';

export interface QueueRules {
  /** Tries that failed; waiting for a lock or for room is none. */
  readonly attempts: number;
  /** ms of the first wait between tries; doubles up to `cap`. */
  readonly backoff: number;
  readonly cap: number;
  /** Starts, waits included, after which waiting counts as failing: nothing waits without end. */
  readonly patience: number;
  /** Worker crashes one job may see before it counts as failed. */
  readonly stalls: number;
  /** Jobs at once in one process. */
  readonly concurrency: number;
  readonly keepDone: DefaultJobOptions['removeOnComplete'];
  readonly keepFailed: DefaultJobOptions['removeOnFail'];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 3600;
const DAY = 24 * HOUR;

const briefly = { age: HOUR, count: 1000 };
const month = { age: 30 * DAY };
const usual = { backoff: 2 * SECOND, stalls: 50, keepFailed: month };

/** Every queue's rules. A failed job is kept, listed by `queue failed` and can be tried again. */
export const QUEUE_RULES: Readonly<Record<QueueName, QueueRules>> = {
  /** An accepted act of a person lives here alone until Vtiger has it: five days of tries, and never dropped. */
  acts: {
    ...usual,
    attempts: 250,
    cap: 30 * MINUTE,
    patience: 5000,
    stalls: 1000,
    concurrency: 10,
    keepDone: briefly,
    keepFailed: false,
  },
  /** As careful as acts. Done ones are removed at once: they name a person who may have asked to be forgotten. */
  requests: {
    ...usual,
    attempts: 250,
    cap: 30 * MINUTE,
    patience: 5000,
    stalls: 1000,
    concurrency: 5,
    keepDone: true,
    keepFailed: false,
  },
  webhooks: { ...usual, attempts: 60, cap: 30 * MINUTE, patience: 2000, concurrency: 10, keepDone: briefly },
  /** Done ones are removed at once: the sweep may plan the step again within the hour. */
  steps: { ...usual, attempts: 12, cap: 10 * MINUTE, patience: 1000, concurrency: 10, keepDone: true },
  /** Done ones are kept for the hour: the same change is looked at once. */
  looks: {
    ...usual,
    attempts: 12,
    cap: 10 * MINUTE,
    patience: 1000,
    concurrency: 5,
    keepDone: { age: HOUR, count: 5000 },
  },
  /** A refusal that an older write may have covered: as careful as acts, within the day it stands. */
  readbacks: { ...usual, attempts: 60, cap: 30 * MINUTE, patience: 2000, concurrency: 5, keepDone: true },
  /** The next slot does the same work. Done ones are kept so that a slot runs once over all replicas. */
  sweeps: {
    ...usual,
    attempts: 3,
    cap: MINUTE,
    patience: 50,
    concurrency: 1,
    keepDone: briefly,
    keepFailed: { age: DAY, count: 100 },
  },
};

/** The delay before the next try is the worker's to say: it knows the error (see retry.ts). */
export function jobOptions(queue: QueueName): DefaultJobOptions {
  const { attempts, keepDone, keepFailed } = QUEUE_RULES[queue];
  return {
    attempts,
    backoff: { type: 'bridge' },
    removeOnComplete: keepDone ?? true,
    removeOnFail: keepFailed ?? false,
    stackTraceLimit: 1,
  };
}
