import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { RedisConnection } from '../../src/adapters/redis/connection';
import { createDoorMemory } from '../../src/adapters/redis/door-memory';
import type { Keys } from '../../src/adapters/redis/keys';
import { type OpenQueues, openQueues } from '../../src/adapters/redis/open-queues';
import { createParcels } from '../../src/adapters/redis/parcels';
import { createNetworkKeeper } from '../../src/adapters/redis/network';
import { createRequestIntake } from '../../src/adapters/redis/request-intake';
import { createSoftBounces } from '../../src/adapters/redis/soft-bounces';
import { createTraces } from '../../src/adapters/redis/traces';
import type { MailedRequest } from '../../src/flow/person-requests';
import { startTestRedis, type TestRedis, testKeys } from './harness/redis';

let server: TestRedis;
let redis: RedisConnection;
let keys: Keys;
let queues: OpenQueues;

beforeAll(async () => {
  server = await startTestRedis();
  redis = await server.connect();
});
afterAll(() => server.stop());
beforeEach(() => {
  keys = testKeys();
  queues = openQueues({ connection: redis, prefix: keys.prefix });
});
afterEach(() => queues.close());

const DAY = 86_400_000;
const PRINT = 'F'.repeat(22);

describe('soft bounces', () => {
  const counting = (limit: number, windowMs = 30 * DAY) => {
    const clock = { at: Date.now(), now: () => clock.at };
    return { clock, bounces: createSoftBounces({ redis, keys, clock, limit: { limit, windowMs } }) };
  };

  it('meet the limit with the report that fills it, and again with each after it', async () => {
    const { clock, bounces } = counting(3);
    const met = [];
    for (const id of ['a', 'b', 'c', 'd']) met.push(await bounces.count(PRINT, { id, at: clock.at }));
    expect(met).toEqual([false, false, true, true]);
  });

  it('count a report once, however often it is told', async () => {
    const { clock, bounces } = counting(2);
    for (let times = 0; times < 5; times += 1)
      expect(await bounces.count(PRINT, { id: 'a', at: clock.at })).toBe(false);
    expect(await bounces.count(PRINT, { id: 'b', at: clock.at })).toBe(true);
  });

  it('count for each address alone', async () => {
    const { clock, bounces } = counting(2);
    await bounces.count(PRINT, { id: 'a', at: clock.at });
    expect(await bounces.count('G'.repeat(22), { id: 'b', at: clock.at })).toBe(false);
  });

  it('count no more when their time is over, and one that is read late does not count at all', async () => {
    const { clock, bounces } = counting(2, 10 * DAY);
    await bounces.count(PRINT, { id: 'a', at: clock.at });
    clock.at += 10 * DAY + 1;
    expect(await bounces.count(PRINT, { id: 'b', at: clock.at })).toBe(false);
    expect(await bounces.count(PRINT, { id: 'late', at: clock.at - 11 * DAY })).toBe(false);
    expect(await bounces.count(PRINT, { id: 'c', at: clock.at })).toBe(true);
  });

  it('begin anew when they are forgotten, and go by themselves', async () => {
    const { clock, bounces } = counting(2, 200);
    await bounces.count(PRINT, { id: 'a', at: clock.at });
    await bounces.forget(PRINT);
    expect(await bounces.count(PRINT, { id: 'b', at: clock.at })).toBe(false);
    expect(await redis.pttl(keys.key('soft-bounces', PRINT))).toBeLessThanOrEqual(200);
  });

  it('never meet a limit that is off, and then nothing is kept', async () => {
    const bounces = createSoftBounces({ redis, keys, clock: Date, limit: 'off' });
    for (let id = 0; id < 9; id += 1)
      expect(await bounces.count(PRINT, { id: String(id), at: Date.now() })).toBe(false);
    expect(await redis.exists(keys.key('soft-bounces', PRINT))).toBe(0);
  });

  it('are gone with the other traces of a person who was erased', async () => {
    const { clock, bounces } = counting(2);
    await bounces.count(PRINT, { id: 'a', at: clock.at });
    await createTraces({ redis, keys, queues }).erase({ records: ['12x3'], fingerprint: PRINT });
    expect(await redis.exists(keys.key('soft-bounces', PRINT))).toBe(0);
  });
});

describe('a request that comes with its own id', () => {
  const asked = { fingerprint: PRINT, occurredAt: 1, language: 'nl' } as const;
  const REQUESTS: readonly MailedRequest[] = [
    { kind: 'mail-withdrawal', waits: true, ...asked },
    { kind: 'doubtful-withdrawal', ...asked },
    { kind: 'erase-mailed', proven: true, ...asked },
    { kind: 'bounce', permanence: 'soft', status: '4.2.2', ...asked },
    { kind: 'complaint', ...asked },
  ];
  const intake = () =>
    createRequestIntake({
      queues,
      parcels: createParcels(redis, keys, [randomBytes(32)]),
      network: createNetworkKeeper(redis, keys, null),
      newId: uuidv7,
    });

  it.each(REQUESTS)('$kind: is queued once, whole, however often it is accepted', async (request) => {
    const accept = intake();
    const id = uuidv7();
    for (let times = 0; times < 3; times += 1)
      expect(await accept(request, { email: 'jan@example.org' }, { id })).toBe(id);
    const jobs = await queues.of('requests').getJobs(['wait']);
    expect(jobs.map((job) => job.data as unknown)).toEqual([{ ...request, requestId: id }]);
  });

  it('may carry a derived id of 32 hexadecimal digits', async () => {
    const id = '0123456789'.repeat(3) + '12';
    await intake()({ kind: 'complaint', ...asked }, undefined, { id });
    expect(await queues.of('requests').getJob(id)).toBeDefined();
  });
});

describe('the memory at a door', () => {
  it('remembers, and says so when Redis is gone', async () => {
    const own = await startTestRedis();
    const memory = createDoorMemory(await own.connect('door'), keys);
    expect(await memory.isApplied('x')).toBe(false);
    await memory.markApplied('x');
    expect(await memory.isApplied('x')).toBe(true);
    await own.kill();
    await expect(memory.isApplied('x')).rejects.toMatchObject({ code: 'store_unavailable', retryable: true });
    await own.stop();
  });
});
