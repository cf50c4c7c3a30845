import { createHash } from 'node:crypto';
import request from 'supertest';
import { LANGUAGES } from '../../../../src/consent/event';
import { contrast } from '../../../../src/config/contrast';
import { paletteFor } from '../../../../src/entrypoints/http/views/colors';
import { WORDS } from '../../../../src/entrypoints/http/views/dictionary';
import { createWorld, tokenOf } from './world';

const DOORS = ['confirm', 'decline', 'subscribe', 'unsubscribe', 'undo', 'preferences'] as const;
const PATHS: [string, 'get' | 'post', string][] = [
  ...DOORS.map(
    (door) => [`${door} question`, 'get', `/${door}/${tokenOf('valid', door)}`] as [string, 'get', string],
  ),
  ...DOORS.map(
    (door) => [`${door} answer`, 'post', `/${door}/${tokenOf('valid', door)}`] as [string, 'post', string],
  ),
  ['expired', 'get', `/confirm/${tokenOf('expired', 'confirm')}`],
  ['foreign token', 'get', `/confirm/${tokenOf('garbage', 'confirm')}`],
  ['again', 'post', `/confirm/${tokenOf('valid', 'confirm')}/again`],
  ['wrong method', 'get', `/confirm/${tokenOf('valid', 'confirm')}/again`],
  ['unknown path', 'get', '/wp-login.php'],
  ['root', 'get', '/'],
  ['malformed escape', 'get', '/confirm/%E0%A4%A'],
];

describe('every page', () => {
  test.each(PATHS)(
    'the page "%s", when sent, then it is closed to others and fetches nothing',
    async (...row) => {
      const [, method, path] = row;
      const { headers, text } = await request(createWorld().app)
        [method](path)
        .send('unsubscribe=yes&stop=everything');
      const style = /<style>([^]*)<\/style>/.exec(text)?.[1] ?? '';
      const hash = createHash('sha256').update(style).digest('base64');
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'strict-transport-security': 'max-age=31536000',
        'content-language': 'nl',
        'content-security-policy': `default-src 'none';style-src 'sha256-${hash}';img-src data:;form-action 'self';frame-ancestors 'none';base-uri 'none'`,
      });
      for (const absent of ['set-cookie', 'etag', 'x-powered-by', 'location', 'access-control-allow-origin'])
        expect(headers).not.toHaveProperty(absent);
      expect(text).not.toMatch(/<script|<link rel="stylesheet|<iframe|@import|url\(|\son\w+=|\sstyle=/i);
      // One button; "preferences" has a second, plain one for a fresh link.
      expect(text.match(/<button type="submit">/g)?.length ?? 0).toBeLessThanOrEqual(1);
      expect(text.match(/<button/g)?.length ?? 0).toBeLessThanOrEqual(
        path.startsWith('/preferences') ? 2 : 1,
      );
      expect(text.match(/<h1/g)).toHaveLength(1);
      expect(Buffer.byteLength(text)).toBeLessThan(30 * 1024);
    },
  );

  test('a page, when PUBLIC_URL is plain http, then HSTS is not sent', async () => {
    const { app } = createWorld({ publicUrl: 'http://127.0.0.1:3000' });
    expect((await request(app).get('/')).headers).not.toHaveProperty('strict-transport-security');
  });

  test('the pages, when the token is bad for different reasons, then they are the same to the byte', async () => {
    const { app } = createWorld();
    const kinds = ['tampered', 'alg none', 'foreign secret', 'garbage', 'withdraw-only'] as const;
    const texts = [];
    for (const kind of kinds)
      texts.push((await request(app).get(`/confirm/${tokenOf(kind, 'confirm')}`)).text);
    texts.push((await request(app).get(`/confirm/${tokenOf('valid', 'decline')}`)).text);
    expect(new Set(texts).size).toBe(1);
  });

  test('values of the admin, when they hold markup, then they are shown and not run', async () => {
    const nasty = `<script>alert('1')</script>"&`;
    const { app } = createWorld({
      brand: { name: nasty, color: '#0b6e4f' },
      controller: nasty,
      privacyUrl: 'https://example.org/?a=1&b="2"',
      consentTexts: { nl: nasty },
    });
    const { text } = await request(app).get(`/confirm/${tokenOf('valid', 'confirm')}`);
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;');
    expect(text).toContain('href="https://example.org/?a=1&amp;b=&quot;2&quot;"');
  });

  test('the consent text, when shown, then it stands there exactly, in its own language', async () => {
    const { app, deps } = createWorld();
    const { text } = await request(app).get(`/confirm/${tokenOf('valid', 'confirm')}?lang=de`);
    expect(text).toContain(`<blockquote lang="nl">${deps.settings.consentTexts.nl}</blockquote>`);
  });

  test('the logo, when there is one, then it is inlined and named', async () => {
    const { app } = createWorld({
      brand: {
        name: 'Bakkerij Zon',
        color: '#0b6e4f',
        logo: { type: 'image/png', bytes: Buffer.from('png') },
      },
    });
    const { text } = await request(app).get('/');
    expect(text).toContain('<img src="data:image/png;base64,cG5n" alt="Bakkerij Zon">');
  });

  test('the confirm page, when shown, then "this was not me" leads to a page that refuses', async () => {
    for (const kind of ['valid', 'label'] as const) {
      const world = createWorld();
      const page = await request(world.app).get(`/confirm/${tokenOf(kind, 'confirm')}?lang=en`);
      const [, href = ''] = /class="quiet"><a href="([^"]+)">This was not me</.exec(page.text) ?? [];
      const decline = await request(world.app).get(href);
      expect([decline.status, decline.text.includes('lang="en"')]).toEqual([200, true]);
      await request(world.app).post(href);
      expect(world.intake.acts).toMatchObject([{ event: 'ConsentRefused', notMe: true }]);
    }
  });
});

describe('the language', () => {
  const path = `/unsubscribe/${tokenOf('valid', 'unsubscribe')}`;
  test.each([
    ['?lang=fr', 'de', 'fr'],
    ['?lang=xx', 'de', 'de'],
    ['?lang=fr&lang=en', 'de', 'de'],
    ['?lang[]=fr', 'de', 'de'],
    ['', 'de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['', 'es,en;q=0.5', 'en'],
    ['', 'es', 'nl'],
    ['', '*', 'nl'],
    ['', '', 'nl'],
  ])(
    'the page, when the link says "%s" and the browser "%s", then it is %s',
    async (query, accept, language) => {
      const { app } = createWorld();
      const { text, headers } = await request(app)
        .get(path + query)
        .set('Accept-Language', accept);
      expect(text).toContain(`<html lang="${language}">`);
      expect(headers['content-language']).toBe(language);
    },
  );

  test.each(LANGUAGES)(
    'the %s page, when its button is pressed, then the answer is in the same language',
    async (language) => {
      const { app } = createWorld();
      const { text } = await request(app).get(`${path}?lang=${language}`).set('Accept-Language', 'es');
      const action = /action="([^"]+)"/.exec(text)?.[1] ?? '';
      const answer = await request(app).post(action).send('unsubscribe=yes').set('Accept-Language', 'es');
      expect(answer.text).toContain(WORDS[language].notices.unsubscribed.title);
      for (const other of LANGUAGES) expect(text).toContain(`href="?lang=${other}" lang="${other}"`);
      expect(text.match(/aria-current="true"/g)).toHaveLength(1);
    },
  );
});

describe('a path in PUBLIC_URL', () => {
  test('the pages, when PUBLIC_URL has a path, then they, their forms and their links stand below it', async () => {
    const world = createWorld({ publicUrl: 'https://example.org/consent' });
    world.intake.outcome = { state: 'applied', undoable: true };
    const { text } = await request(world.app).get(`/consent/unsubscribe/${tokenOf('valid', 'unsubscribe')}`);
    const action = /action="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(action).toMatch(/^\/consent\/unsubscribe\//);
    const answer = await request(world.app).post(action).send('unsubscribe=yes');
    const undo = /class="quiet"><a href="([^"]+)"/.exec(answer.text)?.[1] ?? '';
    expect(undo).toMatch(/^\/consent\/undo\//);
    expect((await request(world.app).post(undo)).status).toBe(200);
    expect(world.intake.acts.map(({ event }) => event)).toEqual(['ConsentWithdrawn', 'WithdrawalUndone']);
    expect((await request(world.app).get('/consent/healthz')).status).toBe(200);
    expect((await request(world.app).get('/healthz')).body).toEqual({ status: 'ok', version: '9.9.9' });
  });
});

describe('the log', () => {
  test('any request, when logged, then its route is a pattern and nothing of the request is there', async () => {
    const world = createWorld();
    const token = tokenOf('valid', 'confirm');
    const secrets = [
      token,
      'jan@example.org',
      'jan%40example.org',
      'X-Secret-Agent',
      '203.0.113.9',
      'wp-login',
    ];
    const headers = {
      'User-Agent': 'X-Secret-Agent',
      'X-Request-Id': 'jan@example.org',
      'X-Forwarded-For': '203.0.113.9',
    };
    const { app } = world;
    await request(app).get(`/confirm/${token}?email=jan@example.org`).set(headers);
    await request(app).post(`/confirm/${token}/again`).set(headers).send('email=jan@example.org');
    await request(app).post(`/unsubscribe/jan%40example.org`).set(headers).send('x'.repeat(2000));
    await request(app).get(`/wp-login/jan@example.org/${token}`).set(headers);
    await request(app).get('/confirm/%E0%A4%A').set(headers);
    await request(app).get('/healthz').set(headers);
    await request(app).get('/webhooks/vtiger/jan@example.org').set(headers);
    await request(app).post('/webhooks/vtiger').set(headers).send({ email: 'jan@example.org' });
    const logged = JSON.stringify(world.lines);
    for (const secret of secrets) expect(logged).not.toContain(secret);
    expect(logged).not.toContain(token.split('.')[1]);
    const lines = world.lines.filter(({ message }) => message === 'request').map(({ fields }) => fields);
    expect(lines.map(({ method, route, status }) => `${method} ${route} ${status}`)).toEqual([
      'GET /confirm/:token 200',
      'POST /confirm/:token/again 200',
      'POST /unsubscribe/:token 413',
      'GET other 404',
      'GET /confirm/:token 404',
      'GET /healthz 200',
      'GET /webhooks/vtiger/:id 401',
      'POST /webhooks/vtiger 401',
    ]);
    for (const { requestId, ms } of lines) {
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(Number(ms)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('clicks', () => {
  test.each([
    ['get', 'Mozilla/5.0 (iPhone)', 'confirm GET browser'],
    ['get', 'Mozilla/5.0 (compatible; bingbot/2.0)', 'confirm GET scanner'],
    ['get', 'curl/8.1', 'confirm GET scanner'],
    ['get', '', 'confirm GET scanner'],
    ['head', 'Mozilla/5.0 (iPhone)', 'confirm HEAD head'],
    ['post', 'Mozilla/5.0 (iPhone)', 'confirm POST browser'],
  ] as const)('a %s, when it comes from "%s", then it counts as "%s"', async (method, agent, click) => {
    const world = createWorld();
    await request(world.app)
      [method](`/confirm/${tokenOf('valid', 'confirm')}`)
      .set('User-Agent', agent);
    expect(world.clicks).toEqual([click]);
  });
});

describe('colours', () => {
  const brands = ['#0b6e4f', '#ffd400', '#ffffff', '#000000', '#808080', '#e4002b', '#00aeef', '#767676'];
  test.each(brands)(
    'the brand colour %s, when used on light and dark pages, then everything can be read',
    (brand) => {
      for (const background of ['#ffffff', '#1d1f23', '#f3f2ee', '#121316']) {
        const { fill, onFill, ink } = paletteFor(brand, background);
        expect(contrast(onFill, fill)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(fill, background)).toBeGreaterThanOrEqual(3);
        expect(contrast(ink, background)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  test('a brand colour, when it can be read as it is, then it is not changed', () => {
    expect(paletteFor('#0b6e4f', '#ffffff')).toEqual({ fill: '#0b6e4f', onFill: '#ffffff', ink: '#0b6e4f' });
  });

  test('contrast, when taken of black and white, then it is 21, and 1 of a colour with itself', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#0b6e4f', '#0b6e4f')).toBe(1);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  test('a colour, when it is none, is refused', () => {
    expect(() => paletteFor('green', '#ffffff')).toThrow('#rrggbb');
  });
});
