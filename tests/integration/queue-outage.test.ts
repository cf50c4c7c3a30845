import { openRedis } from '../../src/adapters/redis/connection';
import { startConsumers } from '../../src/adapters/redis/consume';
import { createOutcomes } from '../../src/adapters/redis/ledger';
import { openQueues } from '../../src/adapters/redis/open-queues';
import { createPlanner } from '../../src/adapters/redis/planner';
import type { WebhookEvent } from '../../src/flow/ports';
import { QUEUES, type JobHandlers } from '../../src/flow/queue-ports';
import {
  freePort,
  memoryLog,
  startTestRedis,
  testIntake,
  type TestRedis,
  testKeys,
  until,
} from './harness/redis';

let server: TestRedis;
beforeEach(async () => {
  server = await startTestRedis();
});
afterEach(() => server.stop());

const hook: WebhookEvent = {
  event: 'RecordSaved',
  record: '12x345',
  occurredAt: 1,
  actor: { type: 'system' },
  channel: 'crm',
  source: '',
  basis: '',
  text: '',
  language: '',
  policyUrl: '',
  reason: '',
};

const act = {
  event: 'ConsentRefused',
  record: '12x345',
  fingerprint: 'fp',
  channel: 'link',
  occurredAt: 1,
} as const;

async function doorOf(keys = testKeys()) {
  const redis = await server.connect('door');
  const queues = openQueues({ connection: redis, prefix: keys.prefix });
  return {
    keys,
    queues,
    redis,
    intake: testIntake({ redis, keys, queues }),
  };
}

describe('the door, when Redis was slow while it was opened', () => {
  it('takes work as soon as Redis answers: the slow start is not remembered', async () => {
    const other = await server.connect();
    const redis = await server.connect('door');
    // Longer than a command of the door waits; so does a machine that is busy starting.
    await other.client('PAUSE', 2500);
    const keys = testKeys();
    const queues = openQueues({ connection: redis, prefix: keys.prefix });
    const intake = testIntake({ redis, keys, queues });
    await expect(intake.acceptAct(act)).rejects.toMatchObject({ code: 'store_unavailable' });
    await other.ping();
    await until(() =>
      intake.acceptAct(act).then(
        () => true,
        () => false,
      ),
    );
    expect(await queues.of('acts').count()).toBeGreaterThan(0);
  });
});

describe('the door, when Redis was killed', () => {
  it('says store_unavailable within 2 s for every call, and takes work again once Redis is back', async () => {
    const { intake } = await doorOf();
    await intake.acceptAct(act);
    await server.kill();
    const unavailable = { code: 'store_unavailable', stage: 'store', retryable: true };
    const started = Date.now();
    await expect(
      intake.acceptAct({ ...act, network: { ip: '192.0.2.1', userAgent: '' } }),
    ).rejects.toMatchObject(unavailable);
    await expect(intake.acceptAct(act)).rejects.toMatchObject(unavailable);
    await expect(intake.acceptWebhook('msg', hook)).rejects.toMatchObject(unavailable);
    await expect(intake.outcomeOfWebhook('msg')).rejects.toMatchObject(unavailable);
    expect(Date.now() - started).toBeLessThan(2000);
    await server.restart();
    await until(() => intake.acceptAct(act).catch(() => null));
  });

  it('answers pending, when it waits for an outcome', async () => {
    const { intake } = await doorOf();
    await server.kill();
    const started = Date.now();
    expect(await intake.outcomeOfAct('e', 300)).toEqual({ state: 'pending' });
    expect(Date.now() - started).toBeLessThan(2000);
  });

  it('does not connect, when Redis never was there', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    await expect(openRedis({ url }, 'door', 500)).rejects.toMatchObject({ code: 'store_unavailable' });
  });
});

describe('a restart of Redis with its AOF', () => {
  it('keeps every act that was accepted and the memory of webhook ids, when it was killed at once', async () => {
    const { intake, queues } = await doorOf();
    const ids = await Promise.all(Array.from({ length: 100 }, () => intake.acceptAct(act)));
    await intake.acceptWebhook('msg', hook);
    await server.restart();
    const kept = await until(() =>
      queues
        .of('acts')
        .getRanges(['wait'], 0, -1)
        .catch(() => null),
    );
    expect([...kept].sort()).toEqual([...ids].sort());
    expect(await intake.acceptWebhook('msg', hook)).toBe('duplicate');
  });

  it('runs a delayed job that came due during the outage, and one that is due later', async () => {
    const { keys, queues, redis } = await doorOf();
    const done: string[] = [];
    const note = async (job: { record: string }) => done.push(job.record);
    const handlers: JobHandlers = {
      acts: note,
      requests: async () => undefined,
      webhooks: note,
      steps: note,
      looks: note,
      readbacks: note,
      sweeps: async () => undefined,
    };
    const connection = await server.connect('worker');
    const workers = startConsumers(
      {
        connection,
        prefix: keys.prefix,
        outcomes: createOutcomes(redis, keys),
        log: memoryLog(),
        lockDuration: 2000,
        inDoubtWait: 100,
      },
      handlers,
    );
    const planner = createPlanner({ queues, now: Date.now });
    const at = Date.now();
    await planner.planStep({ record: '12x1', step: 'remind', round8: 'r', at: at + 300 });
    await planner.planStep({ record: '12x2', step: 'remind', round8: 'r', at: at + 2500 });
    await server.kill();
    await new Promise((resolve) => setTimeout(resolve, 600));
    await server.restart();
    await until(() => done.length === 2, 15_000);
    expect(done).toEqual(['12x1', '12x2']);
    expect(Date.now()).toBeGreaterThanOrEqual(at + 2500);
    expect(await workers.close(5000)).toBe(true);
    expect(QUEUES).toHaveLength(7);
  });
});
