import { randomBytes } from 'node:crypto';
import { createServer, get } from 'node:http';
import request from 'supertest';
import { createSeals } from '../../../../src/adapters/seals/seals';
import { LANGUAGES } from '../../../../src/consent/event';
import { WORDS } from '../../../../src/entrypoints/http/views/dictionary';
import { createWorld, EVENT_ID, key, TEXTS, tokenOf } from './world';

const press = (door: 'confirm' | 'subscribe', language: string, world = createWorld()) =>
  request(world.app).post(`/${door}/${tokenOf('valid', door)}?lang=${language}`);

function savedFile(html: string): unknown {
  const [, content = '', name = ''] =
    /href="data:application\/json;charset=utf-8,([^"]+)" download="([^"]+)"/.exec(html) ?? [];
  expect(name).toBe('consent-2026-11-24.json');
  const json: unknown = JSON.parse(decodeURIComponent(content.replaceAll('&#39;', "'")));
  return json;
}

describe('the receipt', () => {
  test.each([
    ['confirm', 'ConsentConfirmed'],
    ['subscribe', 'ConsentSubscribed'],
  ] as const)(
    'the %s page, when pressed, then it shows what was agreed to, and to whom',
    async (door, event) => {
      const { text } = await press(door, 'en');
      const words = WORDS.en.person.receipt;
      expect(text).toContain(`<h2>${words.heading}</h2>`);
      expect(text).toContain('<time datetime="2026-11-24T10:00:00.000Z">24 November 2026');
      expect(text).toContain(`<dt>${words.controller}</dt><dd>Bakkerij Zon B.V.</dd>`);
      expect(text).toContain(`<dt>${words.privacy}</dt><dd>https://example.org/privacy</dd>`);
      expect(text).toContain(`<dt>${words.number}</dt><dd>${EVENT_ID}</dd>`);
      expect(text).toContain(`<blockquote lang="en">${TEXTS.en}</blockquote>`);
      const seals = createSeals({ addressKey: key('a'), sealSecrets: [{ kid: 's1', key: key('s') }] });
      expect(savedFile(text)).toEqual({
        schema: 'consent-bridge/receipt-1',
        event_id: EVENT_ID,
        event,
        event_state: 'given',
        occurred_at: '2026-11-24T10:00:00.000Z',
        lawful_basis: 'consent',
        consent_text: TEXTS.en,
        // The same as in the evidence on the record: each can be held against the other.
        consent_text_hash: seals.textHash(TEXTS.en),
        consent_text_language: 'en',
        privacy_notice: 'https://example.org/privacy',
        controller: 'Bakkerij Zon B.V.',
        purpose: 'e-mail newsletter',
      });
    },
  );

  test.each(LANGUAGES)(
    'the receipt in %s, when there is no text in it, then the text keeps its own',
    async (language) => {
      const { text } = await press('confirm', language);
      const own = language === 'en' ? 'en' : 'nl';
      expect(text).toContain(`<blockquote lang="${own}">${TEXTS[own]}</blockquote>`);
      expect(text).toContain(WORDS[language].person.receipt.heading);
      expect(savedFile(text)).toMatchObject({ consent_text: TEXTS[own], consent_text_language: own });
    },
  );

  test.each([
    ['confirm', { state: 'pending' }],
    ['confirm', { state: 'rejected', code: 'expired' }],
  ] as const)('the %s page, when its act ended %j, then there is no receipt', async (door, outcome) => {
    const world = createWorld();
    world.intake.outcome = outcome;
    expect((await press(door, 'en', world)).text).not.toContain('download=');
  });

  test('a withdrawal or refusal, when done, then there is no receipt of consent', async () => {
    for (const [door, body] of [
      ['decline', ''],
      ['unsubscribe', 'unsubscribe=yes'],
      ['preferences', 'stop=everything'],
    ] as const) {
      const { text } = await request(createWorld().app)
        .post(`/${door}/${tokenOf('valid', door)}`)
        .send(body);
      expect(text).not.toContain('class="receipt"');
    }
  });
});

test('the largest logo, when inlined, then a page is below 30 KB on the wire', async () => {
  // Random bytes: what PNG and JPEG hold cannot be pressed further either.
  const logo = { type: 'image/png', bytes: randomBytes(20 * 1024) };
  const { app } = createWorld({ brand: { name: 'Bakkerij Zon', color: '#0b6e4f', logo } });
  const server = createServer((...exchange) => void app(...exchange));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  const received = await new Promise<number>((resolve, reject) => {
    const options = {
      port,
      path: `/confirm/${tokenOf('valid', 'confirm')}`,
      headers: { 'accept-encoding': 'gzip' },
    };
    get(options, (response) => {
      let size = 0;
      response.on('data', (part: Buffer) => (size += part.length));
      response.on('end', () => resolve(size));
    }).on('error', reject);
  });
  server.close();
  expect(received).toBeGreaterThan(20 * 1024);
  expect(received).toBeLessThan(30 * 1024);
});
