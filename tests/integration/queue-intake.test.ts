import type { RedisConnection } from '../../src/adapters/redis/connection';
import type { Keys } from '../../src/adapters/redis/keys';
import { createOutcomes } from '../../src/adapters/redis/ledger';
import { type OpenQueues, openQueues } from '../../src/adapters/redis/open-queues';
import { createQueueOffice } from '../../src/adapters/redis/queue-office';
import { createNetworkEvidence } from '../../src/adapters/redis/network';
import type { PersonAct, WebhookEvent } from '../../src/flow/ports';
import { startTestRedis, testIntake, type TestRedis, testKeys } from './harness/redis';

let server: TestRedis;
let redis: RedisConnection;
let keys: Keys;
let queues: OpenQueues;

beforeAll(async () => {
  server = await startTestRedis();
  redis = await server.connect('door');
});
afterAll(() => server.stop());
beforeEach(() => {
  keys = testKeys();
  queues = openQueues({ connection: redis, prefix: keys.prefix });
});
afterEach(() => queues.close());

const intakeOf = (networkDays: number | null = null) => testIntake({ redis, keys, queues }, networkDays);

const act: PersonAct = {
  event: 'ConsentConfirmed',
  record: '12x345',
  fingerprint: 'AbCdEfGhIjKlMnOpQrStUv',
  channel: 'link',
  occurredAt: 1_790_000_000_000,
  round8: 'abcdef12',
  shown: { text: 'I agree to the newsletter.', language: 'en', policyUrl: 'https://example.org/privacy' },
};

const hook: WebhookEvent = {
  event: 'OptInRequested',
  record: '12x345',
  occurredAt: 1_790_000_000_000,
  actor: { type: 'contact' },
  channel: 'webform',
  source: 'Newsletter form',
  basis: '',
  text: '',
  language: 'nl',
  policyUrl: '',
  reason: '',
};

describe('an act at the door', () => {
  it('is stored once each, when many come together and Redis has lost its scripts', async () => {
    await intakeOf().acceptAct(act);
    await redis.script('FLUSH');
    const ids = await Promise.all(Array.from({ length: 50 }, () => intakeOf().acceptAct(act)));
    expect(new Set(ids).size).toBe(50);
    expect(await queues.of('acts').getWaitingCount()).toBe(51);
  });

  it('is a job under its event id, a UUIDv7, when accepted', async () => {
    const id = await intakeOf().acceptAct(act);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    const job = await queues.of('acts').getJob(id);
    expect(job!.data).toEqual({ ...act, eventId: id });
  });

  it('leaves IP and user agent out of its job and of Redis, when they are not kept', async () => {
    const network = { ip: '192.0.2.7', userAgent: 'UA' };
    const id = await intakeOf(null).acceptAct({ ...act, network });
    expect(JSON.stringify((await queues.of('acts').getJob(id))!.data)).not.toContain('192.0.2.7');
    expect(await createNetworkEvidence(redis, keys).find(id)).toBeNull();
  });

  it('keeps IP and user agent apart for EVIDENCE_NETWORK_DAYS, when they are kept', async () => {
    const network = { ip: '192.0.2.7', userAgent: 'U'.repeat(1000) };
    const id = await intakeOf(90).acceptAct({ ...act, network });
    expect(JSON.stringify((await queues.of('acts').getJob(id))!.data)).not.toContain('192.0.2.7');
    const kept = await createNetworkEvidence(redis, keys).find(id);
    expect(kept).toEqual({ ip: '192.0.2.7', userAgent: 'U'.repeat(300) });
    const ttl = await redis.ttl(keys.key('network', id));
    expect(ttl).toBeGreaterThan(89 * 86_400);
    expect(ttl).toBeLessThanOrEqual(90 * 86_400);
  });

  it('is a job each, when the same act is posted 20 times', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => intakeOf().acceptAct(act)));
    expect(new Set(ids).size).toBe(20);
    expect(await queues.of('acts').getWaitingCount()).toBe(20);
  });

  it('is refused as job_unreadable and nothing is queued, when its record is none', async () => {
    await expect(intakeOf().acceptAct({ ...act, record: 'ann@example.org' })).rejects.toMatchObject({
      code: 'job_unreadable',
      retryable: false,
    });
    expect(await queues.of('acts').getWaitingCount()).toBe(0);
  });
});

describe('the outcome of an act', () => {
  it('is there as soon as it is put, when somebody waits', async () => {
    const waiting = intakeOf().outcomeOfAct('e1', 1500);
    setTimeout(
      () => void createOutcomes(redis, keys).put('act', 'e1', { state: 'applied', undoable: true }),
      60,
    );
    const started = Date.now();
    expect(await waiting).toEqual({ state: 'applied', undoable: true });
    expect(Date.now() - started).toBeLessThan(1000);
  });

  it('is pending, when none comes in time', async () => {
    const started = Date.now();
    expect(await intakeOf().outcomeOfAct('e2', 200)).toEqual({ state: 'pending' });
    expect(Date.now() - started).toBeLessThan(600);
  });
});

describe('a webhook at the door', () => {
  it('is accepted once, when 50 deliveries of one id come at once', async () => {
    const intake = intakeOf();
    const answers = await Promise.all(Array.from({ length: 50 }, () => intake.acceptWebhook('msg_1', hook)));
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
    expect(await queues.of('webhooks').getWaitingCount()).toBe(1);
  });

  it('is a job with its ids in it, when accepted', async () => {
    await intakeOf().acceptWebhook('msg_1', hook);
    const [job] = await queues.of('webhooks').getWaiting();
    expect(job!.data).toEqual({ ...hook, webhookId: 'msg_1', eventId: job!.id });
  });

  it('is remembered for 7 days, when its job is long done and removed', async () => {
    const intake = intakeOf();
    await intake.acceptWebhook('msg_1', hook);
    const [id] = await queues.of('webhooks').getRanges(['wait'], 0, -1);
    await redis.del(queues.of('webhooks').toKey(id!), queues.of('webhooks').toKey('wait'));
    expect(await intake.acceptWebhook('msg_1', hook)).toBe('duplicate');
    expect(await redis.pttl(queues.of('webhooks').toKey('de:msg_1'))).toBeGreaterThan(6.9 * 86_400_000);
  });

  it('is accepted, when its id is new', async () => {
    const intake = intakeOf();
    expect(await intake.acceptWebhook('msg_1', hook)).toBe('accepted');
    expect(await intake.acceptWebhook('msg_2', hook)).toBe('accepted');
  });
});

describe('the outcome of a webhook', () => {
  it('is null when never seen, pending when accepted, and as put afterwards', async () => {
    const intake = intakeOf();
    expect(await intake.outcomeOfWebhook('msg_1')).toBeNull();
    await intake.acceptWebhook('msg_1', hook);
    expect(await intake.outcomeOfWebhook('msg_1')).toEqual({ state: 'pending' });
    const outcome = { state: 'rejected', code: 'no_address', sentence: 'None.' } as const;
    await createOutcomes(redis, keys).put('webhook', 'msg_1', outcome);
    expect(await intake.outcomeOfWebhook('msg_1')).toEqual(outcome);
  });
});

describe('pending acts', () => {
  it('are counted with the time of the oldest, when some wait', async () => {
    const office = createQueueOffice({ redis, queues });
    expect(await office.pendingActs()).toEqual({ count: 0, oldest: null });
    const before = Date.now();
    await intakeOf().acceptAct(act);
    const between = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await intakeOf().acceptAct(act);
    const { count, oldest } = await office.pendingActs();
    expect(count).toBe(2);
    expect(oldest).toBeGreaterThanOrEqual(before);
    expect(oldest).toBeLessThanOrEqual(between);
  });
});
