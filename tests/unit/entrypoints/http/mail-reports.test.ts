import request from 'supertest';
import type { MailReportDoor } from '../../../../src/entrypoints/http/app-deps';
import { readMailWebhook } from '../../../../src/config/mail-webhook';
import { Failure } from '../../../../src/flow/failure';
import type { ToldReport } from '../../../../src/flow/mailbox/accept-reports';
import { createWorld as createHub, NOW, signed } from './world';

const PATH = '/webhooks/mail';
const MAP = {
  list: 'events',
  event: 'type',
  address: 'mail.to',
  messageId: ['mail', 'headers', 'message-id'],
  status: 'reason.text',
  types: {
    hard: 'bounce-permanent',
    soft: 'bounce-soft',
    spam: 'complaint',
    delivered: 'ignore',
  },
};
const EVENT = { type: 'hard', mail: { to: 'Jan@Example.org' }, reason: { text: '550 5.1.1 no such user' } };

function createWorld(changes: Record<string, unknown> = {}) {
  const faults: string[] = [];
  const map = readMailWebhook(JSON.stringify({ ...MAP, ...changes }), faults);
  if (map === undefined) throw new Error(faults.join());
  const taken: { id: string; reports: readonly ToldReport[] }[] = [];
  const state = { down: false };
  const door: MailReportDoor = {
    map,
    accept: async (id, reports) => {
      if (state.down)
        throw new Failure('no Redis', { code: 'store_unavailable', stage: 'store', retryable: true });
      if (taken.some((each) => each.id === id)) return 'duplicate';
      taken.push({ id, reports });
      return 'accepted';
    },
  };
  return { ...createHub({}, { mailReports: door }), taken, state };
}
type World = ReturnType<typeof createWorld>;

function post(world: World, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return request(world.app)
    .post(PATH)
    .set({ 'content-type': 'application/json', ...signed(text), ...headers })
    .serialize((each: unknown) => each as string)
    .send(text);
}

describe('a report of the mail provider, at the door', () => {
  test('a message, when signed and as mapped, then 202 and its events are taken as read', async () => {
    const world = createWorld();
    const events = [
      EVENT,
      { type: 'soft', mail: { to: 'Piet <piet@example.org>' }, reason: { text: 'mailbox full' } },
      { type: 'delivered' },
      { type: 'spam', mail: { headers: { 'message-id': 'fp.r.welcome.1@example.org' } } },
    ];
    const answer = await post(world, { events });
    expect([answer.status, answer.body]).toEqual([202, { status: 'accepted' }]);
    expect(world.taken).toEqual([
      {
        id: 'msg_1',
        reports: [
          { type: 'bounce-permanent', address: 'jan@example.org', status: '5.1.1' },
          { type: 'bounce-soft', address: 'piet@example.org', status: '' },
          { type: 'complaint', messageId: '<fp.r.welcome.1@example.org>', status: '' },
        ],
      },
    ]);
  });

  test('a message, when it comes again, then 202 duplicate', async () => {
    const world = createWorld();
    await post(world, { events: [EVENT] });
    expect((await post(world, { events: [EVENT] })).body).toEqual({ status: 'duplicate' });
    expect(world.taken).toHaveLength(1);
  });

  test.each([
    ['one event', { type: 'hard', to: 'jan@example.org' }],
    ['a list of events', [{ type: 'hard', to: 'jan@example.org' }]],
  ])('a body, when it is %s and no list is mapped, then it is taken', async (_, body) => {
    const world = createHub(
      {},
      {
        mailReports: {
          map: { event: ['type'], address: ['to'], types: { '*': 'bounce-soft' } },
          accept: async (_id, reports) => (reports.length === 1 ? 'accepted' : 'duplicate'),
        },
      },
    );
    const answer = await post(world as World, body);
    expect([answer.status, answer.body]).toEqual([202, { status: 'accepted' }]);
  });

  test.each([
    ['json_invalid', '{'],
    ['events_missing', {}],
    ['events_missing', { events: {} }],
    ['events_missing', null],
    ['events_missing', '{"__proto__":{"events":[]}}'],
    ['too_many_events', { events: Array.from({ length: 1001 }, () => ({})) }],
    ['event_invalid', { events: [EVENT, 'jan@example.org'] }],
    ['event_invalid', { events: [null] }],
    ['event_invalid', { events: [[EVENT]] }],
    ['event_type_missing', { events: [{ ...EVENT, type: undefined }] }],
    ['event_type_missing', { events: [{ ...EVENT, type: { a: 1 } }] }],
    ['event_type_unknown', { events: [{ ...EVENT, type: 'opened' }] }],
    ['event_type_unknown', { events: [{ ...EVENT, type: 'constructor' }] }],
    ['address_invalid', { events: [{ ...EVENT, mail: { to: 'jan at example' } }] }],
    ['recipient_missing', { events: [{ ...EVENT, mail: {} }] }],
    ['recipient_missing', { events: [EVENT, { ...EVENT, mail: 'jan@example.org' }] }],
  ])('%s: a body, when it is %j, then 400 and nothing is queued', async (code, body) => {
    const world = createWorld();
    const answer = await post(world, body);
    expect([answer.status, answer.body]).toMatchObject([400, { status: 'rejected', code }]);
    expect(answer.text + JSON.stringify(world.lines)).not.toContain('jan');
    expect(world.taken).toEqual([]);
  });

  test.each([
    [401, 'signature_missing', { 'webhook-signature': '' }],
    [401, 'signature_invalid', signed('other')],
    [401, 'timestamp_out_of_tolerance', { 'webhook-timestamp': String(NOW / 1000 - 301) }],
    [415, 'content_type_unsupported', { 'content-type': 'application/x-www-form-urlencoded' }],
    [415, 'content_encoding_unsupported', { 'content-encoding': 'gzip' }],
  ])('%i %s: a request, when sent with %j, then nothing is queued', async (status, code, headers) => {
    const world = createWorld();
    const answer = await post(world, { events: [EVENT] }, headers);
    expect([answer.status, answer.body]).toMatchObject([status, { code }]);
    expect(world.taken).toEqual([]);
  });

  test('webhook_id_invalid: an id, when it cannot be kept, then 400 and nothing is queued', async () => {
    const world = createWorld();
    const text = JSON.stringify({ events: [EVENT] });
    const answer = await post(world, text, signed(text, { id: 'a:b' }));
    expect([answer.status, answer.body]).toMatchObject([400, { code: 'webhook_id_invalid' }]);
    expect(world.taken).toEqual([]);
  });

  test('a body over 64 KiB, when signed well, then 413 and nothing is queued', async () => {
    const world = createWorld();
    expect((await post(world, { events: [EVENT], pad: 'x'.repeat(64 * 1024) })).status).toBe(413);
    expect(world.taken).toEqual([]);
  });

  test('a message, when Redis cannot be reached, then 503 with Retry-After', async () => {
    const world = createWorld();
    world.state.down = true;
    const answer = await post(world, { events: [EVENT] });
    expect([answer.status, answer.body]).toMatchObject([503, { code: 'store_unavailable' }]);
    expect(answer.headers['retry-after']).toBeDefined();
  });

  test('the door, when asked by GET, then 405; when it is not configured, then 404', async () => {
    expect((await request(createWorld().app).get(PATH)).status).toBe(405);
    expect((await post(createHub() as World, { events: [EVENT] })).status).toBe(404);
  });
});
