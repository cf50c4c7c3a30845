import type { RedisConnection } from '../../src/adapters/redis/connection';
import { createRateLimitStores } from '../../src/adapters/redis/rate-limit-store';
import { createSignupWorld, openForm, send, solve } from '../unit/entrypoints/http/signup-page';
import { startTestRedis, type TestRedis, testKeys } from './harness/redis';

const HOUR = 3600_000;
let server: TestRedis;
let redis: RedisConnection;

beforeAll(async () => {
  server = await startTestRedis();
  redis = await server.connect();
});
afterAll(() => server.stop());

/** Two processes of the web role on one Redis. */
function twoProcesses(plain: number) {
  const rateLimitStore = createRateLimitStores(redis, testKeys());
  const open = () =>
    createSignupWorld({
      signup: { rateLimitPlain: { limit: plain, windowMs: HOUR } },
      settings: { trustProxy: 1, rateLimitClient: { limit: 60, windowMs: 60_000 } },
      more: { rateLimitStore },
    });
  return [open(), open()] as const;
}

describe('the sign-up of two processes on one Redis', () => {
  test('a client, when it sends to both, then its sign-ups are counted together', async () => {
    const [one, two] = twoProcesses(3);
    const statuses = [await send(one), await send(two), await send(one), await send(two)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(one.door.requests.length + two.door.requests.length).toBe(3);
  });

  test('a proof of work, when it is sent to both at once, then it counts at one of them', async () => {
    const [one, two] = twoProcesses(0);
    const altcha = solve((await openForm(one)).challenge);
    const statuses = await Promise.all([send(one, { altcha }), send(two, { altcha })]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  test('1,000 sign-ups of one client, when a person elsewhere signs up among them, then the person gets through', async () => {
    const [one, two] = twoProcesses(3);
    const bot = (index: number) =>
      send(index % 2 === 0 ? one : two, { email: 'bot@example.org' }, '203.0.113.9');
    const refused = [];
    for (let round = 0; round < 20; round += 1)
      refused.push(...(await Promise.all(Array.from({ length: 50 }, (_, index) => bot(index)))));
    const person = await send(two, {}, '198.51.100.7');
    expect(person.status).toBe(200);
    expect(refused.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(3);
    expect(one.door.requests.length + two.door.requests.length).toBeLessThanOrEqual(4);
  }, 60_000);

  test('what lies in Redis of it, when it is read, then no address, name or client is in it', async () => {
    const [one] = twoProcesses(3);
    await send(one, { altcha: solve((await openForm(one)).challenge) }, '203.0.113.77');
    const names = await redis.keys('*');
    const values = await Promise.all(names.map((name) => redis.dump(name)));
    expect(names.length).toBeGreaterThan(0);
    for (const each of [...names, ...values]) expect(each).not.toMatch(/203\.0\.113|example\.org|Jansen/);
  });
});
