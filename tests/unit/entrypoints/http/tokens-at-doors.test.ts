import request from 'supertest';
import { createTokens } from '../../../../src/adapters/tokens/tokens';
import { WORDS } from '../../../../src/entrypoints/http/views/dictionary';
import type { NoticeKind } from '../../../../src/entrypoints/http/views/words';
import type { TokenAct } from '../../../../src/flow/ports';
import { createWorld, CURRENT, key, tokenOf, type World } from './world';

interface Door {
  readonly door: string;
  readonly act: TokenAct;
  readonly path: (token: string) => string;
  readonly body: string;
  /** An act whose token must not open it. */
  readonly other: TokenAct;
  /** A retired key still opens the ways out. */
  readonly wayOut?: true;
  readonly postOnly?: true;
}
const at =
  (door: string, rest = '') =>
  (token: string) =>
    `/${door}/${token}${rest}?lang=en`;
const DOORS: readonly Door[] = [
  { door: 'confirm', act: 'confirm', path: at('confirm'), body: '', other: 'subscribe' },
  {
    door: 'again',
    act: 'confirm',
    path: at('confirm', '/again'),
    body: '',
    other: 'decline',
    postOnly: true,
  },
  { door: 'decline', act: 'decline', path: at('decline'), body: '', other: 'confirm', wayOut: true },
  { door: 'subscribe', act: 'subscribe', path: at('subscribe'), body: '', other: 'preferences' },
  {
    door: 'unsubscribe',
    act: 'unsubscribe',
    path: at('unsubscribe'),
    body: 'unsubscribe=yes',
    other: 'confirm',
    wayOut: true,
  },
  { door: 'undo', act: 'undo', path: at('undo'), body: '', other: 'unsubscribe' },
  {
    door: 'preferences',
    act: 'preferences',
    path: at('preferences'),
    body: 'stop=everything',
    other: 'unsubscribe',
    wayOut: true,
  },
  {
    door: 'access',
    act: 'preferences',
    path: at('preferences', '/access'),
    body: '',
    other: 'access',
    postOnly: true,
  },
  { door: 'my-data', act: 'access', path: at('my-data'), body: 'do=erase&sure=yes', other: 'preferences' },
  { door: 'address', act: 'address', path: at('address'), body: '', other: 'access' },
];

const queued = ({ intake, door }: World) => intake.acts.length + door.requests.length;

async function bring(world: World, { path, body, postOnly }: Door, token: string) {
  const got = postOnly === true ? null : await request(world.app).get(path(token));
  const posted = await request(world.app).post(path(token)).send(body);
  return { got, posted };
}

/** The page both ways, and that neither reached the queue or the CRM. */
async function refused(door: Door, token: string, expected: { status: number; kind: NoticeKind }) {
  const world = createWorld();
  const { got, posted } = await bring(world, door, token);
  const title = WORDS.en.notices[expected.kind].title;
  for (const answer of [got, posted]) {
    if (answer === null) continue;
    expect(answer.status).toBe(expected.status);
    expect(answer.text).toContain(`<h1>${title}</h1>`);
  }
  expect([queued(world), world.intake.calls, world.door.asked.length]).toEqual([0, 0, 0]);
}

const NEUTRAL = { status: 404, kind: 'notFound' } as const;

describe.each(DOORS)('the door $door', (door) => {
  const expiredKind: Partial<Record<string, NoticeKind>> = {
    confirm: 'expired',
    undo: 'cannotUndo',
    'my-data': 'dataLinkOver',
  };
  // "Send me a new link" is there for expired links.
  if (door.door !== 'again')
    test('an expired token, when brought, then 410 says so and nothing is queued', () =>
      refused(door, tokenOf('expired', door.act), {
        status: 410,
        kind: expiredKind[door.door] ?? 'expiredForGood',
      }));

  test('a tampered token, when brought, then the neutral page and nothing is queued', () =>
    refused(door, tokenOf('tampered', door.act), NEUTRAL));

  test('a token of alg none, when brought, then the neutral page and nothing is queued', () =>
    refused(door, tokenOf('alg none', door.act), NEUTRAL));

  test('a token of another act, when brought, then the neutral page and nothing is queued', () =>
    refused(door, tokenOf('valid', door.other), NEUTRAL));

  test('a token of another secret, when brought, then the neutral page and nothing is queued', () =>
    refused(door, tokenOf('foreign secret', door.act), NEUTRAL));

  test('a token whose key was rotated out, when brought, then the neutral page and nothing is queued', () =>
    refused(door, tokenOf('unknown kid', door.act), NEUTRAL));

  test('a token of a key that no longer signs, when brought, then its page is shown and its button works', async () => {
    const world = createWorld();
    const next = { kid: 'k3', key: key('n'), withdrawOnly: false };
    const tokens = createTokens({
      tokenSecrets: [next, CURRENT],
      labelSecrets: [],
      now: () => world.clock.at,
    });
    const rotated = createWorld({}, { tokens });
    const { got, posted } = await bring(rotated, door, tokenOf('valid', door.act));
    expect([got?.status ?? 200, posted.status, queued(rotated)]).toEqual([200, 200, 1]);
  });

  test('a token of a withdraw-only key, when brought, then it opens nothing but a way out', async () => {
    const token = tokenOf('withdraw-only', door.act);
    if (door.wayOut !== true) {
      await refused(door, token, NEUTRAL);
      return;
    }
    const world = createWorld();
    const { got, posted } = await bring(world, door, token);
    expect([got?.status, posted.status]).toEqual([200, 200]);
    expect(world.intake.acts.map(({ event }) => event)).toEqual([
      door.door === 'decline' ? 'ConsentRefused' : 'ConsentWithdrawn',
    ]);
    expect(got?.text).not.toContain('/access');
  });
});

describe('a token of another address', () => {
  const rejected = { state: 'rejected', code: 'address_changed' } as const;

  test.each(['confirm', 'subscribe'] as const)(
    'the %s page, when the record has another address by now, then "this link no longer works"',
    async (door) => {
      const world = createWorld();
      world.intake.outcome = rejected;
      const answer = await request(world.app).post(`/${door}/${tokenOf('valid', door)}?lang=en`);
      expect([answer.status, answer.text.includes(WORDS.en.notices.notDone.title)]).toEqual([409, true]);
    },
  );

  test('my data, when no record carries the address any more, then 404, nothing shown and nothing queued', async () => {
    const world = createWorld();
    world.door.view = { kind: 'gone' };
    for (const body of ['do=show', 'do=json', 'do=csv']) {
      const answer = await request(world.app)
        .post(`/my-data/${tokenOf('valid', 'access')}?lang=en`)
        .send(body);
      expect([answer.status, answer.text.includes(WORDS.en.notices.nobody.title)]).toEqual([404, true]);
    }
    expect(queued(world)).toBe(0);
  });

  test('a new address, when its request is another one by now, then "this link no longer works"', async () => {
    const world = createWorld();
    world.intake.outcome = { state: 'rejected', code: 'link_used' };
    const answer = await request(world.app).post(`/address/${tokenOf('valid', 'address')}?lang=en`);
    expect([answer.status, answer.text.includes(WORDS.en.notices.notDone.title)]).toEqual([409, true]);
  });
});

test('a label key, when it signs access or a new address, then neither door opens', async () => {
  for (const [door, act] of [
    ['my-data', 'access'],
    ['address', 'address'],
  ] as const) {
    const world = createWorld();
    const answer = await request(world.app)
      .post(`/${door}/${tokenOf('label', act)}`)
      .send('do=show');
    expect([answer.status, queued(world), world.door.asked.length]).toEqual([404, 0, 0]);
  }
});

test('an access token without an end, when brought, then it opens nothing', async () => {
  const world = createWorld();
  const token = world.tokens.sign({ record: '12x345', act: 'access', fingerprint: 'fp_ABCDEFGHIJKLMNOPQRS' });
  const answer = await request(world.app).post(`/my-data/${token}`).send('do=show');
  expect([answer.status, world.door.asked.length]).toEqual([404, 0]);
});
