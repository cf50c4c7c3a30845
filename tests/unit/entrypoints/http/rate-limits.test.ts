import type { Store } from 'express-rate-limit';
import request from 'supertest';
import { SIGNUP } from './signup-page';
import { createWorld, signed, tokenOf } from './world';

const MINUTE = 60_000;
const confirm = `/confirm/${tokenOf('valid', 'confirm')}`;
const decline = `/decline/${tokenOf('valid', 'decline')}`;

describe('rate limits', () => {
  test('a client, when over its limit, then 429 with Retry-After on a page of its own, and nothing is queued', async () => {
    const world = createWorld({ rateLimitClient: { limit: 2, windowMs: MINUTE } });
    await request(world.app).get(confirm);
    await request(world.app).get(decline);
    const answer = await request(world.app).post(`${confirm}?lang=en`);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(answer.text).toContain('That was a bit too often');
    expect(world.intake.calls).toBe(0);
  });

  test('clients, when they share an IPv6 /64, then they are one; another /64 and another IPv4 are others', async () => {
    const world = createWorld({ rateLimitClient: { limit: 1, windowMs: MINUTE }, trustProxy: 1 });
    const from = async (ip: string) =>
      (await request(world.app).get(confirm).set('X-Forwarded-For', ip)).status;
    expect(await from('2001:db8:1:2::1')).toBe(200);
    expect(await from('2001:db8:1:2:ffff::9')).toBe(429);
    expect(await from('2001:db8:1:3::1')).toBe(200);
    expect(await from('203.0.113.1')).toBe(200);
    expect(await from('203.0.113.2')).toBe(200);
    expect(await from('::ffff:203.0.113.1')).toBe(429);
  });

  test('the client, when X-Forwarded-For is not to be trusted, then it is the one who connected', async () => {
    const world = createWorld({ rateLimitClient: { limit: 1, windowMs: MINUTE } });
    await request(world.app).get(confirm).set('X-Forwarded-For', '203.0.113.1');
    expect((await request(world.app).get(confirm).set('X-Forwarded-For', '203.0.113.2')).status).toBe(429);
  });

  test('a token, when over its limit, then 429 for it, one-click too, and others go on', async () => {
    const world = createWorld({ rateLimitToken: { limit: 2, windowMs: MINUTE } });
    const path = `/unsubscribe/${tokenOf('valid', 'unsubscribe')}`;
    const oneClick = () => request(world.app).post(path).send('List-Unsubscribe=One-Click');
    expect((await oneClick()).status).toBe(200);
    expect((await request(world.app).get(path)).status).toBe(200);
    const third = await oneClick();
    expect([third.status, Number(third.headers['retry-after']) > 0]).toEqual([429, true]);
    expect(world.intake.acts).toHaveLength(1);
    expect((await request(world.app).get(confirm)).status).toBe(200);
  });

  test('the webhook door and /healthz, when asked often, then no limit stops them', async () => {
    const one = { limit: 1, windowMs: MINUTE };
    const world = createWorld({ rateLimitClient: one, rateLimitToken: one });
    for (let count = 0; count < 5; count += 1) {
      expect((await request(world.app).get('/healthz')).status).toBe(200);
      const body = '{"event":"Ping"}';
      const answer = await request(world.app)
        .post('/webhooks/vtiger')
        .set({ ...signed(body), 'Content-Type': 'application/json' })
        .send(body);
      expect(answer.status).toBe(200);
    }
  });

  test('a shared store, when it fails, then a refusal still goes through, and it is logged without the key', async () => {
    const keys: string[] = [];
    const broken: Store = {
      increment: (key) => {
        keys.push(key);
        throw new Error(`no connection for ${key}`);
      },
      decrement: () => undefined,
      resetKey: () => undefined,
    };
    const rule = { limit: 1, windowMs: MINUTE };
    const world = createWorld(
      { rateLimitClient: rule, rateLimitToken: rule },
      { rateLimitStore: () => broken },
    );
    expect((await request(world.app).post(decline)).status).toBe(200);
    expect((await request(world.app).post(decline)).status).toBe(200);
    expect(world.intake.acts).toHaveLength(2);
    expect(world.lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields)).toContainEqual({
      limiter: 'token',
    });
    for (const key of keys) {
      expect(key).toMatch(/^[\w-]{22}$/);
      expect(JSON.stringify(world.lines)).not.toContain(key);
    }
  });

  test('a shared store, when asked for, then each limiter has its own prefix', () => {
    const prefixes: string[] = [];
    const rule = { limit: 1, windowMs: MINUTE };
    createWorld(
      { rateLimitClient: rule, rateLimitToken: rule, signup: SIGNUP },
      { rateLimitStore: (prefix) => void prefixes.push(prefix) },
    );
    expect(prefixes).toEqual(['client', 'token', 'my-data', 'signup', 'signup-plain', 'signup-proof']);
  });
});
