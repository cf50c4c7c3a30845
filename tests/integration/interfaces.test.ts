import { fingerprintOf, fromSomewhere, messageId, mintToken, signedHeaders } from '../harness/stranger';
import { type Rig, startRig } from '../harness/rig';
import { smtpAnswer } from '../harness/smtp-sink';
import { until } from '../harness/waiting';

/* The words of the interfaces that others rely on, held to the built product as somebody outside would. */

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const KEYS = {
  webhook: `whsec_${key(11)}`,
  olderWebhook: `whsec_${key(12)}`,
  token: `a1:${key(13)}`,
  olderToken: `b:${key(14)}`,
  leaked: `c:${key(15)}`,
  label: `l:${key(16)}`,
  address: key(17),
};

/** A dead address comes to life again after its first bounce. */
const bounced = new Set<string>();
let rig: Rig;
beforeAll(async () => {
  rig = await startRig({
    env: {
      WEBHOOK_SECRETS: `${KEYS.webhook},${KEYS.olderWebhook}`,
      TOKEN_SECRETS: `${KEYS.token},${KEYS.olderToken},${KEYS.leaked}:withdraw-only`,
      LABEL_SECRETS: KEYS.label,
      ADDRESS_KEY: KEYS.address,
      TRUST_PROXY: 'loopback',
      MAIL_RATE: '1000/s',
    },
  });
  rig.smtp.onRecipient = (to) => {
    if (to.startsWith('stuck')) throw smtpAnswer(451, '4.3.0 try later');
    if (to.startsWith('dead') && !bounced.has(to)) {
      bounced.add(to);
      throw smtpAnswer(550, '5.1.1 no such user');
    }
  };
}, 60_000);
afterAll(() => rig.stop());

/* ---- a stranger's hands ---- */

let count = 0;
interface Somebody {
  readonly id: string;
  readonly email: string;
}

function somebody(local = 'person', fields: Readonly<Record<string, string>> = {}): Somebody {
  count += 1;
  const email = `${local}${count}@strangers.example`;
  const id = rig.crm.records.insert(count % 2 === 0 ? 'Contacts' : 'Leads', {
    lastname: `Stranger ${count}`,
    email,
    ...fields,
  });
  return { id, email };
}

const field = ({ id }: Somebody, name: string) => rig.crm.records.get(id)?.[name] ?? '';
const status = (who: Somebody) => field(who, 'consent_status');
const becomes = (who: Somebody, wanted: string) =>
  until(`${who.email} to become ${wanted}`, () => status(who) === wanted, { within: 40_000, every: 100 });

function url(path: string): string {
  return `${rig.bridge().url}${path}`;
}

function tell(
  body: unknown,
  { secret = KEYS.webhook, id = messageId(), headers = {} } = {},
): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const signed = signedHeaders({ secret, body: text, id });
  const all = { 'content-type': 'application/json', ...signed, ...headers };
  return fetch(url('/webhooks/vtiger'), { method: 'POST', headers: all, body: text });
}

const told = ({ id }: Somebody, more: object = {}) => ({
  event: 'OptInRequested',
  record: id,
  occurredAt: new Date().toISOString(),
  actor: { type: 'contact' },
  channel: 'webform',
  source: 'Newsletter form',
  basis: '',
  evidence: { text: 'Yes please', language: 'nl', policyUrl: 'https://strangers.example/privacy' },
  reason: '',
  ...more,
});

interface Told {
  readonly status: string;
  readonly code?: string;
  readonly sentence?: string;
  readonly consentStatus?: string;
}

async function look(id: string): Promise<Response> {
  return fetch(url(`/webhooks/vtiger/${id}`), { headers: signedHeaders({ secret: KEYS.webhook, id }) });
}

async function outcome(body: unknown): Promise<Told> {
  const id = messageId();
  const answer = await tell(body, { id });
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
  return until(
    'an outcome',
    async () => {
      const seen = (await (await look(id)).json()) as Told;
      return seen.status === 'pending' ? null : seen;
    },
    { within: 40_000, every: 100 },
  );
}

/** A token for somebody's address, as the bridge would mail it. */
function token(who: Somebody, act: string, more: { entry?: string; claims?: object } = {}): string {
  const adr = fingerprintOf(who.email, KEYS.address);
  return mintToken(more.entry ?? KEYS.token, { sub: who.id, act, adr, ...more.claims });
}

function roundOf(who: Somebody): object {
  const round = field(who, 'consent_round');
  return round === '' ? {} : { rnd: round.slice(-8) };
}

type Asked = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> };
const page = (path: string, { headers, ...init }: Asked = {}) =>
  fetch(url(path), { redirect: 'manual', ...init, headers: { ...fromSomewhere(), ...headers } });
const post = (path: string, body?: URLSearchParams | FormData) =>
  page(path, { method: 'POST', ...(body === undefined ? {} : { body }) });

const days = (number: number) =>
  new Date(Date.now() - number * 86_400_000).toISOString().slice(0, 19).replace('T', ' ');
const staff = { type: 'staff', user: '19x1' };

/** Brings somebody new into a status from outside. */
const INTO: Readonly<Record<string, () => Promise<Somebody>>> = {
  none: async () => somebody(),
  Optin: async () => {
    const who = somebody('stuck');
    await outcome(told(who));
    return who;
  },
  Invited: async () => {
    const who = somebody();
    await tell(told(who));
    await becomes(who, 'Invited');
    return who;
  },
  Reminded: async () => {
    const who = await into('Invited');
    rig.crm.records.edit(who.id, { consent_invited_on: days(4) });
    await becomes(who, 'Reminded');
    return who;
  },
  Expired: async () => {
    const who = await into('Invited');
    rig.crm.records.edit(who.id, { consent_invited_on: days(15) });
    await becomes(who, 'Expired');
    return who;
  },
  Confirmed: async () => {
    const who = await into('Invited');
    await post(`/confirm/${token(who, 'confirm', { claims: roundOf(who) })}`);
    await becomes(who, 'Confirmed');
    return who;
  },
  Subscribed: async () => {
    const who = somebody();
    await post(`/subscribe/${token(who, 'subscribe')}`);
    await becomes(who, 'Subscribed');
    return who;
  },
  Optout: async () => {
    const who = somebody();
    await post(`/decline/${token(who, 'decline')}`);
    await becomes(who, 'Optout');
    return who;
  },
  Unsubscribed: async () => {
    const who = somebody();
    await post(
      `/unsubscribe/${token(who, 'unsubscribe')}`,
      new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    );
    await becomes(who, 'Unsubscribed');
    return who;
  },
  Bounced: async () => {
    const who = somebody('dead');
    await tell(told(who));
    await becomes(who, 'Bounced');
    return who;
  },
  Blacklisted: async () => {
    const who = somebody();
    await outcome(told(who, { event: 'AddressBlacklisted', actor: staff }));
    await becomes(who, 'Blacklisted');
    return who;
  },
};
const STATUSES = Object.keys(INTO);

async function into(wanted: string): Promise<Somebody> {
  const bring = INTO[wanted];
  if (bring === undefined) throw new Error(`no way into ${wanted}`);
  return bring();
}

/* ---- domain: Events and transitions ---- */

// Columns as in the table: none, Optin, Invited, Reminded, Expired, Confirmed, Subscribed, Optout, Unsubscribed, Bounced, Blacklisted.
const BY_WEBHOOK: Readonly<Record<string, { readonly cells: string; readonly more: object }>> = {
  'OptInRequested by the person': { cells: 'Optin = = = Optin = = Optin Optin Optin x', more: {} },
  'InvitationRequested by staff': {
    cells: 'Optin = = = x = = x x x x',
    more: { event: 'InvitationRequested', actor: staff, reason: 'Met at the fair' },
  },
  // Optout here is "this was not me" (footnote 7); the proof is dated now, after the withdrawal.
  'ConsentRecorded by staff': {
    cells: 'Subscribed Subscribed Subscribed Subscribed Subscribed = = x Subscribed x x',
    more: { event: 'ConsentRecorded', actor: staff, basis: 'consent', channel: 'crm', source: 'Form 12' },
  },
  ConsentRefused: {
    cells: 'Optout Optout Optout Optout Optout Optout Optout = = Optout =',
    more: { event: 'ConsentRefused' },
  },
  ConsentWithdrawn: {
    cells:
      'Unsubscribed Unsubscribed Unsubscribed Unsubscribed Unsubscribed Unsubscribed Unsubscribed = = Unsubscribed =',
    more: { event: 'ConsentWithdrawn' },
  },
  AddressBlacklisted: {
    cells: `${'Blacklisted '.repeat(10)}=`,
    more: { event: 'AddressBlacklisted', actor: staff },
  },
  'BlacklistLifted by staff': {
    cells: `${'x '.repeat(10)}Optout`,
    more: { event: 'BlacklistLifted', actor: staff, reason: 'Barred by mistake' },
  },
};

describe('the table of transitions, seen through the webhook door', () => {
  test.each(Object.entries(BY_WEBHOOK))(
    '%s, when told of each status, then the record says what the table says',
    async (_event, { cells, more }) => {
      const wanted = cells.split(' ');
      const seen = await Promise.all(
        STATUSES.map(async (before, column) => {
          const who = await into(before);
          const found = status(who);
          const comments = rig.crm.records.comments(who.id).length;
          await until('the next second', () => Date.now() % 1000 < 200, { every: 20 });
          const occurredAt = new Date().toISOString();
          const {
            status: ended,
            code,
            sentence,
            consentStatus,
          } = await outcome(told(who, { occurredAt, ...more }));
          if (wanted[column] === 'x') {
            const clean = status(who) === found && rig.crm.records.comments(who.id).length === comments;
            return ended === 'rejected' && clean && code && sentence
              ? 'x'
              : `${ended} ${code ?? ''} ${status(who)}`;
          }
          if (ended === 'unchanged') return status(who) === found ? '=' : `= but ${status(who)}`;
          return ended === 'applied' ? consentStatus : `${ended} ${code ?? ''}`;
        }),
      );
      expect(Object.fromEntries(STATUSES.map((each, i) => [each, seen[i]]))).toEqual(
        Object.fromEntries(STATUSES.map((each, i) => [each, wanted[i]])),
      );
    },
    60_000,
  );
});

const BY_LINK: Readonly<Record<string, string>> = {
  confirm: 'Confirmed Confirmed Confirmed Confirmed x = = x x Confirmed x',
  subscribe:
    'Subscribed Subscribed Subscribed Subscribed Subscribed Subscribed = Subscribed Subscribed Subscribed x',
  decline: 'Optout Optout Optout Optout Optout Optout Optout = = Optout =',
  unsubscribe:
    'Unsubscribed Unsubscribed Unsubscribed Unsubscribed Unsubscribed Unsubscribed Unsubscribed = = Unsubscribed =',
};

describe('the table of transitions, seen through minted links', () => {
  test.each(Object.entries(BY_LINK))(
    '%s, when its POST comes in each status, then the record says what the table says',
    async (act, cells) => {
      const wanted = cells.split(' ');
      const seen = await Promise.all(
        STATUSES.map(async (before, column) => {
          const who = await into(before);
          const found = status(who);
          await until('the next second', () => Date.now() % 1000 < 200, { every: 20 });
          const answer = await post(`/${act}/${token(who, act, { claims: roundOf(who) })}`);
          await answer.text();
          const cell = wanted[column] ?? '';
          if (cell === 'x' || cell === '=') {
            const right = cell === 'x' ? answer.status >= 400 && answer.status < 500 : answer.status === 200;
            return right && status(who) === found ? cell : `${answer.status} ${status(who)}`;
          }
          await becomes(who, cell).catch(() => undefined);
          return answer.status === 200 ? status(who) : `${answer.status} ${status(who)}`;
        }),
      );
      expect(Object.fromEntries(STATUSES.map((each, i) => [each, seen[i]]))).toEqual(
        Object.fromEntries(STATUSES.map((each, i) => [each, wanted[i]])),
      );
    },
    60_000,
  );
});

/* ---- interfaces: Webhook door ---- */

interface Refused {
  readonly status: string;
  readonly code: string;
}
const refused = async (answer: Response) => [answer.status, ((await answer.json()) as Refused).code];

describe('the webhook door', () => {
  test('an event, when it comes twice under one id, then 202 accepted and 202 duplicate', async () => {
    const body = told(somebody(), { event: 'RecordSaved' });
    const id = messageId();
    const first = await tell(body, { id });
    const again = await tell(body, { id, secret: KEYS.olderWebhook });
    expect([first.status, await first.json()]).toEqual([202, { status: 'accepted' }]);
    expect([again.status, await again.json()]).toEqual([202, { status: 'duplicate' }]);
  });

  test('a signature, when it stands among others in the header, then it is found', async () => {
    const body = JSON.stringify(told(somebody(), { event: 'RecordSaved' }));
    const signed = signedHeaders({ secret: KEYS.webhook, body });
    const signature = `v1a,AAAA v1,${key(99)} ${signed['webhook-signature'] ?? ''}`;
    const headers = {
      ...signed,
      'webhook-signature': signature,
      'content-type': 'application/json; charset=utf-8',
    };
    expect((await fetch(url('/webhooks/vtiger'), { method: 'POST', headers, body })).status).toBe(202);
  });

  test.each([
    ['no headers at all', {}],
    ['another secret', signedHeaders({ secret: `whsec_${key(50)}`, body: '{}' })],
    ['a signature over another body', signedHeaders({ secret: KEYS.webhook, body: '{ }' })],
    [
      'six minutes of age',
      signedHeaders({ secret: KEYS.webhook, body: '{}', timestamp: Math.floor(Date.now() / 1000) - 360 }),
    ],
    [
      'six minutes too early',
      signedHeaders({ secret: KEYS.webhook, body: '{}', timestamp: Math.floor(Date.now() / 1000) + 360 }),
    ],
  ])('a request, when it has %s, then 401', async (_what, headers) => {
    const answer = await fetch(url('/webhooks/vtiger'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    });
    expect(answer.status).toBe(401);
  });

  test.each([
    ['is no JSON', '{', 'json_invalid'],
    ['names no event', { record: '12x3' }, 'body_invalid'],
    ['names an event that only the hub can see', { event: 'ConsentConfirmed' }, 'body_invalid'],
    ['names no record', { record: undefined }, 'body_invalid'],
  ])('a body, when it %s, then 400 with a code', async (_what, part, code) => {
    const body = typeof part === 'string' ? part : { ...told(somebody()), event: undefined, ...part };
    expect(await refused(await tell(body))).toEqual([400, code]);
  });

  test('a body, when it is over 64 KiB, then 413; when it is no JSON by type, then 415', async () => {
    const long = JSON.stringify(told(somebody(), { filling: 'x'.repeat(65_536) }));
    expect((await tell(long)).status).toBe(413);
    expect((await tell('{}', { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  });

  test('a body, when it holds only what is needed and a time without milliseconds, then it is accepted', async () => {
    const who = somebody();
    const occurredAt = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const body = { event: 'RecordSaved', record: who.id, occurredAt, actor: { type: 'system' } };
    expect((await outcome({ ...body, more: { to: 'come' } })).status).toMatch(/^(applied|unchanged)$/);
  });

  test.each(['99x1', '12x999999', '4x999999'])(
    'an event, when no Contact or Lead is %s, then it is accepted and its outcome is rejected with code and sentence',
    async (record) => {
      const { status: ended, code, sentence } = await outcome({ ...told(somebody()), record });
      expect([ended, code]).toEqual(['rejected', 'record_not_found']);
      expect(sentence).toMatch(/\S+ \S+.*\.$/);
    },
  );

  test('an event, when the record has no address or a bad one, then it is rejected', async () => {
    for (const email of ['', 'no address']) {
      const who = somebody();
      rig.crm.records.edit(who.id, { email });
      expect((await outcome(told(who))).status).toBe('rejected');
    }
  });

  test('Ping, when it names no record, then 200 with version and API user', async () => {
    const answer = await tell({ event: 'Ping' });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      expect.objectContaining({ version: expect.stringMatching(/^\d+\.\d+/) as string, user: 'admin' }),
    ]);
  });

  test('the look-up, when it is not signed, then 401; when the id was never seen, then 404', async () => {
    expect((await fetch(url('/webhooks/vtiger/msg_1'))).status).toBe(401);
    expect((await look(messageId())).status).toBe(404);
  });

  test('what the person agreed to, when the webhook tells it, then date, text and source stand on the record', async () => {
    const who = await into('Invited');
    expect(field(who, 'consent_text')).toBe('Yes please');
    expect(field(who, 'consent_source')).toBe('Newsletter form');
    expect(field(who, 'newsletter_optin')).toBe('1');
    expect(field(who, 'consent_address_fp')).toBe(fingerprintOf(who.email, KEYS.address));
    expect(field(who, 'consent_round')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(field(who, 'consent_invited_on')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(field(who, 'consent_seal')).toMatch(/^v1\.s1\.Invited\.none\..*\.[01]\.[^.]+\.[\w-]{43}$/);
  });
});

/* ---- interfaces: Public pages, Tokens ---- */

describe('the public pages', () => {
  const DOORS = ['confirm', 'decline', 'subscribe', 'unsubscribe', 'undo', 'preferences'];

  test.each(DOORS)(
    '/%s, when it is got seven times and asked by HEAD and OPTIONS, then nothing happens',
    async (door) => {
      const who = somebody();
      const before = rig.crm.records.get(who.id);
      const path = `/${door}/${token(who, door)}`;
      for (let time = 0; time < 7; time += 1) {
        const answer = await page(path);
        expect(answer.status).toBe(200);
        expect(Object.fromEntries(answer.headers)).toMatchObject({
          'cache-control': expect.stringContaining('no-store') as string,
          'referrer-policy': 'no-referrer',
          'x-robots-tag': expect.stringContaining('noindex') as string,
          'content-security-policy': expect.stringContaining("default-src 'none'") as string,
        });
        expect(answer.headers.has('set-cookie')).toBe(false);
        expect(await answer.text()).not.toMatch(/<script|src="http|strangers\.example/);
      }
      expect((await page(path, { method: 'HEAD' })).status).toBe(200);
      expect((await page(path, { method: 'OPTIONS' })).status).toBeLessThan(300);
      expect(rig.crm.records.get(who.id)).toEqual(before);
    },
  );

  test.each([
    ['nonsense', () => 'nonsense'],
    ['another key', (who: Somebody) => token(who, 'confirm', { entry: `a1:${key(77)}` })],
    ['an unknown kid', (who: Somebody) => token(who, 'confirm', { entry: `zz:${key(13)}` })],
    [
      'a typ in its header',
      (who: Somebody) =>
        mintToken(
          KEYS.token,
          { sub: who.id, act: 'confirm', adr: fingerprintOf(who.email, KEYS.address) },
          { typ: 'JWT' },
        ),
    ],
    [
      'alg none',
      (who: Somebody) =>
        mintToken(
          KEYS.token,
          { sub: who.id, act: 'confirm', adr: fingerprintOf(who.email, KEYS.address) },
          { alg: 'none' },
        ),
    ],
    ['another act', (who: Somebody) => token(who, 'decline')],
    ['an iat', (who: Somebody) => token(who, 'confirm', { claims: { iat: 1 } })],
    ['a leaked key', (who: Somebody) => token(who, 'confirm', { entry: KEYS.leaked })],
  ])('a token, when it has %s, then one neutral page, 404', async (_what, mint) => {
    const who = await into('Invited');
    for (const method of ['GET', 'POST']) {
      const answer = await page(`/confirm/${mint(who)}`, { method });
      expect([answer.status, await answer.text()]).toEqual([404, expect.not.stringContaining('<form')]);
    }
    expect(status(who)).toBe('Invited');
  });

  test('an expired token, when it is opened or posted, then 410; "send me a new link" still takes it', async () => {
    const who = await into('Expired');
    const claims = { ...roundOf(who), exp: Math.floor(Date.now() / 1000) - 10 };
    const path = `/confirm/${token(who, 'confirm', { claims })}`;
    expect([(await page(path)).status, (await post(path)).status]).toEqual([410, 410]);
    expect((await post(`${path}/again`)).status).toBe(200);
    await becomes(who, 'Invited');
  });

  test('a key, when it is not the first, then it verifies; a withdraw-only one lets people out', async () => {
    const who = await into('Invited');
    expect(
      (await post(`/confirm/${token(who, 'confirm', { entry: KEYS.olderToken, claims: roundOf(who) })}`))
        .status,
    ).toBe(200);
    await becomes(who, 'Confirmed');
    await post(
      `/unsubscribe/${token(who, 'unsubscribe', { entry: KEYS.leaked })}`,
      new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    );
    await becomes(who, 'Unsubscribed');
  });

  test.each(['confirm', 'subscribe'])(
    'a label link to %s, when posted, then it asks for a mail and gives no consent',
    async (act) => {
      const who = somebody();
      const path = `/${act}/${token(who, act, { entry: KEYS.label })}`;
      expect(path.length).toBeLessThan(250);
      expect((await post(path)).status).toBe(200);
      await becomes(who, 'Invited');
      const mail = await until('the mail', () => rig.smtp.to(who.email)[0]);
      for (const link of Object.values(mail.links)) expect(link.length).toBeLessThanOrEqual(300);
    },
  );

  test.each([
    ['urlencoded', () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
    [
      'multipart',
      () => {
        const form = new FormData();
        form.set('List-Unsubscribe', 'One-Click');
        return form;
      },
    ],
  ])(
    'one click, when it comes %s, then 200 as text, no redirect, and the person is out',
    async (_how, body) => {
      const who = await into('Subscribed');
      const answer = await post(`/unsubscribe/${token(who, 'unsubscribe')}`, body());
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('text/plain'),
      ]);
      await becomes(who, 'Unsubscribed');
      expect([field(who, 'emailoptout'), field(who, 'newsletter_optin')]).toEqual(['1', '0']);
    },
  );

  test('a body, when it is over 1 KiB, then 413', async () => {
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click', more: 'x'.repeat(1100) });
    expect((await post(`/unsubscribe/${token(somebody(), 'unsubscribe')}`, body)).status).toBe(413);
  });

  test('unsubscribe by form, when it was pressed, then the page offers undo, and undo restores the status', async () => {
    const who = await into('Subscribed');
    const html = await (await post(`/unsubscribe/${token(who, 'unsubscribe')}`)).text();
    await becomes(who, 'Unsubscribed');
    const undo = /href="(\/undo\/[^"]+)"/.exec(html)?.[1] ?? 'no undo';
    expect((await post(undo)).status).toBe(200);
    await becomes(who, 'Subscribed');
    expect((await post(undo)).status).toBeGreaterThanOrEqual(400);
  });

  test("consent, when the address on the record is no longer the link's, then it is refused", async () => {
    const who = await into('Invited');
    const link = token(who, 'confirm', { claims: roundOf(who) });
    rig.crm.records.edit(who.id, { email: `other.${who.email}` });
    expect((await post(`/confirm/${link}`)).status).toBeGreaterThanOrEqual(400);
    await becomes(who, '');
  });

  test("a refusal, when the link's record is gone, then it reaches another record of the address", async () => {
    const who = await into('Subscribed');
    const gone = { id: '12x999999', email: who.email };
    expect((await post(`/decline/${token(gone, 'decline')}`)).status).toBe(200);
    await becomes(who, 'Optout');
    const nobody = { id: '12x999998', email: 'nobody@strangers.example' };
    expect((await post(`/decline/${token(nobody, 'decline')}`)).status).toBe(200);
  });

  test('the limits, when they are passed, then 429 with Retry-After, and one click is exempt per client', async () => {
    const path = `/preferences/${token(somebody(), 'preferences')}`;
    const perToken = await Promise.all(Array.from({ length: 21 }, () => page(path)));
    const over = perToken.filter((each) => each.status === 429);
    expect(over).toHaveLength(1);
    expect(Number(over[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    const headers = { 'x-forwarded-for': '192.0.2.1' };
    const perClient = await Promise.all(
      Array.from({ length: 61 }, () => page(`/confirm/${token(somebody(), 'confirm')}`, { headers })),
    );
    expect(perClient.filter((each) => each.status === 429)).toHaveLength(1);
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const out = await page(`/unsubscribe/${token(somebody(), 'unsubscribe')}`, {
      method: 'POST',
      headers,
      body,
    });
    expect(out.status).toBe(200);
  });
});

/* ---- interfaces: Roles ---- */

describe('the pages about data and the sign-up', () => {
  const soon = () => ({ exp: Math.floor(Date.now() / 1000) + 1800, rnd: 'personal' });
  const show = () => new URLSearchParams({ do: 'show' });

  test.each(['/my-data', '/signup'])(
    '%s, when it is got, then it asks for an address in one request, without cookies, and is not stored',
    async (path) => {
      const answer = await page(path);
      const html = await answer.text();
      expect([answer.status, html.length < 30_720]).toEqual([200, true]);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cache-control': expect.stringContaining('no-store') as string,
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      });
      expect(answer.headers.has('set-cookie')).toBe(false);
      expect(html).toContain('type="email"');
      expect(html).not.toMatch(/<(?:script|img|link)[^>]+(?:src|href)="http/);
    },
  );

  test('/my-data/:token, when it is got, then the address is not on it; by POST what is stored is', async () => {
    const who = somebody();
    const path = `/my-data/${token(who, 'access', { claims: soon() })}`;
    expect(await (await page(path)).text()).not.toContain(who.email);
    expect(await (await post(path, show())).text()).toContain(who.email);
    expect((await page(path, { method: 'PUT' })).status).toBe(405);
  });

  test.each([
    ['expired', { claims: { exp: 1 } }, 410],
    ['without an end', {}, 404],
    ['of another key', { claims: soon(), entry: `a1:${key(77)}` }, 404],
    ['of a leaked key', { claims: soon(), entry: KEYS.leaked }, 404],
    ['of a label', { claims: soon(), entry: KEYS.label }, 404],
    ['with an iat', { claims: { ...soon(), iat: 1 } }, 404],
  ])(
    'an access token, when it is %s, then nothing is shown and nothing asked',
    async (_what, more, wanted) => {
      const who = somebody();
      const path = `/my-data/${token(who, 'access', more)}`;
      const erase = new URLSearchParams({ do: 'erase', sure: 'yes' });
      for (const answer of [await page(path), await post(path, show()), await post(path, erase)]) {
        expect(answer.status).toBe(wanted);
        expect(await answer.text()).not.toContain(who.email);
      }
      expect(
        rig.crm.records.list('HelpDesk').filter((each) => each['description']?.includes(who.id)),
      ).toEqual([]);
    },
  );

  test('a preferences token, when it is brought to the data or the data token to the choices, then 404', async () => {
    const who = somebody();
    expect((await post(`/my-data/${token(who, 'preferences')}`, show())).status).toBe(404);
    const access = token(who, 'access', { claims: soon() });
    for (const door of ['preferences', 'subscribe', 'address', 'unsubscribe'])
      expect((await post(`/${door}/${access}`)).status).toBe(404);
  });

  test('/preferences/:token/access, when it is posted, then a 30-minute link comes to the address on the record alone', async () => {
    const who = somebody();
    expect((await page(`/preferences/${token(who, 'preferences')}/access`)).status).toBe(405);
    expect((await post(`/preferences/${token(who, 'preferences')}/access`)).status).toBe(200);
    const mail = await until('the link', () => rig.smtp.to(who.email)[0], { within: 30_000 });
    const claims = /\/my-data\/[^.]+\.([\w-]+)\./.exec(mail.parsed.text ?? '')?.[1] ?? '';
    const { act, sub, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<
      string,
      unknown
    >;
    expect([act, sub]).toEqual(['access', who.id]);
    const minutes = (Number(exp) - Date.now() / 1000) / 60;
    expect([minutes > 28, minutes <= 30]).toEqual([true, true]);
  });
});

describe('the two ports', () => {
  test('health, when asked, then on both ports; readiness, metrics and the board only on the admin port', async () => {
    const { adminUrl } = rig.bridge();
    expect((await fetch(url('/healthz'))).status).toBe(200);
    expect((await fetch(`${adminUrl}/healthz`)).status).toBe(200);
    for (const path of ['/readyz', '/metrics', '/queues']) {
      expect((await fetch(`${adminUrl}${path}`)).status).toBe(200);
      expect((await fetch(url(path))).status).toBe(404);
    }
  });

  test('what runs, when the records and mails are over, then no address and no token is in log or metrics', async () => {
    const metrics = await (await fetch(`${rig.bridge().adminUrl}/metrics`)).text();
    expect(`${rig.bridge().logs.join('\n')}${metrics}`).not.toMatch(/strangers\.example|eyJ/);
  });
});
