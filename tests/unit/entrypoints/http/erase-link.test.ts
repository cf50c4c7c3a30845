import request from 'supertest';
import { WORDS } from '../../../../src/entrypoints/http/views/dictionary';
import { ERASE_ONLY } from '../../../../src/flow/person-requests';
import { createWorld, CURRENT, FINGERPRINT, forge, NOW, RECORD } from './world';

/** What answers a mail that asks to erase: it lives for days, so it must open nothing of the person. */
const claims = { sub: RECORD, act: 'access', adr: FINGERPRINT, rnd: ERASE_ONLY };
const tokenUntil = (exp: number) =>
  forge(CURRENT.key, { alg: 'HS256', kid: CURRENT.kid }, { ...claims, exp });
const TOKEN = tokenUntil(NOW / 1000 + 3 * 86_400);
const WHO = { record: RECORD, fingerprint: FINGERPRINT, language: 'en', occurredAt: NOW, round8: ERASE_ONLY };
const question = WORDS.en.questions.erase;

describe('a link that was mailed for erasing', () => {
  test('when opened, then the page says what will happen, and nothing is asked of anybody', async () => {
    const world = createWorld();
    const page = await request(world.app).get(`/my-data/${TOKEN}?lang=en`);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`<h1>${question.title}</h1>`);
    expect(page.text).toContain('name="sure" value="yes"');
    expect(page.text).not.toContain('value="show"');
    expect(page.text).not.toContain(WORDS.en.person.myData.back);
    expect([world.door.asked, world.door.requests]).toEqual([[], []]);
  });

  test('when its button is pressed, then erasing is asked for, and no page offers more', async () => {
    const world = createWorld();
    const answer = await request(world.app).post(`/my-data/${TOKEN}?lang=en`).send('do=erase&sure=yes');
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`<h1>${WORDS.en.notices.eraseAsked.title}</h1>`);
    expect(answer.text).not.toContain('<form');
    expect(world.door.requests).toEqual([{ request: { kind: 'erase', ...WHO } }]);
  });

  test.each([
    'show',
    'choices',
    'stop',
    'change',
    'address&email=x@example.org',
    'json',
    'csv',
    'ask',
    'erase',
    '',
  ])(
    'when "do=%s" is posted, then it shows the question, reads nothing and asks for nothing',
    async (doing) => {
      const world = createWorld();
      const answer = await request(world.app).post(`/my-data/${TOKEN}?lang=en`).send(`do=${doing}`);
      expect([answer.status, answer.text.includes(question.title)]).toEqual([200, true]);
      expect([world.door.asked, world.door.requests, world.intake.acts]).toEqual([[], [], []]);
    },
  );

  test.each(['/address/', '/preferences/', '/unsubscribe/', '/confirm/', '/subscribe/'])(
    'when brought to %s, then it is foreign there',
    async (door) => {
      expect((await request(createWorld().app).post(`${door}${TOKEN}`)).status).toBe(404);
    },
  );

  test('when its time is over, then 410 and nothing is asked for', async () => {
    const world = createWorld();
    const old = tokenUntil(NOW / 1000 - 1);
    const answer = await request(world.app).post(`/my-data/${old}?lang=en`).send('do=erase&sure=yes');
    expect([answer.status, world.door.requests]).toEqual([410, []]);
  });
});
