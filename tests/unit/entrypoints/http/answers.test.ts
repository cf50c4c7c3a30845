import request from 'supertest';
import { LANGUAGES } from '../../../../src/consent/event';
import { WORDS } from '../../../../src/entrypoints/http/views/dictionary';
import { SENTENCES } from '../../../../src/consent/decision';
import type { NoticeKind } from '../../../../src/entrypoints/http/views/words';
import type { Outcome } from '../../../../src/flow/ports';
import { createWorld, EVENT_ID, FINGERPRINT, NOW, RECORD, tokenOf } from './world';

const titleOf = (kind: NoticeKind) => WORDS.en.notices[kind].title;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll("'", '&#39;');

async function act(outcome: Outcome, door: 'confirm' | 'subscribe' | 'decline' | 'unsubscribe' | 'undo') {
  const world = createWorld();
  world.intake.outcome = outcome;
  const answer = await request(world.app)
    .post(`/${door}/${tokenOf('valid', door)}?lang=en`)
    .send('unsubscribe=yes');
  return { world, answer };
}

describe('the page after the button', () => {
  const rejectedWith = (code: string): Outcome => ({ state: 'rejected', code });
  const rows: [string, Parameters<typeof act>[1], Outcome, number, NoticeKind][] = [
    ['applied', 'confirm', { state: 'applied' }, 200, 'confirmed'],
    ['unchanged', 'confirm', { state: 'unchanged' }, 200, 'confirmed'],
    ['pending', 'confirm', { state: 'pending' }, 200, 'received'],
    ['rejected expired', 'confirm', rejectedWith('expired'), 410, 'expired'],
    ['rejected refused_before', 'confirm', rejectedWith('refused_before'), 409, 'refusedBefore'],
    ['rejected label_not_waiting', 'confirm', rejectedWith('label_not_waiting'), 409, 'expired'],
    ['rejected blacklisted', 'confirm', rejectedWith('blacklisted'), 409, 'notDone'],
    ['rejected address_changed', 'confirm', rejectedWith('address_changed'), 409, 'notDone'],
    ['rejected record_not_found', 'confirm', rejectedWith('record_not_found'), 409, 'notDone'],
    ['rejected without a code', 'confirm', { state: 'rejected' }, 409, 'notDone'],
    ['applied', 'subscribe', { state: 'applied' }, 200, 'subscribed'],
    ['rejected refused_before', 'subscribe', rejectedWith('refused_before'), 409, 'refusedBefore'],
    ['applied', 'decline', { state: 'applied' }, 200, 'declined'],
    ['unchanged', 'decline', { state: 'unchanged' }, 200, 'declined'],
    ['rejected record_held', 'decline', rejectedWith('record_held'), 200, 'received'],
    ['applied', 'unsubscribe', { state: 'applied' }, 200, 'unsubscribed'],
    ['pending', 'unsubscribe', { state: 'pending' }, 200, 'received'],
    ['applied', 'undo', { state: 'applied' }, 200, 'undone'],
    ['rejected nothing_to_undo', 'undo', rejectedWith('nothing_to_undo'), 409, 'cannotUndo'],
  ];
  test.each(rows)('an act that is %s, when done on %s, then the page says so', async (...row) => {
    const [, door, outcome, status, kind] = row;
    const { answer, world } = await act(outcome, door);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(escaped(titleOf(kind)));
    expect(world.intake.waits).toEqual([1500]);
  });

  test.each(['expired', 'refused_before', 'label_not_waiting', 'older_than_decision'])(
    'a confirmation that is rejected with %s, when shown, then its one button sends a new link',
    async (code) => {
      const { answer, world } = await act({ state: 'rejected', code }, 'confirm');
      const action = /action="([^"]+)"/.exec(answer.text)?.[1] ?? '';
      expect(action).toBe(`/confirm/${tokenOf('valid', 'confirm')}/again?lang=en`);
      expect(answer.text.match(/<button/g)).toHaveLength(1);
      const next = await request(world.app).post(action);
      expect(next.text).toContain(titleOf('lookInMail'));
      expect(world.intake.acts.map(({ event }) => event)).toEqual(['ConsentConfirmed', 'OptInRequested']);
    },
  );

  test.each([
    { state: 'applied' },
    { state: 'unchanged' },
    { state: 'pending' },
    { state: 'rejected', code: 'blacklisted' },
    { state: 'rejected', code: 'record_not_found' },
  ] as Outcome[])(
    'a request for a mail, when it ends %j, then everybody gets the same answer',
    async (outcome) => {
      const world = createWorld();
      world.intake.outcome = outcome;
      for (const path of [
        `/confirm/${tokenOf('label', 'confirm')}`,
        `/subscribe/${tokenOf('label', 'subscribe')}`,
        `/confirm/${tokenOf('expired', 'confirm')}/again`,
      ]) {
        const answer = await request(world.app).post(`${path}?lang=en`);
        expect([answer.status, answer.text.includes(titleOf('lookInMail'))]).toEqual([200, true]);
      }
    },
  );

  test('no answer, whatever the code, then no code and no sentence for admins is on the page', async () => {
    for (const [code, sentence] of Object.entries(SENTENCES)) {
      const { answer } = await act({ state: 'rejected', code, sentence, status: 'Blacklisted' }, 'confirm');
      expect(answer.text).not.toContain(sentence);
      if (code.includes('_')) expect(answer.text).not.toContain(code);
      expect(answer.text).not.toContain('Blacklisted');
    }
  });

  test('an undoable withdrawal, when shown, then a link leads to the question whether to undo it, for one hour', async () => {
    const { answer, world } = await act({ state: 'applied', undoable: true }, 'unsubscribe');
    const href = /class="quiet"><a href="([^"]+)"/.exec(answer.text)?.[1] ?? '';
    expect(href).toMatch(/^\/undo\/[\w.-]+\?lang=en$/);
    expect(answer.text).not.toContain('<button');
    const token = /undo\/([\w.-]+)/.exec(href)?.[1] ?? '';
    expect(world.tokens.verify(token)).toEqual({
      kind: 'valid',
      issuer: 'mailed',
      withdrawOnly: false,
      claims: {
        record: RECORD,
        act: 'undo',
        fingerprint: FINGERPRINT,
        round8: EVENT_ID.slice(-8),
        expires: NOW / 1000 + 3600,
      },
    });
    expect((await request(world.app).get(href)).text).toContain(escaped(WORDS.en.questions.undo.button));
    world.clock.at += 3600_000;
    expect((await request(world.app).get(href)).status).toBe(410);
  });

  test('an act that cannot be undone, when shown, then no undo is offered', async () => {
    const { answer } = await act({ state: 'applied' }, 'unsubscribe');
    expect(answer.text).not.toContain('/undo/');
    const declined = await act({ state: 'applied', undoable: true }, 'decline');
    expect(declined.answer.text).not.toContain('/undo/');
  });
});

describe('when the queue cannot be reached', () => {
  test.each(['confirm', 'subscribe', 'decline', 'unsubscribe', 'undo', 'preferences'] as const)(
    'the %s page, when its act cannot be stored, then 503, Retry-After, and the same button again',
    async (door) => {
      const world = createWorld();
      world.intake.down = true;
      const token = tokenOf('valid', door);
      const send = (path: string) => request(world.app).post(path).send('unsubscribe=yes&stop=everything');
      const answer = await send(`/${door}/${token}?lang=en`);
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '30']);
      expect(answer.text).toContain(titleOf('unavailable'));
      expect(world.intake.acts).toEqual([]);
      const action = /action="([^"]+)"/.exec(answer.text)?.[1] ?? '';
      world.intake.down = false;
      expect((await send(action)).status).toBe(200);
      expect(world.intake.acts).toHaveLength(1);
    },
  );

  test('an outcome that cannot be read, when the act is durable, then the page says received', async () => {
    const world = createWorld();
    world.intake.outcomeFailure = new Error('connection lost to 10.0.0.1');
    const answer = await request(world.app).post(`/confirm/${tokenOf('valid', 'confirm')}?lang=en`);
    expect([answer.status, answer.text.includes(titleOf('received'))]).toEqual([200, true]);
    expect(world.lines.find(({ level }) => level === 'warn')?.fields).toMatchObject({ code: 'unknown' });
  });

  test('an unknown error, when it is thrown, then 500 without detail, on the page and in the log', async () => {
    const world = createWorld();
    world.intake.failure = new TypeError('jan@example.org is not a function');
    const token = tokenOf('valid', 'confirm');
    const answer = await request(world.app).post(`/confirm/${token}?lang=en`);
    expect([answer.status, answer.text.includes(titleOf('fault'))]).toEqual([500, true]);
    expect(answer.text).not.toContain('jan@example.org');
    const logged = JSON.stringify(world.lines);
    expect(logged).toContain('"code":"TypeError"');
    expect(logged).not.toContain('jan@');
    expect(logged).not.toContain(token);
  });
});

describe('the words', () => {
  test.each(LANGUAGES)(
    'the %s words, when read, then every question is one and its button says the act',
    (language) => {
      const { questions, notices } = WORDS[language];
      for (const { title, text, button } of Object.values(questions)) {
        expect(title).toMatch(/\?$/);
        expect(text.join('').length).toBeGreaterThan(20);
        expect(button).not.toMatch(/^(ok|confirm|bevestig(en)?|bestätigen|confirmer|submit)$/i);
      }
      for (const { title, text } of Object.values(notices)) {
        expect(title).not.toMatch(/\?$/);
        for (const line of [title, ...text])
          expect(line.replaceAll(/\{(brand|topic)\}/g, '')).not.toMatch(/[{}]/);
      }
    },
  );
});
