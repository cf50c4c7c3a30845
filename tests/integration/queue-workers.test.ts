import { Queue, Worker } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RedisConnection } from '../../src/adapters/redis/connection';
import { type ConsumerOptions, startConsumers } from '../../src/adapters/redis/consume';
import type { Keys } from '../../src/adapters/redis/keys';
import { createOutcomes } from '../../src/adapters/redis/ledger';
import { type OpenQueues, openQueues } from '../../src/adapters/redis/open-queues';
import { createPlanner, createSweepQueue } from '../../src/adapters/redis/planner';
import { createQueueOffice } from '../../src/adapters/redis/queue-office';
import { parseOutcome } from '../../src/adapters/redis/schemas';
import { Failure } from '../../src/flow/failure';
import type { JobHandlers, Workers } from '../../src/flow/queue-ports';
import { memoryLog, startTestRedis, type TestRedis, testKeys, until } from './harness/redis';

let server: TestRedis;
let redis: RedisConnection;
let keys: Keys;
let queues: OpenQueues;
let started: Workers[];
let log: ReturnType<typeof memoryLog>;

beforeAll(async () => {
  server = await startTestRedis();
  redis = await server.connect();
});
afterAll(() => server.stop());
beforeEach(() => {
  keys = testKeys();
  log = memoryLog();
  started = [];
  queues = openQueues({ connection: redis, prefix: keys.prefix });
});
afterEach(async () => {
  await Promise.all(started.map((workers) => workers.close(2000)));
  await queues.close();
});

const idle: JobHandlers = {
  acts: async () => undefined,
  requests: async () => undefined,
  webhooks: async () => undefined,
  steps: async () => undefined,
  looks: async () => undefined,
  readbacks: async () => undefined,
  sweeps: async () => undefined,
};

function start(handlers: Partial<JobHandlers>, options: Partial<ConsumerOptions> = {}): Workers {
  const workers = startConsumers(
    {
      connection: redis,
      prefix: keys.prefix,
      outcomes: createOutcomes(redis, keys),
      log,
      lockDuration: 5000,
      inDoubtWait: 60,
      rules: { backoff: 20, cap: 100 },
      ...options,
    },
    { ...idle, ...handlers },
  );
  started.push(workers);
  return workers;
}

const failure = (facts: { retryable: boolean; retryAfter?: number; inDoubt?: boolean }) =>
  new Failure('A sentence.', { code: 'some_code', stage: 'crm', ...facts });

const act = { event: 'ConsentRefused', record: '12x345', fingerprint: 'fp', channel: 'link', occurredAt: 1 };
const addAct = (id: string, attempts?: number) =>
  queues
    .of('acts')
    .add(
      'ConsentRefused',
      { ...act, eventId: id },
      { jobId: id, ...(attempts === undefined ? {} : { attempts }) },
    );
const outcomeOf = async (kind: string, id: string) => {
  const json = await redis.get(keys.key('outcome', kind, id));
  return json === null ? null : parseOutcome(json);
};
/** Fails with each of these in turn, then succeeds; answers how often it was called and when. */
function failing(...errors: Error[]) {
  const calls: number[] = [];
  return {
    calls,
    run: async () => {
      calls.push(Date.now());
      const error = errors[calls.length - 1];
      if (error !== undefined) throw error;
    },
  };
}

describe('a job that fails', () => {
  it('is tried again and done, when the failure is retryable', async () => {
    const job = failing(failure({ retryable: true }), failure({ retryable: true }));
    start({ acts: job.run });
    await addAct('a-1');
    await until(async () => (await queues.of('acts').getCompletedCount()) === 1);
    expect(job.calls).toHaveLength(3);
  });

  it('is kept at once with its code and told as outcome, when the failure is not retryable', async () => {
    const job = failing(failure({ retryable: false }));
    start({ acts: job.run });
    await addAct('a-1');
    const [failed] = await until(async () => {
      const list = await createQueueOffice({ redis, queues }).failed();
      return list.length > 0 ? list : null;
    });
    expect(failed).toMatchObject({
      queue: 'acts',
      id: 'a-1',
      name: 'ConsentRefused',
      code: 'some_code',
      sentence: 'A sentence.',
      record: '12x345',
      attempts: 1,
    });
    expect(job.calls).toHaveLength(1);
    expect(await outcomeOf('act', 'a-1')).toEqual({
      state: 'rejected',
      code: 'some_code',
      sentence: 'A sentence.',
    });
    expect(log.lines.filter((line) => line.level === 'error')).toHaveLength(1);
  });

  it('waits without using up attempts, when the failure says how long', async () => {
    const wait = failure({ retryable: true, retryAfter: 30 });
    const job = failing(wait, wait, wait, wait);
    start({ acts: job.run });
    await addAct('a-1', 2);
    await until(async () => (await queues.of('acts').getCompletedCount()) === 1);
    expect(job.calls).toHaveLength(5);
    for (let call = 1; call < job.calls.length; call += 1)
      expect(job.calls[call]! - job.calls[call - 1]!).toBeGreaterThanOrEqual(29);
    expect((await queues.of('acts').getJob('a-1'))!.attemptsMade).toBe(1);
  });

  it('fails in the end, when waiting goes on beyond all patience', async () => {
    const job = failing(...Array.from({ length: 50 }, () => failure({ retryable: true, retryAfter: 1 })));
    start({ acts: job.run }, { rules: { backoff: 1, cap: 1, patience: 6 } });
    await addAct('a-1', 2);
    await until(async () => (await queues.of('acts').getFailedCount()) === 1);
    expect(job.calls).toHaveLength(8);
  });

  it('is tried again after the in-doubt wait and uses up an attempt, when a write got no answer', async () => {
    const job = failing(failure({ retryable: true, inDoubt: true }));
    start({ acts: job.run });
    await addAct('a-1');
    await until(async () => (await queues.of('acts').getCompletedCount()) === 1);
    expect(job.calls[1]! - job.calls[0]!).toBeGreaterThanOrEqual(59);
    expect((await queues.of('acts').getJob('a-1'))!.attemptsMade).toBe(2);
  });

  it('is tried again and keeps nothing of the message, when the error is unknown', async () => {
    const job = failing(new TypeError('ann@example.org'), new TypeError('ann@example.org'));
    start({ acts: job.run });
    await addAct('a-1', 2);
    await until(async () => (await queues.of('acts').getFailedCount()) === 1);
    expect(job.calls).toHaveLength(2);
    const raw = JSON.stringify(await redis.hgetall(queues.of('acts').toKey('a-1')));
    expect(raw).not.toContain('ann@');
    expect(JSON.stringify(log.lines)).not.toContain('ann@');
    expect(raw).toContain('unexpected: ');
    expect(log.lines.find((line) => line.fields['kind'] === 'TypeError')?.fields['trace']).toContain('at ');
  });

  it('is told to the webhook that waits for it, when its attempts are exhausted', async () => {
    const job = failing(failure({ retryable: true }), failure({ retryable: true }));
    start({ webhooks: job.run });
    const content = { eventId: 'e', webhookId: 'msg', event: 'RecordSaved', record: '12x1', occurredAt: 1 };
    const rest = {
      actor: { type: 'system' },
      channel: 'crm',
      source: '',
      basis: '',
      text: '',
      language: '',
      policyUrl: '',
      reason: '',
    };
    await queues
      .of('webhooks')
      .add(
        'RecordSaved',
        { ...content, ...rest },
        { jobId: 'e', attempts: 2, deduplication: { id: 'msg', ttl: 60_000 } },
      );
    await until(() => outcomeOf('webhook', 'msg'));
    expect(await outcomeOf('webhook', 'msg')).toMatchObject({ state: 'rejected', code: 'some_code' });
    expect(job.calls).toHaveLength(2);
  });

  it('is kept as job_unreadable, when its content is not what its queue holds', async () => {
    const job = failing();
    start({ webhooks: job.run });
    await queues
      .of('webhooks')
      .add('x', { record: 7 }, { jobId: 'e', deduplication: { id: 'msg', ttl: 60_000 } });
    await until(() => outcomeOf('webhook', 'msg'));
    expect(await outcomeOf('webhook', 'msg')).toMatchObject({ code: 'job_unreadable' });
    expect(job.calls).toHaveLength(0);
  });
});

describe('failed jobs', () => {
  it('run again with all attempts, when they are retried one by one or all at once', async () => {
    const no = failure({ retryable: false });
    const job = failing(no, no, no);
    start({ acts: job.run });
    const office = createQueueOffice({ redis, queues });
    await Promise.all(['a-1', 'a-2', 'a-3'].map((id) => addAct(id)));
    await until(async () => (await queues.of('acts').getFailedCount()) === 3);
    expect(await office.pendingActs()).toMatchObject({ count: 3 });
    expect(await office.retry('acts', 'a-2')).toBe(true);
    expect(await office.retry('acts', 'nothing')).toBe(false);
    await until(async () => (await queues.of('acts').getCompletedCount()) === 1);
    expect(await office.retry('acts', 'a-2')).toBe(false);
    expect(await office.retryAll()).toBe(2);
    await until(async () => (await queues.of('acts').getCompletedCount()) === 3);
    expect(await office.failed()).toEqual([]);
    expect(await office.pendingActs()).toEqual({ count: 0, oldest: null });
    expect(job.calls).toHaveLength(6);
  });
});

describe('planned work', () => {
  const hour = 3600_000;

  it('is one job, when the same step is planned by sweep and timer', async () => {
    const planner = createPlanner({ queues, now: () => 10 * hour });
    const step = { record: '12x1', step: 'invite', round8: 'abcdefgh', at: 10 * hour } as const;
    await Promise.all([
      planner.planStep(step),
      planner.planStep(step),
      planner.planStep({ ...step, at: 9 * hour }),
    ]);
    expect(await queues.of('steps').getRanges(['wait'], 0, -1)).toEqual(['step-invite-abcdefgh-12x1-h10']);
  });

  it('can be planned anew within the hour, when it was done', async () => {
    const ran = failing();
    start({ steps: ran.run });
    const planner = createPlanner({ queues, now: Date.now });
    const step = { record: '12x1', step: 'invite', round8: 'r', at: 0 } as const;
    await planner.planStep(step);
    await until(() => ran.calls.length === 1);
    await until(async () => {
      await planner.planStep(step);
      return ran.calls.length === 2;
    });
  });

  it('is not blocked in the next hour, when the job of this hour exhausted its attempts', async () => {
    let now = Date.now();
    const job = failing(failure({ retryable: false }));
    start({ steps: job.run });
    const planner = createPlanner({ queues, now: () => now });
    const step = { record: '12x1', step: 'remind', round8: 'r', at: 0 } as const;
    await planner.planStep(step);
    await until(async () => (await queues.of('steps').getFailedCount()) === 1);
    await planner.planStep(step);
    await sleep(100);
    expect(job.calls).toHaveLength(1);
    now += hour;
    await planner.planStep(step);
    await until(() => job.calls.length === 2);
  });

  it('runs again later, when a running step plans its own continuation', async () => {
    const planner = createPlanner({ queues, now: Date.now });
    const calls: number[] = [];
    start({
      steps: async ({ record, step, round8 }) => {
        calls.push(Date.now());
        if (calls.length < 3) await planner.planStep({ record, step, round8, at: Date.now() + 80 });
      },
    });
    await planner.planStep({ record: '12x1', step: 'invite', round8: 'r', at: Date.now() });
    await until(() => calls.length === 3);
    expect(calls[1]! - calls[0]!).toBeGreaterThanOrEqual(75);
  });

  it('is looked at once, when the same change is seen by two sweeps; a newer change again', async () => {
    const job = failing();
    start({ looks: job.run });
    const planner = createPlanner({ queues, now: Date.now });
    await planner.planLook('12x1', '1000');
    await until(() => job.calls.length === 1);
    await planner.planLook('12x1', '1000');
    await planner.planLook('12x1', '2000');
    await until(() => job.calls.length === 2);
    await sleep(150);
    expect(job.calls).toHaveLength(2);
  });

  it('waits until its time, when a look or a read-back is planned for later', async () => {
    const planner = createPlanner({ queues, now: Date.now });
    const at = Date.now() + 60_000;
    await planner.planLook('12x1', '1000', at);
    await planner.planReadBack('12x1', 'record.12x1', at);
    expect(await queues.of('looks').getRanges(['delayed'], 0, -1)).toEqual([`look-12x1-1000-t${at}`]);
    expect(await queues.of('readbacks').getRanges(['delayed'], 0, -1)).toEqual([
      `readback-12x1-record.12x1-t${at}`,
    ]);
  });

  it('is run once, when two replicas ask for the sweep of one slot', async () => {
    const job = failing();
    start({ sweeps: job.run });
    start({ sweeps: job.run });
    const ask = () =>
      createSweepQueue({ queues, now: Date.now }).enqueue({ kind: 'due' }, '2026-11-23T10:05');
    await Promise.all([ask(), ask()]);
    await until(() => job.calls.length === 1);
    await ask();
    await sleep(150);
    expect(job.calls).toHaveLength(1);
    expect((await queues.of('sweeps').getCompleted())[0]!.id).toBe('sweep-due-2026-11-23T10-05');
  });

  it('shows how long the oldest due step waits, when nobody takes it', async () => {
    const office = createQueueOffice({ redis, queues });
    const planner = createPlanner({ queues, now: Date.now });
    expect(await office.oldestDueStep(Date.now())).toBeNull();
    const at = Date.now() + 50;
    await planner.planStep({ record: '12x1', step: 'expire', round8: 'r', at });
    expect(await office.oldestDueStep(at - 10)).toBeNull();
    const oldest = await office.oldestDueStep(at + 1000);
    expect(oldest).toBeGreaterThanOrEqual(at);
    expect(oldest).toBeLessThan(at + 50);
  });
});

describe('a process that dies', () => {
  it('has its job run once more by another, when its lock ends', async () => {
    const own = await server.connect();
    const dead = new Worker('acts', () => new Promise(() => undefined), {
      connection: own,
      prefix: keys.prefix,
      lockDuration: 300,
      skipLockRenewal: true,
      skipStalledCheck: true,
    });
    await addAct('a-1');
    await until(async () => (await queues.of('acts').getActiveCount()) === 1);
    dead.on('error', () => undefined);
    await dead.disconnect();
    const job = failing();
    start({ acts: job.run }, { lockDuration: 300 });
    await until(async () => (await queues.of('acts').getCompletedCount()) === 1);
    await sleep(700);
    expect(job.calls).toHaveLength(1);
    expect(log.lines.some((line) => line.message.includes('taken over'))).toBe(true);
  });

  it('has its job kept as stalled and told, when the job killed too many processes', async () => {
    const queue = new Queue('acts', { connection: redis, prefix: keys.prefix });
    await addAct('a-1');
    await redis.hset(queue.toKey('a-1'), 'defa', 'job stalled more than allowable limit');
    const job = failing();
    start({ acts: job.run });
    await until(() => outcomeOf('act', 'a-1'));
    expect(await outcomeOf('act', 'a-1')).toMatchObject({ state: 'rejected', code: 'stalled' });
    expect((await createQueueOffice({ redis, queues }).failed())[0]!.code).toBe('stalled');
    expect(job.calls).toHaveLength(0);
    await queue.close();
  });
});

describe('closing', () => {
  it('lets the job in hand finish and takes no other, when there is time', async () => {
    let done = 0;
    const workers = start(
      {
        acts: async () => {
          await sleep(300);
          done += 1;
        },
      },
      { rules: { concurrency: 1 } },
    );
    await addAct('a-1');
    await addAct('a-2');
    await until(async () => (await queues.of('acts').getActiveCount()) === 1);
    expect(workers.isRunning()).toBe(true);
    expect(await workers.close(5000)).toBe(true);
    expect(done).toBe(1);
    expect(workers.isRunning()).toBe(false);
    expect(await queues.of('acts').getWaitingCount()).toBe(1);
  });

  it('answers false at its deadline, when a job hangs', async () => {
    let release: () => void = () => undefined;
    const hang = new Promise<void>((resolve) => {
      release = resolve;
    });
    const workers = start({ acts: () => hang });
    await addAct('a-1');
    await until(async () => (await queues.of('acts').getActiveCount()) === 1);
    const before = Date.now();
    expect(await workers.close(200)).toBe(false);
    expect(Date.now() - before).toBeLessThan(2000);
    release();
  });
});
