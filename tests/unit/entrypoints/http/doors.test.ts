import { createServer } from 'node:http';
import request from 'supertest';
import type { EventName } from '../../../../src/consent/event';
import type { TokenAct } from '../../../../src/flow/ports';
import {
  byLibrary,
  createWorld,
  FINGERPRINT,
  NOW,
  RECORD,
  ROUND8,
  TEXTS,
  TOKEN_KINDS,
  type TokenKind,
  tokenOf,
} from './world';

const ACTS: TokenAct[] = ['confirm', 'decline', 'subscribe', 'unsubscribe', 'undo', 'preferences', 'access'];
type Door = 'confirm' | 'again' | 'decline' | 'subscribe' | 'unsubscribe' | 'undo' | 'preferences';
const DOORS: Door[] = ['confirm', 'again', 'decline', 'subscribe', 'unsubscribe', 'undo', 'preferences'];
const pathOf = (door: Door, token: string) =>
  door === 'again' ? `/confirm/${token}/again` : `/${door}/${token}`;
const FIELDS: Partial<Record<Door, string>> = {
  unsubscribe: 'unsubscribe=yes',
  preferences: 'stop=everything',
};
const MARKS_WITHDRAWAL: Door[] = ['decline', 'unsubscribe', 'preferences'];

/** What each door must do with each token: the status of GET and POST, and what is queued. Written by hand from interfaces.md. */
function expected(door: Door, act: TokenAct, kind: TokenKind): { status: number; event?: EventName } {
  const own: Record<Door, TokenAct[]> = {
    confirm: ['confirm'],
    again: ['confirm'],
    decline: ['decline'],
    subscribe: ['subscribe'],
    unsubscribe: ['unsubscribe', 'preferences'],
    undo: ['undo'],
    preferences: ['preferences'],
  };
  const events: Record<Door, EventName> = {
    confirm: 'ConsentConfirmed',
    again: 'OptInRequested',
    decline: 'ConsentRefused',
    subscribe: 'ConsentSubscribed',
    unsubscribe: 'ConsentWithdrawn',
    undo: 'WithdrawalUndone',
    preferences: 'ConsentWithdrawn',
  };
  if (!own[door].includes(act)) return { status: 404 };
  const good = { status: 200, event: events[door] };
  switch (kind) {
    case 'valid':
      return good;
    case 'expired':
      return door === 'again' ? good : { status: 410 };
    case 'withdraw-only':
      return MARKS_WITHDRAWAL.includes(door) ? good : { status: 404 };
    case 'label':
      if (door === 'undo') return { status: 404 };
      return door === 'confirm' || door === 'subscribe' ? { status: 200, event: 'OptInRequested' } : good;
    case 'tampered':
    case 'alg none':
    case 'alg HS512':
    case 'extra header':
    case 'extra claim':
    case 'unknown act':
    case 'foreign secret':
    case 'unknown kid':
    case 'garbage':
      return { status: 404 };
  }
}

/** Every kind of token of the door's own act; of other acts those that would be the most trusted. */
const kindsOf = (door: Door, act: TokenAct) =>
  expected(door, act, 'valid').status === 200 ? TOKEN_KINDS : (['valid', 'label'] as const);
const rows = DOORS.flatMap((door) =>
  ACTS.flatMap((act) =>
    kindsOf(door, act).map((kind) => ({ door, act, kind, ...expected(door, act, kind) })),
  ),
);

describe('every door with every token', () => {
  const world = createWorld();
  // One server for some thousand requests.
  const server = createServer((...exchange) => void world.app(...exchange));
  beforeAll(() => void server.listen(0, '127.0.0.1'));
  afterAll(() => void server.close());
  beforeEach(() => {
    world.intake.acts.length = 0;
    world.intake.calls = 0;
  });

  test.each(rows)(
    'the $door page, when a $kind $act token is posted, then $status and $event',
    async ({ door, act, kind, status, event }) => {
      const answer = await request(server)
        .post(pathOf(door, tokenOf(kind, act)))
        .send(FIELDS[door] ?? '');
      expect(answer.status).toBe(status);
      expect(world.intake.acts.map((each) => each.event)).toEqual(event === undefined ? [] : [event]);
    },
  );

  test.each(rows.filter(({ door }) => door !== 'again'))(
    'the $door page, when a $kind $act token is got, then $status and nothing is queued or asked',
    async ({ door, act, kind, status }) => {
      const path = pathOf(door, tokenOf(kind, act));
      const got = await request(server).get(path);
      expect(got.status).toBe(status);
      expect(got.text).toContain('<html lang="nl">');
      expect(got.text.match(/<button type="submit">/g)?.length ?? 0).toBe(
        status === 200 || (status === 410 && door === 'confirm') ? 1 : 0,
      );
      expect((await request(server).head(path)).status).toBe(status);
      expect(world.intake.calls).toBe(0);
      expect(world.ping.calls).toBe(0);
    },
  );

  test.each(DOORS)(
    'the %s page, when asked with other methods, then it only says what it takes',
    async (door) => {
      const path = pathOf(door, tokenOf('valid', door === 'again' ? 'confirm' : door));
      const takes = door === 'again' ? 'POST, OPTIONS' : 'GET, HEAD, POST, OPTIONS';
      const options = await request(server).options(path);
      expect([options.status, options.headers['allow']]).toEqual([204, takes]);
      for (const method of ['put', 'patch', 'delete', 'trace'] as const) {
        const answer = await request(server)[method](path);
        expect([answer.status, answer.headers['allow']]).toEqual([405, takes]);
      }
      if (door === 'again') expect((await request(server).get(path)).status).toBe(405);
      expect(world.intake.calls).toBe(0);
    },
  );

  test.each(['confirm', 'decline', 'subscribe', 'unsubscribe', 'undo', 'preferences'] as const)(
    'the %s link, when seven clients get and head it first, then nothing changed and the POST still works',
    async (door) => {
      const path = pathOf(door, tokenOf('valid', door));
      const agents = [
        '',
        'Mozilla/5.0',
        'Barracuda',
        'curl/8',
        'Microsoft Office',
        'Slackbot',
        'python-requests',
      ];
      for (const agent of agents) {
        await request(server)
          .get(`${path}?confirm=true&unsubscribe=yes&stop=everything`)
          .set('User-Agent', agent);
        await request(server).head(path).set('User-Agent', agent);
      }
      expect(world.intake.calls).toBe(0);
      await request(server)
        .post(path)
        .send(FIELDS[door] ?? '');
      expect(world.intake.acts).toHaveLength(1);
    },
  );

  test('a token by another library with iat and typ, when posted, then it is foreign', async () => {
    const token = byLibrary({ sub: RECORD, act: 'confirm', adr: FINGERPRINT });
    expect((await request(server).post(`/confirm/${token}`)).status).toBe(404);
    expect(world.intake.calls).toBe(0);
  });
});

describe('what is queued', () => {
  const post = async (door: Door, kind: TokenKind, settings = {}, query = '') => {
    const world = createWorld(settings);
    const act = door === 'again' ? 'confirm' : door;
    await request(world.app)
      .post(pathOf(door, tokenOf(kind, act)) + query)
      .set('User-Agent', 'Mozilla/5.0')
      .send(FIELDS[door] ?? '');
    return world.intake.acts[0];
  };
  const who = { record: RECORD, fingerprint: FINGERPRINT, occurredAt: NOW };

  test('a confirmation, when posted in English, then it carries round, time and the text as shown', async () => {
    expect(await post('confirm', 'valid', {}, '?lang=en')).toEqual({
      ...who,
      event: 'ConsentConfirmed',
      channel: 'link',
      round8: ROUND8,
      shown: { text: TEXTS.en, language: 'en', policyUrl: 'https://example.org/privacy' },
    });
  });

  test('a confirmation, when its page is in a language without a text of its own, then the default text was shown', async () => {
    expect((await post('confirm', 'valid', {}, '?lang=fr'))?.shown).toMatchObject({
      text: TEXTS.nl,
      language: 'nl',
    });
  });

  test('a label confirmation, when labels may only ask, then it is a request by the person with the text', async () => {
    expect(await post('confirm', 'label')).toMatchObject({
      ...who,
      event: 'OptInRequested',
      channel: 'label',
      shown: { text: TEXTS.nl },
    });
  });

  test('a label confirmation, when LABEL_CONFIRM is trust, then it is a confirmation by label', async () => {
    expect(await post('confirm', 'label', { labelConfirm: 'trust' })).toMatchObject({
      event: 'ConsentConfirmed',
      channel: 'label',
      shown: { text: TEXTS.nl },
    });
  });

  test('a label subscription, when LABEL_CONFIRM is trust, then it still only asks', async () => {
    expect(await post('subscribe', 'label', { labelConfirm: 'trust' })).toMatchObject({
      event: 'OptInRequested',
      channel: 'label',
    });
  });

  test('a refusal, when posted, then it says "not me" and shows no text', async () => {
    expect(await post('decline', 'valid')).toEqual({
      ...who,
      event: 'ConsentRefused',
      channel: 'link',
      round8: ROUND8,
      notMe: true,
    });
  });

  test('a withdrawal by the button, when posted, then its channel is form: it may be undone', async () => {
    const withdrawal = { ...who, event: 'ConsentWithdrawn', channel: 'form' };
    expect(await post('unsubscribe', 'valid')).toEqual({ ...withdrawal, round8: ROUND8 });
    expect(await post('unsubscribe', 'label')).toEqual(withdrawal);
    expect(await post('preferences', 'withdraw-only')).toEqual({ ...withdrawal, round8: ROUND8 });
  });

  test('an undo, when posted, then it names the withdrawal of its token', async () => {
    expect(await post('undo', 'valid')).toEqual({
      ...who,
      event: 'WithdrawalUndone',
      channel: 'link',
      undoes: ROUND8,
    });
  });

  test('"send me a new link", when posted with an expired token, then it is a request without a text', async () => {
    expect(await post('again', 'expired')).toEqual({
      ...who,
      event: 'OptInRequested',
      channel: 'link',
      round8: ROUND8,
    });
  });

  test('IP and user agent, when evidence of the network is off, then they are not there', async () => {
    expect(await post('confirm', 'valid')).not.toHaveProperty('network');
  });

  test.each([
    ['full', '203.0.113.77', '203.0.113.77'],
    ['truncated', '203.0.113.77', '203.0.113.0'],
    ['truncated', '::ffff:203.0.113.77', '203.0.113.0'],
    ['truncated', '2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
    ['truncated', '2001:db8::1', '2001:db8:0::'],
  ] as const)('the IP, when %s is kept of %s, then it is %s', async (evidenceNetwork, from, kept) => {
    const world = createWorld({ evidenceNetwork, trustProxy: 1 });
    await request(world.app)
      .post(`/decline/${tokenOf('valid', 'decline')}`)
      .set('X-Forwarded-For', from)
      .set('User-Agent', 'x'.repeat(500));
    expect(world.intake.acts[0]?.network).toEqual({ ip: kept, userAgent: 'x'.repeat(300) });
  });

  test.each(['unsubscribe', 'preferences'] as const)(
    'the %s page, when posted without the button, then the page is shown and nothing is done',
    async (door) => {
      const world = createWorld();
      const token = tokenOf('valid', door);
      // Without any body it is the one button of "unsubscribe"; "preferences" asks what to stop.
      const none = door === 'preferences' ? [''] : [];
      for (const body of [...none, 'x=1', 'unsubscribe=no', 'stop=', 'List-Unsubscribe=No']) {
        const answer = await request(world.app).post(`/${door}/${token}`).send(body);
        expect(answer.status).toBe(200);
        expect(answer.text).toContain('<button');
      }
      expect(world.intake.calls).toBe(0);
    },
  );

  test('a confirmation, when the text changed since the page was shown, then the new text is shown and nothing is queued', async () => {
    const shown = createWorld();
    const token = tokenOf('valid', 'confirm');
    const page = await request(shown.app).get(`/confirm/${token}`);
    const mark = /name="text" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect(mark).not.toBe('');
    const changed = createWorld({ consentTexts: { nl: 'Iets anders.' } });
    const again = await request(changed.app).post(`/confirm/${token}`).send(`text=${mark}`);
    expect(again.text).toContain('Iets anders.');
    expect(changed.intake.calls).toBe(0);
    await request(shown.app).post(`/confirm/${token}`).send(`text=${mark}`);
    expect(shown.intake.acts).toHaveLength(1);
  });
});
