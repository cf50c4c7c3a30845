import request from 'supertest';
import { Failure } from '../../../../src/flow/failure';
import { asCsv, asJson } from '../../../../src/flow/person/download';
import { WORDS } from '../../../../src/entrypoints/http/views/dictionary';
import type { NoticeKind } from '../../../../src/entrypoints/http/views/words';
import type { MyDataView } from '../../../../src/flow/person-door';
import type { Outcome } from '../../../../src/flow/ports';
import { MY_DATA, TOPICS } from './my-data-sample';
import { createWorld, FINGERPRINT, NOW, RECORD, ROUND8, TEXTS, tokenOf, type World } from './world';

const TOKEN = tokenOf('valid', 'access');
const WHO = { record: RECORD, fingerprint: FINGERPRINT, language: 'en', occurredAt: NOW, round8: ROUND8 };
const title = (kind: NoticeKind) => `<h1>${WORDS.en.notices[kind].title}</h1>`;
const post = (world: World, body: string) => request(world.app).post(`/my-data/${TOKEN}?lang=en`).send(body);

function worldWith(view: MyDataView = { kind: 'shown', data: MY_DATA }, outcome?: Outcome): World {
  const world = createWorld();
  world.door.offered = TOPICS;
  world.door.view = view;
  if (outcome !== undefined) world.intake.outcome = outcome;
  return world;
}

/** The hidden fields of the form whose button does `doing`, as a browser would send them. */
function hiddenOf(html: string, doing: string): URLSearchParams {
  const form = html.split('<form').find((each) => each.includes(`name="do" value="${doing}"`)) ?? '';
  const fields = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return new URLSearchParams(
    fields.map(([, name = '', value = '']): [string, string] => [name, plain(value)]),
  );
}
const plain = (html: string) =>
  html.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'");

describe('/my-data', () => {
  const ask = (world: World, email: string) =>
    request(world.app).post('/my-data?lang=en').type('form').send({ email });

  test.each([
    ['jan.jansen@example.org', 'jan.jansen@example.org'],
    ['  Jan.Jansen@EXAMPLE.org ', 'jan.jansen@example.org'],
    ['jan@bücher.example', 'jan@xn--bcher-kva.example'],
  ])('the address "%s", when typed, then a link for %s is asked for', async (typed, email) => {
    const world = worldWith();
    const answer = await ask(world, typed);
    expect([answer.status, answer.text.includes(title('linkMailed'))]).toEqual([200, true]);
    expect(answer.text).not.toContain('jansen');
    const asked = { kind: 'link-typed', occurredAt: NOW, language: 'en' };
    expect(world.door.requests).toEqual([{ request: asked, content: { email } }]);
    expect([world.intake.calls, world.door.asked]).toEqual([0, []]);
  });

  test.each([
    '',
    'jan',
    'jan@',
    '@example.org',
    'jan@localhost',
    'jan@example.org, mia@example.org',
    '<b>"@x.y',
  ])(
    'what is no address, when "%s" is typed, then the form says so, keeps it, and nothing is queued',
    async (typed) => {
      const world = worldWith();
      const answer = await ask(world, typed);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(WORDS.en.person.email.invalid);
      expect(answer.text).toMatch(/aria-describedby="f1e" aria-invalid="true"/);
      expect(plain(/ value="([^"]*)"/.exec(answer.text)?.[1] ?? '').replaceAll('&quot;', '"')).toBe(typed);
      expect(world.door.requests).toEqual([]);
    },
  );

  test('one address, when asked for too often from anywhere, then 429 and another address gets through', async () => {
    const world = createWorld({ rateLimitToken: { limit: 2, windowMs: 60_000 } });
    const statuses = [];
    for (const email of ['jan@example.org', 'JAN@example.org', 'jan@example.org', 'mia@example.org'])
      statuses.push((await ask(world, email)).status);
    expect(statuses).toEqual([200, 200, 429, 200]);
    expect(world.door.requests).toHaveLength(3);
  });

  test('the request, when it cannot be stored, then 503 with the form as it was filled in', async () => {
    const world = worldWith();
    world.door.down = true;
    const answer = await ask(world, 'jan@example.org');
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '30']);
    expect(answer.text).toContain('value="jan@example.org"');
  });

  test('a body beyond 1 KiB, when posted, then 413 and nothing is queued', async () => {
    const world = worldWith();
    expect((await ask(world, 'x'.repeat(1100))).status).toBe(413);
    expect(world.door.requests).toEqual([]);
  });
});

describe('/my-data/:token', () => {
  test('the page, when got or headed, then it shows one button, nothing personal, and asks the CRM nothing', async () => {
    const world = worldWith();
    const page = await request(world.app).get(`/my-data/${TOKEN}?lang=en`);
    await request(world.app).head(`/my-data/${TOKEN}?lang=en`);
    expect(page.status).toBe(200);
    expect(page.text.match(/<button/g)).toHaveLength(1);
    expect(page.text).not.toMatch(/jansen/i);
    expect([world.door.asked, world.door.requests, world.intake.calls]).toEqual([[], [], 0]);
  });

  test.each(['', 'do=', 'do=other', 'x=1'])(
    'a POST, when its body is "%s", then the question is shown and nothing is read',
    async (body) => {
      const world = worldWith();
      const answer = await post(world, body);
      expect([answer.status, answer.text.includes(WORDS.en.questions.showData.title)]).toEqual([200, true]);
      expect([world.door.asked, world.door.requests, world.intake.calls]).toEqual([[], [], 0]);
    },
  );

  test('"show my data", when pressed, then every value is there in words, escaped, under names of ours', async () => {
    const world = worldWith();
    const { status, text } = await post(world, 'do=show');
    expect(status).toBe(200);
    expect(world.door.asked).toEqual([
      { record: RECORD, fingerprint: FINGERPRINT, language: 'en', round8: ROUND8 },
    ]);
    const read = plain(text);
    for (const { fields } of MY_DATA.records)
      for (const { value } of fields) expect(read).toContain(value === '' ? '<dl>' : `<dd>${value}</dd>`);
    expect(text).toContain('<dt>Last name</dt>');
    expect(text).toContain('<dt>Lievelingskleur</dt>');
    expect(text).not.toContain('Label of');
    expect(text).not.toContain('<b>');
    expect(text).not.toContain('<dd></dd>');
    expect(text).toContain('<dt>Notes of our staff</dt><dd>5</dd>');
    expect(text).toContain(`<dt>Documents</dt><dd>${WORDS.en.person.myData.related.unseen}</dd>`);
    expect(text).not.toContain('<dt>Quotes</dt>');
    expect(text).toContain('You said yes with the link in our e-mail');
    expect(text.match(/Ja, stuur mij de nieuwsbrief\.</g)).toHaveLength(1);
    expect(Buffer.byteLength(text)).toBeLessThan(30 * 1024);
  });

  test('the boxes, when shown, then they are ticked as the record says; an empty field of a mailable record is all', async () => {
    const ticked = async (data: Partial<typeof MY_DATA>) => {
      const { text } = await post(worldWith({ kind: 'shown', data: { ...MY_DATA, ...data } }), 'do=show');
      return [...text.matchAll(/name="topics" value="([^"]+)" checked/g)].map(([, value]) =>
        plain(value ?? ''),
      );
    };
    expect(await ticked({})).toEqual(['Recepten']);
    expect(await ticked({ topics: [] })).toEqual(TOPICS);
    expect(await ticked({ status: 'Unsubscribed' })).toEqual([]);
    expect(await ticked({ status: 'Blacklisted' })).toEqual([]);
    expect(await ticked({ status: 'something new' })).toEqual([]);
  });

  test('a barred address, when shown, then no choice is offered', async () => {
    const { text } = await post(
      worldWith({ kind: 'shown', data: { ...MY_DATA, status: 'Blacklisted' } }),
      'do=show',
    );
    expect(text).not.toContain('name="topics"');
    expect(text).toContain(WORDS.en.person.myData.status.Blacklisted);
  });

  test('the CRM, when away, then 503, the same button again, and nothing lost', async () => {
    for (const body of ['do=show', 'do=json', 'do=csv']) {
      const world = worldWith();
      world.door.failure = new Failure('no answer for jan.jansen@example.org', {
        code: 'crm_unreachable',
        stage: 'crm',
        retryable: true,
      });
      const answer = await post(world, body);
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '30']);
      expect(answer.text).toContain(title('dataAway'));
      world.door.failure = null;
      expect((await post(world, hiddenOf(answer.text, 'show').toString())).status).toBe(200);
      expect(JSON.stringify(world.lines)).toContain('crm_unreachable');
      expect(JSON.stringify(world.lines)).not.toContain('jansen');
    }
  });

  test('a shared mailbox, when shown, then choices and staff are offered and no data, not even what is on', async () => {
    const world = worldWith({ kind: 'shared' });
    const { text } = await post(world, 'do=show');
    expect(text).toContain(WORDS.en.person.myData.shared);
    const offered = [...text.matchAll(/name="do" value="([^"]+)"/g)].map(([, value]) => value);
    expect([...new Set(offered)].sort()).toEqual(['ask', 'choices', 'stop']);
    expect(text).not.toContain(' checked');
    const file = await post(world, 'do=json');
    expect([file.status, file.headers['content-disposition']]).toEqual([403, undefined]);
  });

  test('a body beyond 16 KiB, when posted, then 413 and nothing is queued; one of 10 KiB is read', async () => {
    const world = worldWith();
    const big = (size: number) => `do=change&record=12x345&was=lane:x&v.lane=${'x'.repeat(size)}`;
    expect((await post(world, big(16 * 1024))).status).toBe(413);
    expect(world.door.requests).toEqual([]);
    expect((await post(world, big(10 * 1024))).status).toBe(200);
    expect(world.door.requests).toHaveLength(1);
  });
});

describe('choices', () => {
  const shown = async (world: World) => hiddenOf((await post(world, 'do=show')).text, 'choices');
  const save = async (world: World, topics: readonly string[], more: Record<string, string> = {}) => {
    const fields = await shown(world);
    for (const topic of topics) fields.append('topics', topic);
    for (const [name, value] of Object.entries(more)) fields.set(name, value);
    return post(world, fields.toString());
  };
  const from = { record: RECORD, fingerprint: FINGERPRINT };
  const text = { text: TEXTS.en, language: 'en', policyUrl: 'https://example.org/privacy' };

  test('one more topic, when ticked, then it is switched on with the text as shown, and there is a receipt', async () => {
    const world = worldWith();
    const answer = await save(world, ['Recepten', 'Aanbiedingen']);
    expect(world.intake.acts).toEqual([
      {
        ...from,
        event: 'ConsentSubscribed',
        channel: 'link',
        occurredAt: NOW,
        topics: ['Aanbiedingen'],
        offered: TOPICS,
        shown: text,
      },
    ]);
    expect(answer.text).toContain(title('choicesSaved'));
    expect(answer.text).toContain('<dd>Aanbiedingen</dd>');
    expect(answer.text).toContain(`<blockquote lang="en">${TEXTS.en}</blockquote>`);
  });

  test('a topic, when it is un-ticked for another, then the refusal comes first', async () => {
    const world = worldWith({ kind: 'shown', data: { ...MY_DATA, topics: ['Recepten', 'Aanbiedingen'] } });
    await save(world, ['Aanbiedingen', TOPICS[2]!]);
    expect(world.intake.acts).toMatchObject([
      { event: 'ConsentWithdrawn', channel: 'form', topics: ['Recepten'], offered: TOPICS, occurredAt: NOW },
      { event: 'ConsentSubscribed', topics: [TOPICS[2]], offered: TOPICS, occurredAt: NOW + 1 },
    ]);
    expect(world.intake.acts[0]).not.toHaveProperty('shown');
  });

  test('the last topic, when un-ticked, then everything is stopped and may be undone', async () => {
    const world = worldWith(undefined, { state: 'applied', undoable: true });
    const answer = await save(world, []);
    expect(world.intake.acts).toEqual([
      { ...from, event: 'ConsentWithdrawn', channel: 'form', occurredAt: NOW },
    ]);
    expect(answer.text).toContain(title('unsubscribed'));
    expect(answer.text).toMatch(/href="\/undo\//);
  });

  test('nothing, when changed, then nothing is queued', async () => {
    for (const status of ['Confirmed', 'none', 'Unsubscribed']) {
      const world = worldWith({ kind: 'shown', data: { ...MY_DATA, status } });
      const answer = await save(world, status === 'Confirmed' ? ['Recepten'] : []);
      expect(answer.text).toContain(title('nothingChanged'));
      expect([world.intake.acts, world.door.requests]).toEqual([[], []]);
    }
  });

  test('a topic that is not offered, when sent, then it is none', async () => {
    const world = worldWith();
    await save(world, ['Recepten', 'Everything', '<script>']);
    expect(world.intake.acts).toEqual([]);
  });

  test('without topics in the CRM, when the one box is ticked or un-ticked, then it is the newsletter as a whole', async () => {
    for (const [status, topics, event] of [
      ['Optout', ['*'], 'ConsentSubscribed'],
      ['Confirmed', [], 'ConsentWithdrawn'],
    ] as const) {
      const world = worldWith({ kind: 'shown', data: { ...MY_DATA, status, topics: [] } });
      world.door.offered = [];
      await save(world, topics);
      expect(world.intake.acts.map((act) => act.event)).toEqual([event]);
      expect(world.intake.acts[0]).not.toHaveProperty('topics');
    }
  });

  test('the text, when it changed since the page was shown, then nothing is switched on and the page is shown again', async () => {
    const world = worldWith();
    const answer = await save(world, ['Recepten', 'Aanbiedingen'], { text: 'older' });
    expect(answer.text).toContain(WORDS.en.person.myData.title);
    expect(world.intake.acts).toEqual([]);
    await save(world, [], { text: 'older' });
    expect(world.intake.acts.map(({ event }) => event)).toEqual(['ConsentWithdrawn']);
  });

  test('the language, when another is chosen, then it is asked to be written, and only it', async () => {
    const world = worldWith();
    const answer = await save(world, ['Recepten'], { language: 'fr' });
    expect(world.door.requests).toEqual([
      { request: { kind: 'change', ...WHO }, content: { consent_language: 'fr' } },
    ]);
    expect(world.intake.acts).toEqual([]);
    expect(answer.text).toContain(title('choicesSaved'));
  });

  test.each([
    [{ state: 'pending' }, 200, 'received'],
    [{ state: 'unchanged' }, 200, 'choicesSaved'],
    [{ state: 'rejected', code: 'blacklisted' }, 409, 'notDone'],
    [{ state: 'rejected', code: 'refused_before' }, 409, 'refusedBefore'],
  ] as [Outcome, number, NoticeKind][])(
    'a choice, when it ends %j, then %s and the page says so',
    async (...row) => {
      const [outcome, status, kind] = row;
      const answer = await save(worldWith(undefined, outcome), ['Recepten', 'Aanbiedingen']);
      expect([answer.status, answer.text.includes(title(kind))]).toEqual([status, true]);
    },
  );

  test('choices, when they cannot be stored, then 503, and nothing is said to be kept', async () => {
    const world = worldWith();
    const fields = await shown(world);
    world.intake.down = true;
    const answer = await post(world, `${fields.toString()}&topics=Aanbiedingen`);
    expect([answer.status, answer.text.includes(title('unavailable'))]).toEqual([503, true]);
  });

  test('a shared mailbox, when it stops a topic or everything, then that is withdrawn', async () => {
    const world = worldWith({ kind: 'shared' });
    expect((await post(world, 'do=stop&topic=Recepten')).text).toContain(title('topicStopped'));
    expect((await post(world, 'do=stop')).text).toContain(title('unsubscribed'));
    await post(world, 'do=stop&topic=Unknown');
    expect(world.intake.acts).toEqual([
      {
        ...from,
        event: 'ConsentWithdrawn',
        channel: 'form',
        occurredAt: NOW,
        topics: ['Recepten'],
        offered: TOPICS,
      },
      { ...from, event: 'ConsentWithdrawn', channel: 'form', occurredAt: NOW },
    ]);
  });

  test('a shared mailbox, when it switches a topic on, then the text is the one it saw', async () => {
    const world = worldWith({ kind: 'shared' });
    await save(world, ['Recepten']);
    expect(world.intake.acts).toMatchObject([
      { event: 'ConsentSubscribed', topics: ['Recepten'], shown: text },
    ]);
  });
});

describe('changing', () => {
  const change = async (world: World, typed: Record<string, string>, before = MY_DATA.records[0]!) => {
    const fields = hiddenOf((await post(world, 'do=show')).text, 'change');
    for (const { name, raw, editable } of before.fields)
      if (editable) fields.append(`v.${name}`, raw.replaceAll('\n', '\r\n'));
    fields.delete('v.cf_863');
    for (const each of ['Rood', 'Blauw']) fields.append('v.cf_863', each);
    for (const [name, value] of Object.entries(typed)) fields.set(`v.${name}`, value);
    return post(world, fields.toString());
  };

  test('a field, when typed over, then only it is sent on, with the record of its form', async () => {
    const world = worldWith();
    const answer = await change(world, { mobile: '+31 6 1234 5678', mailingstreet: 'Kerkweg 2\r\nachter' });
    expect(world.door.requests).toEqual([
      {
        request: { kind: 'change', ...WHO },
        content: { record: '12x345', mobile: '+31 6 1234 5678', mailingstreet: 'Kerkweg 2\r\nachter' },
      },
    ]);
    expect(answer.text).toContain(title('changed'));
  });

  test('a field, when emptied, then that is sent on', async () => {
    const world = worldWith();
    await change(world, { title: '' });
    expect(world.door.requests[0]?.content).toEqual({ record: '12x345', title: '' });
  });

  test('nothing, when typed over, then nothing is queued', async () => {
    const world = worldWith();
    expect((await change(world, {})).text).toContain(title('nothingChanged'));
    expect(world.door.requests).toEqual([]);
  });

  test('names that are no field names, when sent, then they are left out', async () => {
    const world = worldWith();
    const was = encodeURIComponent('__proto__:x a.b:x %00:x firstname:x');
    await post(world, `do=change&record=12x345&was=${was}&v.__proto__=1&v.a.b=1&v.firstname=Jo`);
    expect(world.door.requests[0]?.content).toEqual({ record: '12x345', firstname: 'Jo' });
  });

  test.each(Object.entries(WORDS.en.person.myData.change.faults))(
    'a value, when refused as %s, then the form comes back as it was filled in, with the reason at the field',
    async (fault, reason) => {
      const world = worldWith(undefined, { state: 'rejected', code: `${fault}:phone` });
      const answer = await change(world, { phone: 'abc', title: 'Chef' });
      expect([answer.status, answer.text.includes(title('changeRefused'))]).toEqual([422, true]);
      expect(plain(answer.text)).toContain(reason);
      expect(answer.text).toMatch(/name="v\.phone" value="abc"[^>]* aria-invalid="true"/);
      expect(answer.text).toContain('name="v.title" value="Chef"');
      expect(answer.text).not.toContain(`${fault}:phone`);
    },
  );

  test.each([
    [{ state: 'pending' }, 200, 'received'],
    [{ state: 'unchanged' }, 200, 'changed'],
    [{ state: 'rejected', code: 'not_stored' }, 409, 'notStored'],
    [{ state: 'rejected', code: 'shared_mailbox' }, 409, 'notDone'],
    [{ state: 'rejected', code: 'too_long:nonsense' }, 422, 'changeRefused'],
  ] as [Outcome, number, NoticeKind][])(
    'a change, when it ends %j, then %s and the page says so',
    async (...row) => {
      const [outcome, status, kind] = row;
      const answer = await change(worldWith(undefined, outcome), { title: 'Chef' });
      expect([answer.status, answer.text.includes(title(kind))]).toEqual([status, true]);
    },
  );

  test('a change, when it cannot be stored, then 503 and the way back', async () => {
    const world = worldWith();
    world.door.down = true;
    const answer = await change(world, { title: 'Chef' });
    expect([answer.status, answer.text.includes(title('unavailable'))]).toEqual([503, true]);
    expect(hiddenOf(answer.text, 'show').get('do')).toBe('show');
  });
});

describe('taking along, leaving, asking', () => {
  test.each([
    ['json', 'application/json; charset=utf-8', asJson(MY_DATA)],
    ['csv', 'text/csv; charset=utf-8', asCsv(MY_DATA)],
  ])(
    'the %s file, when asked for, then it is what the flow writes of the data',
    async (form, type, content) => {
      const answer = await post(worldWith(), `do=${form}`)
        .buffer(true)
        .parse((response, done) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => done(null, Buffer.concat(parts).toString('utf8')));
        });
      expect(answer.headers).toMatchObject({
        'content-type': type,
        'content-disposition': `attachment; filename=my-data.${form}`,
        'cache-control': 'no-store',
      });
      expect(answer.body).toBe(content);
    },
  );

  test('erasing, when its button is pressed, then a second page says what happens and nothing is queued', async () => {
    const world = worldWith();
    const first = await post(world, 'do=erase');
    expect(first.text).toContain(WORDS.en.questions.erase.title);
    for (const body of ['do=erase&sure=', 'do=erase&sure=no']) await post(world, body);
    expect(world.door.requests).toEqual([]);
    const second = await post(world, hiddenOf(first.text, 'erase').toString());
    expect(second.text).toContain(title('eraseAsked'));
    expect(world.door.requests).toEqual([{ request: { kind: 'erase', ...WHO } }]);
  });

  test('a new address, when typed, then it is asked for in its normal form; what is none is refused', async () => {
    const world = worldWith();
    const wrong = await post(world, 'do=address&email=jan');
    expect([wrong.status, world.door.requests]).toEqual([422, []]);
    expect(wrong.text).toContain(WORDS.en.person.email.invalid);
    const answer = await post(world, 'do=address&email=%20Jan@New.example');
    expect(answer.text).toContain(title('addressMailed'));
    expect(world.door.requests).toEqual([
      { request: { kind: 'new-address', ...WHO }, content: { email: 'jan@new.example' } },
    ]);
  });

  test.each(['erase', 'access', 'correction', 'objection'])(
    'the staff, when asked about %s, then the register gets it',
    async (about) => {
      const world = worldWith({ kind: 'shared' });
      const answer = await post(world, `do=ask&about=${about}`);
      expect(answer.text).toContain(title('staffAsked'));
      expect(world.door.requests).toEqual([{ request: { kind: 'ask-staff', about, ...WHO } }]);
    },
  );

  test.each(['do=erase&sure=yes', 'do=ask&about=access', 'do=address&email=jan@new.example'])(
    'the request "%s", when it cannot be stored, then 503 and nothing is said to be received',
    async (body) => {
      const world = worldWith();
      world.door.down = true;
      const answer = await post(world, body);
      expect([answer.status, answer.text.includes(title('unavailable'))]).toEqual([503, true]);
    },
  );
});

describe('/address/:token', () => {
  const path = `/address/${tokenOf('valid', 'address')}?lang=en`;
  test.each([
    [{ state: 'applied' }, 200, 'addressConfirmed'],
    [{ state: 'unchanged' }, 200, 'addressConfirmed'],
    [{ state: 'pending' }, 200, 'received'],
    [{ state: 'rejected', code: 'link_used' }, 409, 'notDone'],
    [{ state: 'rejected', code: 'not_stored' }, 409, 'addressNotSaved'],
  ] as [Outcome, number, NoticeKind][])(
    'the button, when its work ends %j, then %s and the page says so',
    async (...row) => {
      const [outcome, status, kind] = row;
      const world = worldWith(undefined, outcome);
      const question = await request(world.app).get(path);
      expect(question.text.match(/<button/g)).toHaveLength(1);
      expect(world.door.requests).toEqual([]);
      const answer = await request(world.app).post(path);
      expect([answer.status, answer.text.includes(title(kind))]).toEqual([status, true]);
      expect(world.door.requests).toEqual([
        { request: { kind: 'address-confirmed', ...WHO, request8: ROUND8 } },
      ]);
    },
  );
});
