import request from 'supertest';
import { createBursts } from '../../../../src/entrypoints/http/click-bursts';
import { CLICK_KINDS } from '../../../../src/entrypoints/http/click-kinds';
import { clickKind } from '../../../../src/entrypoints/http/clicks';
import type { TokenAct } from '../../../../src/flow/ports';
import { createWorld, CURRENT, FINGERPRINT, forge, NOW, RECORD, tokenOf, type World } from './world';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36';
const headers = (agent: string, method = 'GET') => ({
  method,
  get: ((name: string) => (name === 'user-agent' ? agent : undefined)) as Parameters<
    typeof clickKind
  >[0]['get'],
});

describe('a click, when it is classified by what it says of itself', () => {
  test.each([
    ['a browser', BROWSER, 'browser'],
    ['a phone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1', 'browser'],
    ['no name at all', '', 'scanner'],
    ['a crawler', 'Mozilla/5.0 (compatible; bingbot/2.0)', 'scanner'],
    ['a preview', 'WhatsApp/2.23', 'scanner'],
    ['a gateway', 'Mozilla/5.0 Barracuda Sentinel (EE)', 'scanner'],
    ['a program', 'python-requests/2.32', 'scanner'],
    ['a browser without a screen', 'Mozilla/5.0 HeadlessChrome/130.0', 'scanner'],
  ])('%s, then it is told apart', (_, agent, kind) => {
    expect(clickKind(headers(agent))).toBe(kind);
  });

  test('HEAD, then it is head, whoever asks', () => {
    expect(clickKind(headers(BROWSER, 'HEAD'))).toBe('head');
  });
});

const link = (act: TokenAct, round: string, expires?: number) =>
  `/${act}/${forge(CURRENT.key, { alg: 'HS256', kid: CURRENT.kid }, { sub: RECORD, act, adr: FINGERPRINT, rnd: round, ...(expires === undefined ? {} : { exp: expires }) })}`;
const FORTNIGHT = 14 * 86_400_000;
const watchedWorld = () => createWorld({ linkLifetimes: { confirm: FORTNIGHT }, trustProxy: 1 });
const click = (world: World, path: string, from = '203.0.113.1') =>
  request(world.app).get(path).set('User-Agent', BROWSER).set('X-Forwarded-For', from);

describe('a click, when its link says when its mail was sent', () => {
  test.each([
    ['1 second before', 1, 'hasty'],
    ['9 seconds before', 9, 'hasty'],
    ['10 seconds before', 10, 'browser'],
    ['a day before', 86_400, 'browser'],
    ['in the future, by a clock that is off', -60, 'browser'],
  ])('%s, then it is counted so', async (_, seconds, kind) => {
    const world = watchedWorld();
    const sent = NOW - seconds * 1000;
    await click(world, link('confirm', 'round001', (sent + FORTNIGHT) / 1000));
    expect(world.clicks).toEqual([`confirm GET ${kind}`]);
  });

  test('and it is hasty, then the page and the button work all the same', async () => {
    const world = watchedWorld();
    const path = link('confirm', 'round001', (NOW + FORTNIGHT) / 1000);
    expect((await click(world, path)).status).toBe(200);
    const mark = /name="text" value="([\w-]+)"/.exec((await click(world, path)).text)?.[1] ?? '';
    const pressed = await request(world.app)
      .post(path)
      .set('User-Agent', BROWSER)
      .type('form')
      .send({ text: mark });
    expect(pressed.status).toBe(200);
    expect(world.intake.acts).toHaveLength(1);
    expect(world.clicks.at(-1)).toBe('confirm POST hasty');
  });

  test('and it has no end, or is not ours, then nothing is guessed', async () => {
    const world = watchedWorld();
    await click(world, link('unsubscribe', 'round001'));
    await click(world, `/confirm/${tokenOf('foreign secret', 'confirm')}`);
    expect(world.clicks).toEqual(['unsubscribe GET browser', 'confirm GET browser']);
  });
});

describe('a burst', () => {
  const many = async (world: World, from: (index: number) => string) => {
    for (let index = 0; index < 5; index += 1)
      await click(world, link('unsubscribe', `round00${index}`), from(index));
    return world.clicks.map((each) => each.split(' ')[2]);
  };

  test('when one client opens many links within seconds, then from the fourth on it is counted as one', async () => {
    expect(await many(watchedWorld(), () => '203.0.113.1')).toEqual([
      'browser',
      'browser',
      'browser',
      'burst',
      'burst',
    ]);
  });

  test('when the links are opened by different clients, then they are people', async () => {
    expect(await many(watchedWorld(), (index) => `203.0.113.${index}`)).toEqual(Array(5).fill('browser'));
  });

  test('when one person opens one link again and again, then it is none', () => {
    const bursts = createBursts();
    for (let count = 0; count < 20; count += 1)
      expect(bursts.isOne({ client: 'a', link: 'same', now: count })).toBe(false);
  });

  test('when it takes longer than seconds, then it is none', () => {
    const bursts = createBursts();
    for (let count = 0; count < 20; count += 1)
      expect(bursts.isOne({ client: 'a', link: `${count}`, now: count * 4000 })).toBe(false);
  });

  test('when very many clients come, then the oldest are forgotten and not the newest', () => {
    const bursts = createBursts();
    const open = (client: string, link: string) => bursts.isOne({ client, link, now: 0 });
    for (const name of ['1', '2', '3']) open('old', name);
    for (let count = 0; count < 10_000; count += 1) open(`client ${count}`, '1');
    expect(open('old', '4')).toBe(false);
    for (const name of ['2', '3']) open('client 9999', name);
    expect(open('client 9999', '4')).toBe(true);
  });
});

test('clicks of every kind, when links are opened by GET and HEAD, then nothing is ever queued', async () => {
  const world = watchedWorld();
  for (const act of ['confirm', 'decline', 'subscribe', 'unsubscribe', 'preferences'] as const)
    for (const agent of ['', 'curl/8', BROWSER]) {
      const path = `/${act}/${tokenOf('valid', act)}`;
      await request(world.app).get(path).set('User-Agent', agent);
      await request(world.app).head(path).set('User-Agent', agent);
    }
  expect(world.intake.calls).toBe(0);
  expect(world.door.requests).toEqual([]);
  const seen = new Set(world.clicks.map((each) => each.split(' ')[2]));
  for (const kind of seen) expect(CLICK_KINDS).toContain(kind);
  expect(seen).toEqual(new Set(['scanner', 'head', 'browser', 'burst']));
});
