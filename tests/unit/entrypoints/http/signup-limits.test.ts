import request from 'supertest';
import { createSignupWorld, openForm, payloadOf, send, solutionOf, solve, type Solved } from './signup-page';

const HOUR = 3600_000;

describe('a proof of work', () => {
  test('when the page’s challenge is solved, then the higher ceiling holds', async () => {
    const world = createSignupWorld({
      signup: { rateLimit: { limit: 2, windowMs: HOUR }, rateLimitPlain: { limit: 1, windowMs: HOUR } },
    });
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const altcha = solve((await openForm(world)).challenge);
      statuses.push((await send(world, { altcha })).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    expect(world.door.requests).toHaveLength(2);
  });

  test('when it is none, then the lower ceiling holds, and a person with one still gets through', async () => {
    const world = createSignupWorld();
    const plain = [await send(world), await send(world), await send(world), await send(world)];
    expect(plain.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    const altcha = solve((await openForm(world)).challenge);
    expect((await send(world, { altcha })).status).toBe(200);
  });

  test('when it is sent twice, then it counts once: the second is one without proof', async () => {
    const world = createSignupWorld({ signup: { rateLimitPlain: { limit: 1, windowMs: HOUR } } });
    const altcha = solve((await openForm(world)).challenge);
    const statuses = [
      await send(world, { altcha }),
      await send(world, { altcha }),
      await send(world, { altcha }),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 422]);
    expect(statuses[2]?.text).toContain('druk nog één keer op de knop');
    expect(statuses[2]?.headers['retry-after']).toBeDefined();
    expect(world.door.requests).toHaveLength(2);
  });

  test('when it comes after an hour and there is no room without one, then a fresh form says kindly to press again', async () => {
    const world = createSignupWorld({ signup: { rateLimitPlain: { limit: 1, windowMs: HOUR } } });
    await send(world);
    const altcha = solve((await openForm(world, 'en')).challenge);
    world.clock.at += HOUR;
    const answer = await send(world, { lang: 'en', altcha, topics: [] });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('press the button once more');
    expect(answer.text).toContain('value="ann@example.org"');
    expect(answer.text).toMatch(/name="agree" value="yes" checked/);
    const next = (/data-challenge="([^"]*)"/.exec(answer.text)?.[1] ?? '').replaceAll('&quot;', '"');
    expect((await send(world, { lang: 'en', altcha: solve(next) })).status).toBe(200);
  });

  const forged = async (change: (content: Solved) => object) => {
    const world = createSignupWorld({ signup: { rateLimitPlain: { limit: 1, windowMs: HOUR } } });
    await send(world);
    const content = solutionOf((await openForm(world)).challenge);
    const answer = await send(world, { altcha: payloadOf(change(content)) });
    return { status: answer.status, queued: world.door.requests.length };
  };

  test.each<[string, (content: Solved) => object]>([
    [
      'a cheaper challenge',
      ({ challenge, solution }) => ({
        challenge: { ...challenge, parameters: { ...challenge.parameters, cost: 1 } },
        solution,
      }),
    ],
    [
      'a later end',
      ({ challenge, solution }) => ({
        challenge: { ...challenge, parameters: { ...challenge.parameters, data: { until: 4e12 } } },
        solution,
      }),
    ],
    [
      'another signature',
      ({ challenge, solution }) => ({ challenge: { ...challenge, signature: 'ab'.repeat(32) }, solution }),
    ],
    [
      'no signature',
      ({ challenge, solution }) => ({ challenge: { parameters: challenge.parameters }, solution }),
    ],
    [
      'another counter',
      ({ challenge, solution }) => ({ challenge, solution: { ...solution, counter: solution.counter + 1 } }),
    ],
    [
      'another key',
      ({ challenge, solution }) => ({
        challenge,
        solution: { ...solution, derivedKey: `00${'1'.repeat(62)}` },
      }),
    ],
    ['no solution', ({ challenge }) => ({ challenge })],
    ['something else', () => ({ hello: 'world' })],
  ])('when it is forged with %s, then it is as good as none', async (_, change) => {
    expect(await forged(change)).toEqual({ status: 429, queued: 1 });
  });

  test.each(['!!!!', 'bm90IGpzb24=', 'A'.repeat(3000)])(
    'when it is the garbage %.10s, then it is as good as none',
    async (altcha) => {
      const world = createSignupWorld();
      expect((await send(world, { altcha })).status).toBe(200);
    },
  );

  test('when it was made for another installation, then it is as good as none', async () => {
    const other = createSignupWorld({ signup: { proofKey: 'another key' } });
    const altcha = solve((await openForm(other)).challenge);
    const world = createSignupWorld({ signup: { rateLimitPlain: { limit: 1, windowMs: HOUR } } });
    await send(world);
    expect((await send(world, { altcha })).status).toBe(429);
  });
});

describe('the ceilings of the sign-up', () => {
  test('when there is no room, then the page is polite, says how long to wait, and nothing is queued', async () => {
    const world = createSignupWorld({ signup: { rateLimitPlain: { limit: 1, windowMs: HOUR } } });
    await send(world, { lang: 'en' });
    const answer = await send(world, { lang: 'en' });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(3000);
    expect(answer.text).toContain('There were too many sign-ups just now');
    expect(answer.text).toContain('60 minutes');
    expect(world.door.requests).toHaveLength(1);
  });

  test('when a form comes back for a fault, then that costs none of them', async () => {
    const world = createSignupWorld();
    for (let count = 0; count < 5; count += 1) expect((await send(world, { lastname: '' })).status).toBe(422);
    expect((await send(world)).status).toBe(200);
  });

  test('when they are off, then they are off', async () => {
    const world = createSignupWorld({ signup: { rateLimit: 'off', rateLimitPlain: 'off' } });
    for (let count = 0; count < 12; count += 1) expect((await send(world)).status).toBe(200);
  });

  test('when one client sends 1,000, then it is refused politely and a person elsewhere gets through', async () => {
    const world = createSignupWorld({
      settings: { trustProxy: 1, rateLimitClient: { limit: 60, windowMs: 60_000 } },
    });
    const { mark } = await openForm(world);
    const body = new URLSearchParams({ lastname: 'Bot', email: 'bot@example.org', agree: 'yes', text: mark });
    const server = world.app.listen(0);
    const began = performance.now();
    const shoot = () =>
      request(server)
        .post('/signup')
        .type('form')
        .set('X-Forwarded-For', '203.0.113.9')
        .send(body.toString());
    const answers = [];
    for (let round = 0; round < 20; round += 1)
      answers.push(...(await Promise.all(Array.from({ length: 50 }, shoot))));
    const human = await send(world, {}, '198.51.100.7');
    server.close();
    const statuses = answers.map(({ status }) => status);
    expect(human.status).toBe(200);
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(997);
    for (const answer of answers.filter(({ status }) => status === 429)) {
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.text).toMatch(/<h1>(Er zijn net te veel aanmeldingen gedaan|Dat was wat te vaak)<\/h1>/);
    }
    expect(world.door.requests).toHaveLength(4);
    expect(performance.now() - began).toBeLessThan(25_000);
  });
});

describe('the store of the limits', () => {
  test.each([
    ['without a proof of work', false],
    ['with one', true],
  ])(
    'when it is away and somebody signs up %s, then 503 with what was typed, and nothing is queued',
    async (_what, proven) => {
      const down = () => Promise.reject(new Error('Command timed out'));
      const rateLimitStore = () => ({ increment: down, decrement: down, resetKey: down });
      const world = createSignupWorld({ more: { rateLimitStore } });
      const altcha = proven ? solve((await openForm(world)).challenge) : '';
      const answer = await send(world, { altcha });
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBeDefined();
      expect(answer.text).toContain('value="ann@example.org"');
      expect(world.door.requests).toEqual([]);
      // The log names no client.
      expect(world.lines).toContainEqual(
        expect.objectContaining({ level: 'warn', fields: { limiter: 'signup' } }),
      );
    },
  );
});
