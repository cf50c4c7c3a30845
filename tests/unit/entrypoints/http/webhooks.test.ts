import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { z } from 'zod';
import { createWorld, NOW, signed, type World, WEBHOOK_SECRETS } from './world';

const BODY = {
  event: 'OptInRequested',
  record: '12x345',
  occurredAt: '2026-11-24T09:59:00.000Z',
  actor: { type: 'contact' },
  channel: 'webform',
  source: 'Newsletter form',
  basis: '',
  evidence: {
    text: 'Ja, graag één keer per maand',
    language: 'nl',
    policyUrl: 'https://example.org/privacy',
  },
  reason: '',
};
const PATH = '/webhooks/vtiger';

const told = z.object({
  code: z.string(),
  sentence: z.string().default(''),
  faults: z.array(z.object({ field: z.string(), code: z.string() })).default([]),
});
/** The body of a refusal. */
const toldBy = (answer: { body: unknown }) => told.parse(answer.body);

function post(world: World, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return request(world.app)
    .post(PATH)
    .set({ 'Content-Type': 'application/json', ...signed(text), ...headers })
    .send(text);
}

describe('a webhook that is accepted', () => {
  test('an event, when signed and complete, then 202 accepted and the event is queued as parsed', async () => {
    const world = createWorld();
    const answer = await post(world, BODY);
    expect([answer.status, answer.body]).toEqual([202, { status: 'accepted' }]);
    expect(world.intake.webhooks).toEqual([
      {
        id: 'msg_1',
        event: {
          event: 'OptInRequested',
          record: '12x345',
          occurredAt: NOW - 60_000,
          actor: { type: 'contact' },
          channel: 'webform',
          source: 'Newsletter form',
          basis: '',
          text: 'Ja, graag één keer per maand',
          language: 'nl',
          policyUrl: 'https://example.org/privacy',
          reason: '',
        },
      },
    ]);
  });

  test('an event, when its id was seen, then 202 duplicate', async () => {
    const world = createWorld();
    await post(world, BODY);
    const answer = await post(world, BODY);
    expect([answer.status, answer.body]).toEqual([202, { status: 'duplicate' }]);
    expect(world.intake.webhooks).toHaveLength(1);
  });

  test('an event, when it has unknown members and only what is needed, then it is accepted', async () => {
    const world = createWorld();
    const { event, record, occurredAt } = BODY;
    const actor = { type: 'staff', user: '19x5', shoeSize: 43 };
    expect((await post(world, { event, record, occurredAt, actor, later: [1] })).status).toBe(202);
    expect(world.intake.webhooks[0]?.event).toEqual({
      event: 'OptInRequested',
      record: '12x345',
      occurredAt: NOW - 60_000,
      actor: { type: 'staff', user: '19x5' },
      channel: '',
      source: '',
      basis: '',
      text: '',
      language: '',
      policyUrl: '',
      reason: '',
    });
  });

  test('an event, when what it does not have is null, then it is accepted as if absent', async () => {
    const actor = { type: 'staff', user: null };
    const nothing = { channel: null, source: null, basis: null, reason: null };
    for (const evidence of [null, { text: null, language: null, policyUrl: null }]) {
      const world = createWorld();
      expect((await post(world, { ...BODY, ...nothing, actor, evidence })).status).toBe(202);
      const blank = { channel: '', source: '', basis: '', text: '', policyUrl: '', reason: '' };
      expect(world.intake.webhooks[0]?.event).toMatchObject({ ...blank, actor: { type: 'staff' } });
    }
  });

  test.each([
    ['19x5', '19x5'],
    [5, '5'],
    ['5', '5'],
    ['j.jansen', 'j.jansen'],
  ])('the user of staff, when told as %j, then it is kept as %s', async (user, kept) => {
    const world = createWorld();
    expect((await post(world, { ...BODY, actor: { type: 'staff', user } })).status).toBe(202);
    expect(world.intake.webhooks[0]?.event.actor).toEqual({ type: 'staff', user: kept });
  });

  test.each([
    'OptInRequested',
    'InvitationRequested',
    'ConsentRefused',
    'ConsentWithdrawn',
    'ConsentRecorded',
    'AddressBlacklisted',
    'BlacklistLifted',
    'AddressChanged',
    'RecordSaved',
  ])('the event %s, when sent, then it is known', async (event) => {
    expect((await post(createWorld(), { ...BODY, event })).status).toBe(202);
  });

  test('an occurredAt, when it has an offset, then it is that moment', async () => {
    const world = createWorld();
    await post(world, { ...BODY, occurredAt: '2026-11-24T10:59:00+01:00' });
    expect(world.intake.webhooks[0]?.event.occurredAt).toBe(NOW - 60_000);
  });

  test('a signature, when another secret or another signature of the list fits, then it is accepted', async () => {
    const text = JSON.stringify(BODY);
    const second = signed(text, { secret: WEBHOOK_SECRETS[1]! });
    expect((await post(createWorld(), BODY, second)).status).toBe(202);
    const list = `v1a,xyz v1,AAAA ${second['webhook-signature']}`;
    expect((await post(createWorld(), BODY, { ...second, 'webhook-signature': list })).status).toBe(202);
  });

  test.each([-299, 299])(
    'a timestamp, when it differs by %i seconds, then it is accepted',
    async (seconds) => {
      const headers = signed(JSON.stringify(BODY), { at: NOW + seconds * 1000 });
      expect((await post(createWorld(), BODY, headers)).status).toBe(202);
    },
  );

  test('a body, when its type has a charset, then it is accepted', async () => {
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    expect((await post(createWorld(), BODY, headers)).status).toBe(202);
  });

  test('a body of exactly 64 KiB, when sent, then its size is no fault', async () => {
    const text = JSON.stringify({ ...BODY, pad: '' });
    const full = JSON.stringify({ ...BODY, pad: 'x'.repeat(64 * 1024 - Buffer.byteLength(text)) });
    expect(Buffer.byteLength(full)).toBe(64 * 1024);
    expect((await post(createWorld(), full)).status).toBe(202);
  });

  test('the example of the Standard Webhooks form, when computed apart, then the door agrees', async () => {
    const text = '{"event":"Ping"}';
    const timestamp = String(NOW / 1000);
    const mac = createHmac('sha256', WEBHOOK_SECRETS[0]!)
      .update(`msg_p.${timestamp}.${text}`)
      .digest('base64');
    const answer = await request(createWorld().app)
      .post(PATH)
      .set({
        'Content-Type': 'application/json',
        'webhook-id': 'msg_p',
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${mac}`,
      })
      .send(text);
    expect(answer.status).toBe(200);
  });
});

describe('a webhook that is refused', () => {
  const text = JSON.stringify(BODY);
  const good = signed(text);
  const signatures: [string, string, Record<string, string>][] = [
    ['signature_missing', 'has no webhook-id', { 'webhook-id': '' }],
    ['signature_missing', 'has no webhook-timestamp', { 'webhook-timestamp': '' }],
    ['signature_missing', 'has no webhook-signature', { 'webhook-signature': '' }],
    ['timestamp_invalid', 'has a timestamp that is no number', { 'webhook-timestamp': 'now' }],
    ['timestamp_invalid', 'has a timestamp in milliseconds', { 'webhook-timestamp': `${NOW}` }],
    ['timestamp_out_of_tolerance', 'is older than five minutes', signed(text, { at: NOW - 301_000 })],
    ['timestamp_out_of_tolerance', 'comes from the future', signed(text, { at: NOW + 301_000 })],
    ['signature_invalid', 'is signed with another secret', signed(text, { secret: Buffer.alloc(24, 9) })],
    ['signature_invalid', 'is signed for another id', { 'webhook-id': 'msg_2' }],
    ['signature_invalid', 'is signed for another time', { 'webhook-timestamp': String(NOW / 1000 - 1) }],
    ['signature_invalid', 'is signed over another body', signed(`${text} `)],
    [
      'signature_invalid',
      'has another version',
      { 'webhook-signature': good['webhook-signature']!.replace('v1', 'v2') },
    ],
    ['signature_invalid', 'has a short signature', { 'webhook-signature': 'v1,AAAA' }],
    [
      'signature_invalid',
      'has its signature after ten others',
      { 'webhook-signature': `${'v1,AAAA '.repeat(10)}${good['webhook-signature']}` },
    ],
  ];
  test.each(signatures)(
    '%s: a request, when it %s, then 401 and nothing is queued',
    async (code, _why, headers) => {
      const world = createWorld();
      const answer = await post(world, BODY, headers);
      expect([answer.status, answer.body]).toEqual([
        401,
        { status: 'rejected', code, sentence: toldBy(answer).sentence },
      ]);
      expect(world.intake.calls).toBe(0);
    },
  );

  test.each([[':'], ['a b'], ['x'.repeat(129)]])(
    'a webhook-id, when it is "%s", then 400 and nothing is queued',
    async (id) => {
      const world = createWorld();
      const answer = await post(world, BODY, signed(text, { id }));
      expect([answer.status, answer.body]).toMatchObject([400, { code: 'webhook_id_invalid' }]);
      expect(world.intake.calls).toBe(0);
    },
  );

  test.each([
    ['content_type_unsupported', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['content_type_unsupported', { 'Content-Type': 'text/plain' }],
    ['content_type_unsupported', { 'Content-Type': 'application/json-patch+json' }],
    ['content_encoding_unsupported', { 'Content-Encoding': 'gzip' }],
    ['content_encoding_unsupported', { 'Content-Encoding': 'br' }],
  ])('%s: a request, when sent with %j, then 415 and nothing is queued', async (code, headers) => {
    const world = createWorld();
    const answer = await post(world, BODY, headers);
    expect([answer.status, answer.body]).toMatchObject([415, { status: 'rejected', code }]);
    expect(world.intake.calls).toBe(0);
  });

  test('a compressed body, when signed over its own bytes, then 415: it is not unpacked', async () => {
    const world = createWorld();
    const packed = gzipSync(text);
    const answer = await request(world.app)
      .post(PATH)
      .set({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', ...signed(packed) })
      .send(packed.toString('latin1'));
    expect(answer.status).toBe(415);
  });

  test('a body over 64 KiB, when signed well, then 413 and nothing is queued', async () => {
    const world = createWorld();
    const answer = await post(world, JSON.stringify({ ...BODY, pad: 'x'.repeat(65_536) }));
    expect([answer.status, answer.body]).toEqual([413, { status: 'rejected', code: 'body_too_large' }]);
    expect(world.intake.calls).toBe(0);
  });

  test.each(['', '{', 'OptInRequested', '{"event":"Ping"}}'])(
    'json_invalid: a body, when it is "%s", then 400 and nothing is queued',
    async (body) => {
      const world = createWorld();
      const answer = await post(world, body);
      expect([answer.status, answer.body]).toMatchObject([400, { code: 'json_invalid' }]);
      expect(world.intake.calls).toBe(0);
    },
  );

  test('json_invalid: a body, when it is not UTF-8, then 400', async () => {
    const bytes = Buffer.from('{"event":"Ping","x":"\xe9"}', 'latin1');
    const answer = await request(createWorld().app)
      .post(PATH)
      .set({ 'Content-Type': 'application/json', ...signed(bytes) })
      .serialize((sent: unknown) => sent as string)
      .send(bytes as unknown as string);
    expect([answer.status, answer.body]).toMatchObject([400, { code: 'json_invalid' }]);
  });

  const faults: [string, string, object][] = [
    ['event_invalid', 'is unknown', { event: 'Nonsense' }],
    ['event_invalid', 'is of the procedure itself', { event: 'InvitationSent' }],
    ['event_invalid', 'confirms: only the hub sees that', { event: 'ConsentConfirmed' }],
    ['event_invalid', 'is absent', { event: undefined }],
    ['record_invalid', 'has no x', { record: '345' }],
    ['record_invalid', 'has more behind it', { record: '12x345; drop' }],
    ['record_invalid', 'is a number', { record: 12 }],
    ['record_invalid', 'ends in a new line', { record: '12x345\n' }],
    ['occurred_at_invalid', 'is a date', { occurredAt: '2026-11-24' }],
    ['occurred_at_invalid', 'has no zone', { occurredAt: '2026-11-24T10:00:00' }],
    ['occurred_at_invalid', 'is no day', { occurredAt: '2026-02-30T10:00:00Z' }],
    ['occurred_at_invalid', 'is a number', { occurredAt: NOW }],
    ['actor_invalid', 'is absent', { actor: undefined }],
    ['actor_invalid', 'is text', { actor: 'contact' }],
    ['actor_type_invalid', 'is unknown', { actor: { type: 'robot' } }],
    ['actor_user_invalid', 'is an address', { actor: { type: 'staff', user: 'jan@example.org' } }],
    ['channel_invalid', 'is too long', { channel: 'x'.repeat(33) }],
    ['source_invalid', 'is too long', { source: 'x'.repeat(256) }],
    ['basis_invalid', 'is unknown', { basis: 'because' }],
    ['evidence_invalid', 'is text', { evidence: 'yes' }],
    ['evidence_text_invalid', 'is too long', { evidence: { text: 'x'.repeat(20_001) } }],
    ['evidence_language_invalid', 'is too long', { evidence: { language: 'x'.repeat(17) } }],
    ['evidence_policy_url_invalid', 'is too long', { evidence: { policyUrl: 'x'.repeat(2049) } }],
    ['reason_invalid', 'is too long', { reason: 'x'.repeat(1001) }],
  ];
  test.each(faults)(
    '%s: a field, when it %s, then 400 names it and nothing is queued',
    async (code, _why, part) => {
      const world = createWorld();
      const answer = await post(world, { ...BODY, ...part });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ status: 'rejected', code: 'body_invalid', faults: [{ code }] });
      expect(answer.text).not.toContain('jan@example.org');
      expect(toldBy(answer).sentence).toContain(toldBy(answer).faults[0]?.field ?? 'no field');
      expect(world.intake.calls).toBe(0);
    },
  );

  test('a body, when it has several faults, then all are listed', async () => {
    const answer = await post(createWorld(), { event: 'x', record: 'y' });
    expect(toldBy(answer).faults.map(({ code }) => code)).toEqual([
      'event_invalid',
      'record_invalid',
      'occurred_at_invalid',
      'actor_invalid',
    ]);
  });

  test.each(['[]', '"x"', 'null', '1'])(
    'a body, when it is %s, then 400 says it must be an object',
    async (body) => {
      const answer = await post(createWorld(), body);
      expect([answer.status, toldBy(answer).faults[0]?.code]).toEqual([400, 'body_not_object']);
    },
  );

  test('an event, when Redis cannot be reached, then 503 with Retry-After', async () => {
    const world = createWorld();
    world.intake.down = true;
    const answer = await post(world, BODY);
    expect([answer.status, answer.headers['retry-after'], answer.body]).toMatchObject([
      503,
      '30',
      { status: 'unavailable', code: 'store_unavailable' },
    ]);
  });

  test('an unknown error, when it is thrown, then 500 as JSON without detail', async () => {
    const world = createWorld();
    world.intake.failure = new Error('secret');
    const answer = await post(world, BODY);
    expect([answer.status, answer.body]).toEqual([500, { status: 'rejected', code: 'internal_error' }]);
    expect(JSON.stringify(world.lines)).not.toContain('secret');
  });

  test.each(['get', 'put', 'patch', 'delete'] as const)(
    'the door, when asked with %s, then 405',
    async (method) => {
      const world = createWorld();
      const answer = await request(world.app)[method](PATH);
      expect([answer.status, answer.headers['allow'], toldBy(answer).code]).toEqual([
        405,
        'POST',
        'method_not_allowed',
      ]);
      expect(world.intake.calls).toBe(0);
    },
  );
});

describe('Ping', () => {
  test('a Ping, when Vtiger answers, then 200 with version and API user, and nothing is queued', async () => {
    const world = createWorld();
    const answer = await post(world, { event: 'Ping' });
    expect([answer.status, answer.body]).toEqual([
      200,
      { status: 'ok', version: '9.9.9', user: 'bridge', vtigerVersion: '8.4.0' },
    ]);
    expect(world.intake.calls).toBe(0);
  });

  test('a Ping, when Vtiger is away, then 503 with its code and Retry-After', async () => {
    const world = createWorld();
    world.ping.fails = true;
    const answer = await post(world, { event: 'Ping' });
    expect([answer.status, answer.headers['retry-after'], toldBy(answer).code]).toEqual([
      503,
      '30',
      'crm_unreachable',
    ]);
  });

  test('a Ping, when it is not signed, then 401 and Vtiger is not asked', async () => {
    const world = createWorld();
    expect((await post(world, { event: 'Ping' }, { 'webhook-signature': 'v1,AAAA' })).status).toBe(401);
    expect(world.ping.calls).toBe(0);
  });
});

describe('the look-up of an outcome', () => {
  const lookUp = (world: World, id = 'msg_1', headers = signed('', { id })) =>
    request(world.app).get(`${PATH}/${id}`).set(headers);

  test.each([
    [{ state: 'pending' }, { status: 'pending' }],
    [
      { state: 'applied', status: 'Optin' },
      { status: 'applied', consentStatus: 'Optin' },
    ],
    [{ state: 'unchanged' }, { status: 'unchanged' }],
    [
      { state: 'rejected', code: 'blacklisted', sentence: 'The address is blacklisted.' },
      { status: 'rejected', code: 'blacklisted', sentence: 'The address is blacklisted.' },
    ],
  ] as const)('an outcome, when it is %j, then 200 says so', async (outcome, body) => {
    const world = createWorld();
    world.intake.webhookOutcome = outcome;
    const answer = await lookUp(world);
    expect([answer.status, answer.body]).toEqual([200, body]);
  });

  test('an id, when it was never seen, then 404', async () => {
    const answer = await lookUp(createWorld());
    expect([answer.status, toldBy(answer).code]).toEqual([404, 'webhook_unknown']);
  });

  test('a look-up, when it is not signed, or signed for another id or over a body, then 401 and Redis is not asked', async () => {
    const world = createWorld();
    expect((await lookUp(world, 'msg_1', {})).status).toBe(401);
    expect((await lookUp(world, 'msg_1', signed('{}'))).status).toBe(401);
    const other = await lookUp(world, 'msg_1', signed('', { id: 'msg_2' }));
    expect([other.status, toldBy(other).code]).toEqual([401, 'signature_other_id']);
    expect(world.intake.calls).toBe(0);
  });

  test('a look-up, when Redis cannot be reached, then 503 with Retry-After', async () => {
    const world = createWorld();
    world.intake.down = true;
    const answer = await lookUp(world);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '30']);
  });

  test('a look-up, when asked by POST, then 405', async () => {
    expect((await request(createWorld().app).post(`${PATH}/msg_1`)).status).toBe(405);
  });
});
