import request from 'supertest';
import { WORDS } from '../../../../src/entrypoints/http/views/dictionary';
import { TOPICS } from './my-data-sample';
import { createWorld, FINGERPRINT, NOW, RECORD, ROUND8, tokenOf, type TokenKind, type World } from './world';

const words = WORDS.en.person.preferences;

function worldWith(offered: readonly string[] = TOPICS): World {
  const world = createWorld();
  world.door.offered = offered;
  return world;
}
const pathOf = (kind: TokenKind = 'valid', rest = '') =>
  `/preferences/${tokenOf(kind, 'preferences')}${rest}?lang=en`;
/** Forms of a page, as label (or button) and what they would send. */
const formsOf = (html: string) =>
  html
    .split('<form')
    .slice(1)
    .map((form) => ({
      action: /action="([^"]+)"/.exec(form)?.[1],
      sends: [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]+)"/g)].map(
        ([, name, value]) => `${name}=${value}`,
      ),
    }));

describe('/preferences/:token', () => {
  test('the page, when there are topics, then each has its own button, then everything, then a fresh link', async () => {
    const { text } = await request(worldWith().app).get(pathOf());
    expect(formsOf(text)).toEqual([
      ...TOPICS.map((topic) => ({
        action: pathOf(),
        sends: [`stop=${topic.replace('&', '&amp;')}`],
      })),
      { action: pathOf(), sends: ['stop=everything'] },
      { action: pathOf('valid', '/access'), sends: [] },
    ]);
    expect(text).toContain('Stop this<span class="unseen">: Recepten</span>');
    expect(Buffer.byteLength(text)).toBeLessThan(30 * 1024);
  });

  test('the page, when the CRM has no topics, then it stops everything, or mails a fresh link', async () => {
    const { text } = await request(worldWith([]).app).get(pathOf());
    expect(formsOf(text).map(({ sends }) => sends)).toEqual([['stop=everything'], []]);
    expect(text).not.toContain(words.topics);
  });

  test.each(['valid', 'label', 'withdraw-only'] as const)(
    'one topic, when stopped with a %s token, then only it is withdrawn, and the page names it',
    async (kind) => {
      for (const topic of TOPICS) {
        const world = worldWith();
        const answer = await request(world.app).post(pathOf(kind)).type('form').send({ stop: topic });
        expect(answer.text).toContain(WORDS.en.notices.topicStopped.title);
        expect(answer.text).toContain(topic.replace('&', '&amp;'));
        expect(answer.text).not.toContain('{topic}');
        expect(world.intake.acts).toEqual([
          {
            event: 'ConsentWithdrawn',
            record: RECORD,
            fingerprint: FINGERPRINT,
            channel: 'form',
            occurredAt: NOW,
            topics: [topic],
            offered: TOPICS,
            ...(kind === 'label' ? {} : { round8: ROUND8 }),
          },
        ]);
      }
    },
  );

  test('everything, when stopped, then the withdrawal names no topic', async () => {
    const world = worldWith();
    await request(world.app).post(pathOf()).send('stop=everything');
    expect(world.intake.acts).toHaveLength(1);
    expect(world.intake.acts[0]).not.toHaveProperty('topics');
  });

  test.each(['stop=Unknown', 'stop=', 'topic=Recepten', 'start=Recepten', 'stop=recepten'])(
    'what is no topic, when "%s" is posted, then the page is shown again and nothing is queued',
    async (body) => {
      const world = worldWith();
      const answer = await request(world.app).post(pathOf()).send(body);
      expect([answer.status, answer.text.includes(words.everything)]).toEqual([200, true]);
      expect(world.intake.acts).toEqual([]);
    },
  );

  test('a topic, when its withdrawal cannot be stored, then 503 and the same button again', async () => {
    const world = worldWith();
    world.intake.down = true;
    const answer = await request(world.app).post(pathOf()).type('form').send({ stop: 'Recepten' });
    expect([answer.status, formsOf(answer.text)[0]?.sends]).toEqual([503, ['stop=Recepten']]);
    world.intake.down = false;
    await request(world.app).post(pathOf()).type('form').send({ stop: 'Recepten' });
    expect(world.intake.acts).toMatchObject([{ topics: ['Recepten'] }]);
  });

  test('a one-click body, when it comes to this page, then it is not taken for a topic', async () => {
    const world = worldWith(['One-Click']);
    await request(world.app).post(pathOf()).send('List-Unsubscribe=One-Click');
    expect(world.intake.acts).toEqual([]);
  });
});

describe('/preferences/:token/access', () => {
  test.each(['valid', 'label'] as const)(
    'a fresh link, when asked for with a %s token, then the flow mails it, and the page says the same to all',
    async (kind) => {
      const world = worldWith();
      const answer = await request(world.app).post(pathOf(kind, '/access'));
      expect([answer.status, answer.text.includes(WORDS.en.notices.linkMailed.title)]).toEqual([200, true]);
      expect(world.door.requests).toMatchObject([
        { request: { kind: 'link', record: RECORD, fingerprint: FINGERPRINT, language: 'en' } },
      ]);
      expect([world.door.asked, world.intake.calls]).toEqual([[], 0]);
    },
  );

  test('the door, when got or headed, then 405 and nothing is queued', async () => {
    const world = worldWith();
    for (const method of ['get', 'head', 'put', 'delete'] as const) {
      const answer = await request(world.app)[method](pathOf('valid', '/access'));
      expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST, OPTIONS']);
    }
    expect(world.door.requests).toEqual([]);
  });

  test('the request, when it cannot be stored, then 503', async () => {
    const world = worldWith();
    world.door.down = true;
    expect((await request(world.app).post(pathOf('valid', '/access'))).status).toBe(503);
  });
});
