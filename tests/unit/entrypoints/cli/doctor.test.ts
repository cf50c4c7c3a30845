import { createServer, type Server } from 'node:http';
import { Failure } from '../../../../src/flow/failure';
import type { CrmInspection } from '../../../../src/flow/crm-inspection';
import { HOUR } from '../../../fakes/world';
import { createTerminal, inspectionOf } from './fake-bridge';

let server: Server;
let publicUrl = '';
let health = 200;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.statusCode = request.url === '/healthz' ? health : 404;
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  publicUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  health = 200;
});

/** A bridge where all is well, unless the test changes something. */
async function healthy(inspection: CrmInspection = inspectionOf(), mode: 'live' | 'hold' = 'live') {
  const terminal = createTerminal({ settings: { publicUrl, mailMode: { kind: mode } } });
  const { world } = terminal;
  for (const module of ['Contacts', 'Leads'] as const) {
    await world.store.watermarks.set(module, world.clock.now());
    await world.store.watermarks.endFullPass(module, world.clock.now() - HOUR);
  }
  world.crm.inspect = async () => inspection;
  return terminal;
}

describe('doctor', () => {
  it('a bridge, when all is well, ends 0; what Vtiger does not tell is only to know', async () => {
    const { run, ask } = await healthy();
    const { exit, out, err } = await run('doctor');
    expect(out).not.toContain('FAULT  ');
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    for (const line of [
      'Redis 7.0.15 answers',
      'Vtiger 8.4.0 answers; logged in as bridge (19x5)',
      'Standard grade: no webhook',
      'Contacts: 2 fields found',
      'consent_status is cf_851',
      'The mail server lets the bridge in',
      's1._domainkey.consent.example',
      'MAIL_MODE is live',
      'No job has failed',
      'PUBLIC_URL answers',
      'warn  Lead conversion',
    ])
      expect(out).toContain(line);
    expect(out).toContain("warn  Whether Vtiger writes its times in UTC can't be told");
    expect(await ask('doctor')).toMatchObject({ exit: 0, document: { warn: 2, fault: 0 } });
  });

  it.each<[string, Partial<CrmInspection>, string]>([
    [
      'the API user lives elsewhere',
      { user: { ...inspectionOf().user, timeZone: 'Europe/Brussels' } },
      'set its time zone to UTC',
    ],
    ['the API user has no zone', { user: { ...inspectionOf().user, timeZone: '' } }, 'no time zone'],
    [
      'dates have another form',
      { user: { ...inspectionOf().user, dateFormat: 'dd-mm-yyyy' } },
      'yyyy-mm-dd in My',
    ],
    ['dates have no form', { user: { ...inspectionOf().user, dateFormat: '' } }, 'in no known way'],
    ['a module is closed', withModule({ readable: false }), 'may not read it'],
    ['a module is read-only', withModule({ updateable: false }), 'may not edit it'],
    ['comments are closed', withModule({ creatable: false }, 2), 'may not create it'],
    ['a field is missing', withModule({ missing: ['consent_seal'] }), 'fields missing: consent_seal'],
    ['a field is read-only', withModule({ notWritable: ['consent_text'] }), 'may not write: consent_text'],
    ['a value is missing', withModule({ missingStatuses: ['Optin'] }), 'lacks values: Optin'],
  ])('Vtiger, when %s, is a finding with what to do', async (_, change, words) => {
    const { run } = await healthy(inspectionOf(change));
    const { exit, out } = await run('doctor');
    expect(exit).toBe(1);
    expect(out).toContain('FAULT  ');
    expect(out).toContain(words);
  });

  it('the extension, when it is there, needs no hint about Lead conversion', async () => {
    const extension = { unused: null, facts: null };
    const { run } = await healthy(inspectionOf({ grade: 'extension', extension }));
    const { out } = await run('doctor');
    expect(out).toContain('Extension grade');
    expect(out).not.toContain('Lead conversion');
  });

  it.each([
    ['Redis is down', 'store', 'store_unavailable', true, 69],
    ['Redis is too old', 'store', 'redis_too_old', false, 1],
    ['Vtiger is down', 'crm', 'crm_timeout', true, 69],
    ['Vtiger has no such operation', 'crm', 'crm_operation_unsupported', false, 1],
    ['the mail server is down', 'mail', 'mail_unreachable', true, 69],
  ] as const)('a service, when %s, is told beside all else', async (_, stage, code, retryable, exit) => {
    const { ask, redis, world } = await healthy();
    const fail = () => Promise.reject(new Failure('As told.', { code, stage, retryable }));
    if (stage === 'store') redis.check = fail;
    if (stage === 'crm') world.crm.inspect = fail;
    if (stage === 'mail') world.mailer.verify = fail;
    const { exit: ended, document } = await ask('doctor');
    expect(ended).toBe(exit);
    expect(document['checks']).toContainEqual(expect.objectContaining({ level: 'fault', code }));
    expect(document['ok']).toBeGreaterThan(5);
  });

  it('records that cannot be read, when the rest of Vtiger can, are told beside it', async () => {
    const { ask, world } = await healthy();
    world.crm.failNext('newestChange', 'down');
    const { exit, document } = await ask('doctor');
    expect(exit).toBe(69);
    const checks = JSON.stringify(document['checks']);
    expect(checks).toContain('Time zone of Vtiger: ');
    expect(checks).toContain('Contacts: 2 fields found');
  });

  it('an error of the program itself, when it happens, is not taken for a finding', async () => {
    const { run, redis } = await healthy();
    redis.check = () => Promise.reject(new TypeError('broken'));
    expect((await run('doctor')).exit).toBe(70);
  });

  it.each([
    ['in production', true, 1],
    ['elsewhere', false, 0],
  ])(
    'Redis without an append-only file, when %s, weighs as it should (production: %s, exit %s)',
    async (_, production, exit) => {
      const { run, redis, facts } = await healthy();
      facts.production = production;
      redis.check = async () => ({ version: '7.2.0', durable: false, kind: 'private' });
      const said = await run('doctor');
      expect(said.exit).toBe(exit);
      expect(said.out).toContain('appendonly yes');
    },
  );

  it('what is worth knowing, when nothing is wrong, ends 0', async () => {
    const { run, facts } = await healthy(inspectionOf(), 'hold');
    Object.assign(facts, { dkim: null, labelLinks: false, labelConfirm: 'trust' });
    health = 503;
    const { exit, out } = await run('doctor');
    expect(exit).toBe(0);
    for (const words of [
      'MAIL_MODE is hold',
      'signs no mail',
      'Label links are off',
      'LABEL_CONFIRM is trust',
    ])
      expect(out).toContain(words);
    expect(out).toContain('answers /healthz with 503');
  });

  it('the public address, when it does not answer, is only to know', async () => {
    const { bridge, run } = createTerminal({ settings: { publicUrl: 'http://127.0.0.1:1' } });
    expect(bridge.deps.settings.publicUrl).toContain(':1');
    expect((await run('doctor')).out).toContain('does not answer from here');
  });

  it('redirected mail, when chosen, is told without the address', async () => {
    const mailMode = { kind: 'redirect' as const, to: 'admin@example.org' };
    const { run } = createTerminal({ settings: { publicUrl, mailMode } });
    const { out } = await run('doctor');
    expect(out).toContain('every mail goes to the admin');
    expect(out).not.toContain('admin@example.org');
  });

  it('sweeps, when they never ended or long ago, are told', async () => {
    const { run, world } = await healthy();
    await world.store.watermarks.endFullPass('Contacts', world.clock.now() - 72 * HOUR);
    world.store.marked.delete('watermark Leads');
    await world.store.watermarks.saveFullPass('Leads', { after: null, from: 0, drift: 0 });
    const { out } = await run('doctor');
    expect(out).toMatch(/warn +Contacts: changes seen up to/);
    expect(out).toContain('Leads: no full pass has ended yet, one is under way');
  });

  it('requests, when they cannot be registered or decided, are told with what to do', async () => {
    const { run, world } = await healthy();
    expect((await run('doctor')).out).toContain('Requests of persons can become tickets');
    world.people.hidden.add('Invoice');
    const unread = await run('doctor');
    expect(unread.exit).toBe(0);
    expect(unread.out).toMatch(/warn +The API user may not read Invoice: requests to erase wait/);
    world.people.hidden.add('HelpDesk');
    const unregistered = await run('doctor');
    expect(unregistered.out).toMatch(/warn +HelpDesk: the API user may not read, make and edit tickets/);
  });

  it('work, when it does not get done, is a finding', async () => {
    const { run, world, queue } = await healthy();
    await world.deps.alarm.raise(21);
    queue.acts = { count: 2, oldest: world.clock.now() - HOUR };
    queue.due = world.clock.now() - 2 * HOUR;
    const job = { id: 'x', name: 'act', code: 'c', sentence: 's', record: null, attempts: 1, failedAt: 0 };
    queue.jobs = [{ ...job, queue: 'acts' }];
    const { exit, out } = await run('doctor');
    expect(exit).toBe(1);
    expect(out).toContain('Writing has stopped');
    expect(out).toContain('1 jobs have failed');
    expect(out).toContain('2 acts of people wait, the oldest for 1 hour');
    expect(out).toContain('overdue by 2 hours');
  });
});

function withModule(change: Partial<CrmInspection['modules'][number]>, at = 0): Partial<CrmInspection> {
  const modules = inspectionOf().modules.map((each, index) => (index === at ? { ...each, ...change } : each));
  return { modules };
}
