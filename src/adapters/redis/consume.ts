import { DelayedError, type Job, UnrecoverableError, Worker } from 'bullmq';
import type { Log } from '../../flow/ports';
import { type JobHandlers, type QueueName, QUEUES, type Workers } from '../../flow/queue-ports';
import type { Outcomes } from '../../flow/store-ports';
import type { RedisConnection } from './connection';
import { finalFailure, type FinalFailureDeps } from './final-failure';
import { parseJob } from './jobs';
import { QUEUE_RULES, type QueueRules } from './queues';
import { judgeFailure, type Verdict } from './retry';
import { closeWithin } from './shutdown';

export interface ConsumerOptions {
  /** A `worker` connection: it waits for Redis to come back. */
  readonly connection: RedisConnection;
  readonly prefix: string;
  readonly outcomes: Outcomes;
  readonly log: Log;
  /** JOB_LOCK: ms after which a job of a dead process is taken up by another. */
  readonly lockDuration: number;
  /** ms between looks for such jobs; default: the lock's duration. */
  readonly stalledInterval?: number;
  readonly inDoubtWait: number;
  /** Overrides of the table in queues.ts, for tests. */
  readonly rules?: Partial<QueueRules>;
}

/** Carries the verdict's delay to BullMQ; its message is what `queue failed` lists. */
class AttemptFailed extends Error {
  constructor(
    message: string,
    readonly ms: number,
  ) {
    super(message);
    this.stack = '';
  }
}

/** Starts a BullMQ worker per queue; every job ends in one of retry.ts's verdicts. */
export function startConsumers(options: ConsumerOptions, handlers: JobHandlers): Workers {
  const workers = QUEUES.map((queue) => startOne(options, queue, handlers[queue]));
  return {
    isRunning: () => workers.every((worker) => worker.isRunning() && !worker.isPaused()),
    close: (deadlineMs) => closeWithin(workers, deadlineMs),
  };
}

function startOne<Q extends QueueName>(options: ConsumerOptions, queue: Q, handle: JobHandlers[Q]): Worker {
  const { connection, prefix, lockDuration, stalledInterval = lockDuration } = options;
  const rules = { ...QUEUE_RULES[queue], ...options.rules };
  const log = options.log.child({ queue });
  const deps: FinalFailureDeps = { queue, log, outcomes: options.outcomes };
  const worker = new Worker(
    queue,
    async (job, token) => {
      try {
        await handle(parseJob(queue, job.data));
      } catch (error) {
        const tries = {
          failed: job.attemptsMade,
          allowed: job.opts.attempts ?? 1,
          started: job.attemptsStarted,
        };
        const verdict = judgeFailure(
          error,
          tries,
          { ...rules, inDoubtWait: options.inDoubtWait },
          Math.random(),
        );
        await follow(verdict, { job, token, error, deps });
      }
    },
    {
      connection,
      prefix,
      concurrency: rules.concurrency,
      lockDuration,
      stalledInterval,
      maxStalledCount: rules.stalls,
      settings: {
        backoffStrategy: (_made, _type, error) => (error instanceof AttemptFailed ? error.ms : rules.backoff),
      },
    },
  );
  worker.on('error', (error) => log.warn('the worker has trouble with Redis', { kind: error.name }));
  worker.on('stalled', (id) => log.warn('a job was taken over from a process that died', { job: id }));
  worker.on('failed', (job) => {
    // BullMQ fails a job that stalled too often by itself, without running it.
    if (job?.deferredFailure !== undefined) void finalFailure(deps, job, STALLED);
  });
  return worker;
}

const STALLED = { kind: 'final', code: 'stalled', sentence: 'The job outlived too many processes.' } as const;

interface Followed {
  readonly job: Job;
  readonly token: string | undefined;
  readonly error: unknown;
  readonly deps: FinalFailureDeps;
}

async function follow(verdict: Verdict, { job, token, error, deps }: Followed): Promise<never> {
  const { log } = deps;
  if (verdict.kind === 'wait') {
    // Room and locks come back by themselves; a system that is away is the admin's business.
    const level = /^(crm|mail|store)_/.test(verdict.code) ? 'warn' : 'debug';
    log[level]('a job waits', { job: job.id, code: verdict.code, ms: verdict.ms });
    await job.moveToDelayed(Date.now() + verdict.ms, token);
    throw new DelayedError();
  }
  if (verdict.code === 'unexpected')
    log.error('an error that nobody foresaw', { job: job.id, ...traceOf(error) });
  if (verdict.kind === 'retry') {
    log.warn('a job failed and is tried again', {
      job: job.id,
      code: verdict.code,
      attempt: job.attemptsMade + 1,
      ms: verdict.ms,
    });
    throw new AttemptFailed(`${verdict.code}: ${verdict.sentence}`, verdict.ms);
  }
  await finalFailure(deps, job, verdict);
  const end = new UnrecoverableError(`${verdict.code}: ${verdict.sentence}`);
  end.stack = '';
  throw end;
}

/** Where an error arose; its message may hold an address and is left out. */
function traceOf(error: unknown): { readonly kind: string; readonly trace?: string } {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name,
    trace: frames
      .slice(0, 5)
      .map((line) => line.trim())
      .join(' < '),
  };
}
