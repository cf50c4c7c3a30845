import request from 'supertest';
import { PROOF_SCRIPT, PROOF_SCRIPT_SOURCE } from '../../../../src/entrypoints/http/signup/proof-script';
import { createSignupWorld, openForm, send } from './signup-page';
import { createWorld, NOW, TEXTS } from './world';

const LANGUAGES = ['nl', 'en', 'de', 'fr'] as const;
const TITLE = {
  nl: 'Meld u aan voor de nieuwsbrief van Bakkerij Zon',
  en: 'Sign up for the newsletter of Bakkerij Zon',
  de: 'Melden Sie sich für den Newsletter von Bakkerij Zon an',
  fr: 'Inscrivez-vous à la newsletter de Bakkerij Zon',
};
const TOPICS = ['Recepten', 'Acties & meer'];
const unescaped = (html: string) =>
  html.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');

test('where a sign-up came from, when evidence of the network is kept, then it goes with it; else it does not', async () => {
  const kept = createSignupWorld({ settings: { evidenceNetwork: 'truncated', trustProxy: 1 } });
  await send(kept, {}, '203.0.113.77');
  expect(kept.door.networks).toEqual([{ ip: '203.0.113.0', userAgent: expect.any(String) as string }]);
  const off = createSignupWorld({ settings: { trustProxy: 1 } });
  await send(off, {}, '203.0.113.77');
  expect(off.door.requests).toHaveLength(1);
  expect(off.door.networks).toEqual([]);
});

describe('the sign-up page, when it is opened', () => {
  test.each(LANGUAGES)(
    'in %s, then it is the form, with the consent text and nothing ticked',
    async (lang) => {
      const world = createSignupWorld({ topics: TOPICS });
      const { page } = await openForm(world, lang);
      expect(page.status).toBe(200);
      const html = unescaped(page.text);
      expect(html).toContain(`<h1>${TITLE[lang]}</h1>`);
      expect(html).toContain(lang === 'en' ? TEXTS.en : TEXTS.nl);
      for (const topic of TOPICS) expect(html).toContain(`<span>${topic}</span>`);
      expect(page.text.match(/type="checkbox"/g)).toHaveLength(3);
      expect(page.text).not.toMatch(/<input[^>]*\bchecked\b/);
      expect(page.text).toContain('href="https://example.org/privacy"');
      expect(page.text).not.toMatch(/\{\w+\}|undefined/);
    },
  );

  test('then it is one small document whose only script is ours, named by its hash, and sets no cookie', async () => {
    const { page } = await openForm(createSignupWorld({ topics: TOPICS }));
    expect(Buffer.byteLength(page.text)).toBeLessThan(30_000);
    expect(PROOF_SCRIPT.length).toBeLessThan(1500);
    expect(page.text.match(/<script>/g)).toHaveLength(1);
    expect(page.text).not.toMatch(/\ssrc="http|<link[^>]*href="http/);
    expect(page.headers['content-security-policy']).toContain(`;script-src ${PROOF_SCRIPT_SOURCE}`);
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.headers['cache-control']).toBe('no-store');
  });

  test('and no other page is, then no other page may run a script', async () => {
    const world = createSignupWorld();
    const answers = [await request(world.app).get('/nothing'), await send(world)];
    for (const answer of answers) {
      expect(answer.headers['content-security-policy']).not.toContain('script-src');
      expect(answer.text).not.toContain('<script');
    }
  });

  test('by HEAD and OPTIONS, then nothing is queued; by PUT, then 405', async () => {
    const world = createSignupWorld();
    expect((await request(world.app).head('/signup')).status).toBe(200);
    const options = await request(world.app).options('/signup');
    expect([options.status, options.headers['allow']]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
    expect((await request(world.app).put('/signup')).status).toBe(405);
    expect(world.door.requests).toEqual([]);
  });

  test('and SIGNUP=off, then there is nothing', async () => {
    const world = createWorld();
    expect((await request(world.app).get('/signup')).status).toBe(404);
    expect((await request(world.app).post('/signup').type('form').send('lastname=A')).status).toBe(404);
    expect(world.door.requests).toEqual([]);
  });

  test('and there are no topics, then none are asked for', async () => {
    const { page } = await openForm(createSignupWorld(), 'en');
    expect(page.text).not.toContain('<fieldset');
  });
});

describe('a sign-up, when everything is filled in', () => {
  test('then it is queued with exactly what was shown, and the person is told to look in their mail', async () => {
    const world = createSignupWorld({ topics: TOPICS });
    const answer = await send(world, { lang: 'en', topics: ['Acties & meer'], email: ' Ann@Example.ORG ' });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Now look in your mail');
    expect(world.door.requests).toEqual([
      {
        request: {
          kind: 'sign-up',
          shown: { text: TEXTS.en, language: 'en', policyUrl: 'https://example.org/privacy' },
          topics: ['Acties & meer'],
          source: 'Sign-up page',
          language: 'en',
          occurredAt: NOW,
        },
        content: { firstname: 'Ann', lastname: 'Jansen', email: 'Ann@Example.ORG' },
      },
    ]);
  });

  test('in a language without a text of its own, then the text is that of the default language', async () => {
    const world = createSignupWorld();
    await send(world, { lang: 'fr' });
    expect(world.door.requests[0]?.request).toMatchObject({
      language: 'fr',
      shown: { text: TEXTS.nl, language: 'nl' },
    });
  });

  test('without a first name, then that is fine', async () => {
    const world = createSignupWorld();
    expect((await send(world, { firstname: '' })).status).toBe(200);
    expect(world.door.requests[0]?.content).toMatchObject({ firstname: '' });
  });

  test('then nothing of it is logged', async () => {
    const world = createSignupWorld();
    await send(world);
    const log = JSON.stringify(world.lines);
    expect(log).not.toMatch(/Jansen|ann@example/i);
    expect(log).toContain('/signup');
  });

  test('and the queue is away, then 503, the form with what was typed, and no promise', async () => {
    const world = createSignupWorld();
    world.door.down = true;
    const answer = await send(world, { lang: 'en' });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.text).toContain('value="ann@example.org"');
    expect(answer.text).not.toContain('look in your mail');
  });
});

const WRONG = [
  ['no last name', { lastname: '' }, 'Fill in your last name.'],
  ['only spaces as last name', { lastname: '  ' }, 'Fill in your last name.'],
  ['a last name that is too long', { lastname: 'a'.repeat(81) }, 'too long'],
  ['a first name that is too long', { firstname: 'a'.repeat(41) }, 'too long'],
  ['a link as name', { lastname: 'Win at https://evil.example' }, 'plain letters'],
  ['a link without scheme as name', { firstname: 'www.evil.example' }, 'plain letters'],
  ['markup as name', { lastname: '<b>A</b>' }, 'plain letters'],
  ['an entity as name', { lastname: 'A&lt;b' }, 'plain letters'],
  ['an emoji as name', { lastname: 'Jansen 🎉' }, 'plain letters'],
  ['a line break in a name', { lastname: 'A\nB' }, 'plain letters'],
  ['no address', { email: '' }, 'Fill in your e-mail address.'],
  ['half an address', { email: 'ann@' }, 'not an e-mail address'],
  ['two addresses', { email: 'a@example.org,b@example.org' }, 'not an e-mail address'],
  [
    'an address longer than the CRM holds',
    { email: `${'a'.repeat(60)}@${'b'.repeat(50)}.example` },
    'not an e-mail',
  ],
  ['no topic', { topics: [] }, 'Choose at least one topic.'],
  ['a topic that is not offered', { topics: ['Recepten', 'Andere'] }, 'The topics have changed.'],
  ['the box not ticked', { agree: '' }, 'Without your yes we send you nothing.'],
  ['the box with another value', { agree: 'no' }, 'Without your yes we send you nothing.'],
  ['another text than shown now', { text: 'AAAAAAAAAAAA' }, 'The text above has changed.'],
  ['no text at all', { text: '' }, 'The text above has changed.'],
] as const;

describe('a sign-up, when something is wrong', () => {
  test.each(WRONG)(
    '%s, then the form comes back saying so, and nothing is queued',
    async (_, filled, sentence) => {
      const world = createSignupWorld({ topics: TOPICS });
      const answer = await send(world, { lang: 'en', topics: ['Recepten'], ...filled });
      expect(answer.status).toBe(422);
      const html = unescaped(answer.text);
      expect(html).toContain(sentence);
      expect(html).toContain('Nothing was sent.');
      const described = /aria-describedby="([\w ]+)" aria-invalid="true"/.exec(html)?.[1] ?? '';
      const told = described.split(' ').map((id) => new RegExp(`id="${id}">([^<]*)<`).exec(html)?.[1] ?? '');
      expect(told.join(' ')).toContain(sentence);
      expect(world.door.requests).toEqual([]);
    },
  );

  test('then what was typed and chosen is kept, escaped, and the form can be sent again', async () => {
    const world = createSignupWorld({ topics: TOPICS });
    const answer = await send(world, {
      firstname: 'Ann "A"',
      lastname: '',
      email: "o'neil@example.org",
      topics: ['Acties & meer'],
    });
    expect(answer.text).toContain('value="Ann &quot;A&quot;"');
    expect(unescaped(answer.text)).toContain(`value="o'neil@example.org"`);
    expect(unescaped(answer.text)).toMatch(/value="Acties & meer" checked/);
    expect(answer.text).toMatch(/name="agree" value="yes" checked/);
    expect(answer.headers['content-security-policy']).toContain(PROOF_SCRIPT_SOURCE);
    expect(answer.text).toContain('data-challenge="');
  });

  test('and the text has changed since, then the box comes back unticked', async () => {
    const answer = await send(createSignupWorld(), { text: 'AAAAAAAAAAAA' });
    expect(answer.text).not.toMatch(/<input[^>]*\bchecked\b/);
  });

  test.each([
    ['JSON', 'application/json', '{"lastname":"A"}', 422],
    ['multipart', 'multipart/form-data; boundary=x', '--x--', 422],
    ['no body', 'application/x-www-form-urlencoded', '', 422],
    ['a body of 20 KB', 'application/x-www-form-urlencoded', `lastname=${'a'.repeat(20_000)}`, 413],
  ])('%s, then it is %s that is turned away and nothing is queued', async (_, type, body, status) => {
    const world = createSignupWorld();
    const answer = await request(world.app).post('/signup').set('Content-Type', type).send(body);
    expect(answer.status).toBe(status);
    expect(world.door.requests).toEqual([]);
  });
});

describe('the field that no person sees', () => {
  test('when it is filled in, then the answer is the same, nothing is queued, and it is counted', async () => {
    const world = createSignupWorld();
    const human = await send(world);
    const program = await send(world, { website: 'https://evil.example', email: 'x@example.org' });
    expect([program.status, program.text]).toEqual([200, human.text]);
    expect(world.door.requests).toHaveLength(1);
    expect(world.clicks.filter((click) => click === 'signup POST trap')).toHaveLength(1);
  });

  test('when the page is read aloud or tabbed through, then it is not there', async () => {
    const { page } = await openForm(createSignupWorld());
    expect(page.text).toMatch(
      /<div class="unseen" aria-hidden="true"><label>[^<]+<input type="text" name="website" tabindex="-1" autocomplete="off">/,
    );
  });
});
