import type { Job } from 'bullmq';
import { z } from 'zod';
import {
  type FailedJob,
  type QueueCounts,
  type QueueName,
  type QueueOffice,
  QUEUES,
} from '../../flow/queue-ports';
import type { RedisConnection } from './connection';
import { recordOf } from './jobs';
import type { OpenQueues } from './open-queues';
import { withinDeadline } from './store-failure';

export interface OfficeOptions {
  readonly redis: RedisConnection;
  readonly queues: OpenQueues;
  /** ms until a listing that gets no answer says so; default 5000. */
  readonly deadline?: number;
}

/** BullMQ's delayed set: score = moment * 4096 + an order within the moment. */
const SCORE = 0x1000;
const OPEN_STATES = ['wait', 'active', 'delayed', 'failed'] as const;

export function createQueueOffice(options: OfficeOptions): QueueOffice {
  const { queues, deadline = 5000 } = options;
  const timely = <T>(run: () => Promise<T>) => withinDeadline(deadline, run);
  return {
    counts: () => timely(() => Promise.all(QUEUES.map((queue) => countsOf(queues, queue)))),
    failed: (limit = 100) =>
      timely(async () => {
        const lists = await Promise.all(QUEUES.map((queue) => failedOf(queues, queue, limit)));
        return lists.flat().sort((a, b) => b.failedAt - a.failedAt);
      }),
    retry: (queue, id) => timely(() => retryOne(queues, queue, id)),
    retryAll: (only) => retryAll(queues, only === undefined ? QUEUES : [only]),
    pendingActs: () => timely(() => pendingActs(queues)),
    oldestDueStep: (now) => timely(() => oldestDueStep(options, now)),
  };
}

async function countsOf(queues: OpenQueues, queue: QueueName): Promise<QueueCounts> {
  const counts = await queues.of(queue).getJobCounts('wait', 'active', 'delayed', 'failed');
  return {
    queue,
    waiting: counts['wait'] ?? 0,
    active: counts['active'] ?? 0,
    delayed: counts['delayed'] ?? 0,
    failed: counts['failed'] ?? 0,
  };
}

async function failedOf(queues: OpenQueues, queue: QueueName, limit: number): Promise<FailedJob[]> {
  const jobs = await queues.of(queue).getJobs(['failed'], 0, limit - 1, false);
  return jobs.map((job) => describe(queue, job));
}

/** Messages of failed jobs are ours, `code: sentence`, save BullMQ's own about stalling. */
function describe(queue: QueueName, job: Job): FailedJob {
  const [, code = 'stalled', sentence = 'The job outlived too many processes.'] =
    /^([a-z_]+): ([\s\S]*)$/.exec(job.failedReason) ?? [];
  return {
    queue,
    id: job.id ?? '',
    name: job.name,
    code,
    sentence,
    record: recordOf(job.data),
    attempts: job.attemptsMade,
    failedAt: job.finishedOn ?? job.timestamp,
  };
}

async function retryOne(queues: OpenQueues, queue: QueueName, id: string): Promise<boolean> {
  const job = await queues.of(queue).getJob(id);
  if (job === undefined || !(await job.isFailed())) return false;
  // With its attempts given back: the fault was mended, so it is a new beginning.
  await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
  return true;
}

async function retryAll(queues: OpenQueues, names: readonly QueueName[]): Promise<number> {
  let count = 0;
  for (const name of names) {
    const ids = await queues.of(name).getRanges(['failed'], 0, -1);
    for (const id of ids) if (await retryOne(queues, name, id)) count += 1;
  }
  return count;
}

/** The job id is an event id, a UUIDv7: its first 48 bits are when it was accepted. */
async function pendingActs(queues: OpenQueues): Promise<{ count: number; oldest: number | null }> {
  const lists = (['acts', 'requests'] as const).map((queue) =>
    queues.of(queue).getRanges([...OPEN_STATES], 0, -1),
  );
  const ids = (await Promise.all(lists)).flat();
  if (ids.length === 0) return { count: 0, oldest: null };
  const first = ids.reduce((a, b) => (a < b ? a : b));
  return { count: ids.length, oldest: parseInt(first.slice(0, 13).replace('-', ''), 16) };
}

async function oldestDueStep({ redis, queues }: OfficeOptions, now: number): Promise<number | null> {
  const steps = queues.of('steps');
  const first = await redis.call('zrange', steps.toKey('delayed'), '0', '0', 'WITHSCORES');
  const [, score] = z.array(z.string()).parse(first);
  const delayed = score === undefined ? Infinity : Math.floor(Number(score) / SCORE);
  const [waiting] = await steps.getJobs(['wait'], 0, 0, true);
  const queued = waiting === undefined ? Infinity : waiting.timestamp + (waiting.opts.delay ?? 0);
  const oldest = Math.min(delayed, queued);
  return oldest <= now ? oldest : null;
}
