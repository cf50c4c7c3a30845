import { randomUUID } from 'node:crypto';
import { runCommand } from '../harness/cli';
import {
  addPerson,
  confirmed,
  eventsOn,
  inStatus,
  linkIn,
  mailTo,
  metric,
  press,
  quiet,
  signUp,
  statusOf,
  tickOf,
  toldAndEnded,
} from '../harness/people';
import { type Rig, startRig } from '../harness/rig';
import { until } from '../harness/waiting';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({
    env: {
      VTIGER_USERNAME: 'bridge',
      VTIGER_ACCESS_KEY: 'bridgeAccessKey1',
      // The sweep would try what a test has just seen fail.
      SWEEP_CRON: '0 0 1 1 *',
      RATE_LIMIT_CLIENT: 'off',
    },
  });
}, 60_000);
afterAll(() => rig.stop());
afterEach(() => rig.crm.faults.clear());

const loggedErrors = (record: string) =>
  rig
    .bridge()
    .logs.filter((line) => /"level":"(error|warn|info)"/.test(line) && line.includes(`"${record}"`));

describe('Vtiger in trouble', () => {
  test.each([
    ['ends the session in the middle', { kind: 'session-expired', operation: 'revise', times: 1 }],
    ['answers with a page of HTML twice', { kind: 'html', operation: 'retrieve', times: 2 }],
    ['answers nothing at all once', { kind: 'empty', operation: 'query', times: 1 }],
    ['drops the connection of a read', { kind: 'drop', operation: 'query', times: 1 }],
    ['cuts off an answer of a read', { kind: 'invalid-json', operation: 'retrieve', times: 1 }],
  ] as const)(
    'a sign-up, when Vtiger %s, then the person is Invited with one mail',
    async (_when, fault) => {
      const person = addPerson(rig);
      rig.crm.fault(fault);
      await rig.webhook(tickOf(person));
      await inStatus(rig, person, 'Invited', 30_000);
      expect(rig.smtp.to(person.email)).toHaveLength(1);
      expect(eventsOn(rig, person)).toEqual(['OptInRequested', 'InvitationSent']);
    },
    40_000,
  );

  test('a click, when Vtiger is down, then the page says received, the act waits in sight, and is applied once it is back', async () => {
    const person = await signUp(rig, { language: 'en' });
    await rig.crm.goDown();
    expect(await press(linkIn(person.mail, 'confirm'))).toEqual({
      status: 200,
      title: 'We have received your choice',
    });
    expect(await metric(rig.bridge(), 'acts_pending')).toBe(1);
    const ready = await until('the trouble to be told', async () => {
      const text = await (await fetch(`${rig.bridge().adminUrl}/readyz`)).text();
      return text.includes('crm_refused') ? text : null;
    });
    expect(JSON.parse(ready)).toMatchObject({ ready: true, degraded: { vtiger: 'crm_refused' } });
    await rig.crm.comeUp();
    await inStatus(rig, person, 'Confirmed', 30_000);
    await mailTo(rig, person, 1);
    await until('nothing to be pending', async () => (await metric(rig.bridge(), 'acts_pending')) === 0);
  }, 60_000);
});

describe('bad input by webhook', () => {
  test.each([
    ['an unknown record', 'record_not_found', () => ({ id: '12x999999', language: 'nl' })],
    [
      'a deleted record',
      'record_not_found',
      () => {
        const person = addPerson(rig);
        rig.crm.records.remove(person.id);
        return person;
      },
    ],
    ['no address', 'no_address', () => addPerson(rig, { email: '' })],
    ['an invalid address', 'invalid_address', () => addPerson(rig, { email: 'jan at example.org' })],
  ] as const)(
    'a tick, when it is about %s, then it is rejected as %s at once, in log and metrics, and no job fails',
    async (_what, code, make) => {
      const person = { email: '', ...make() };
      const before = await metric(rig.bridge(), 'events_total', { result: 'rejected', code });
      const outcome = await toldAndEnded(rig, tickOf(person));
      expect(outcome).toMatchObject({ status: 'rejected', code });
      expect(outcome.sentence).toMatch(/\.$/);
      expect(await metric(rig.bridge(), 'events_total', { result: 'rejected', code })).toBe(before + 1);
      await until('the log line', () => loggedErrors(person.id).length > 0);
      await quiet(rig);
      expect(loggedErrors(person.id)).toHaveLength(1);
      expect(await metric(rig.bridge(), 'jobs', { state: 'failed' })).toBe(0);
    },
  );

  test('an unknown event, when it is told, then 400 with a code, and nothing is queued', async () => {
    const person = addPerson(rig);
    const calls = rig.crm.calls.count();
    const answer = await rig.webhook(tickOf(person, { event: 'PersonSneezed' }));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'body_invalid',
      faults: [{ field: 'event', code: 'event_invalid' }],
    });
    await quiet(rig);
    expect(rig.crm.calls.count()).toBe(calls);
  });

  test('the same webhook, when it is told twice, then 202 duplicate and one mail', async () => {
    const person = addPerson(rig);
    const id = `msg_${randomUUID()}`;
    const answers = [await rig.webhook(tickOf(person), id), await rig.webhook(tickOf(person), id)];
    expect(await Promise.all(answers.map((each) => each.json()))).toEqual([
      { status: 'accepted' },
      { status: 'duplicate' },
    ]);
    await inStatus(rig, person, 'Invited');
    await quiet(rig);
    expect(rig.smtp.to(person.email)).toHaveLength(1);
  });
});

describe('a Vtiger that will not store', () => {
  /** Takes the right to edit Contacts from the API user; answers how to give it back. */
  function forbidWriting(): () => void {
    const user = rig.crm.users.find(({ name }) => name === 'bridge')!;
    const rights = user.rights ?? {};
    user.rights = { ...rights, Contacts: { view: true } };
    return () => (user.rights = rights);
  }
  const dropField = (record: string) =>
    rig.crm.fault({ kind: 'drop-field', operation: 'revise', fields: ['consent_seal'], record });

  test.each([
    ['the API user may not write', 'crm_access_denied', forbidWriting],
    ['a read-only field is dropped silently', 'crm_not_stored', dropField],
  ] as const)(
    'a tick, when %s, then its outcome says %s, queue failed lists it, no mail leaves, and queue retry mends it',
    async (_what, code, hinder) => {
      const person = addPerson(rig);
      const mend = hinder(person.id);
      try {
        expect(await toldAndEnded(rig, tickOf(person))).toMatchObject({ status: 'rejected', code });
        expect(rig.smtp.to(person.email)).toHaveLength(0);
        expect(loggedErrors(person.id).filter((line) => line.includes(code))).toHaveLength(1);
        const failed = await runCommand(rig.env, ['queue', 'failed']);
        expect(failed.exit).toBe(1);
        const jobs = [expect.objectContaining({ queue: 'webhooks', code, record: person.id, attempts: 1 })];
        expect(failed.json).toMatchObject({ failed: jobs });
        expect(await metric(rig.bridge(), 'jobs', { queue: 'webhooks', state: 'failed' })).toBe(1);
      } finally {
        mend();
      }
      const retried = await runCommand(rig.env, ['queue', 'retry', '--all']);
      expect(retried).toMatchObject({ exit: 0, json: { retried: 1 } });
      await inStatus(rig, person, 'Invited');
      expect(rig.smtp.to(person.email)).toHaveLength(1);
      expect((await runCommand(rig.env, ['queue', 'failed'])).exit).toBe(0);
    },
    40_000,
  );

  test('a refusal, when the API user may not write, then the person is thanked, the act is kept, and retry applies it', async () => {
    const person = await confirmed(rig, { language: 'en' });
    const mend = forbidWriting();
    expect((await press(linkIn(person.mail, 'unsubscribe'))).title).toBe('We have received your choice');
    await until('the act to have failed', async () => {
      return (await metric(rig.bridge(), 'jobs', { queue: 'acts', state: 'failed' })) === 1;
    });
    expect(await metric(rig.bridge(), 'acts_pending')).toBe(1);
    mend();
    await runCommand(rig.env, ['queue', 'retry', '--all']);
    await inStatus(rig, person, 'Unsubscribed');
    expect(statusOf(rig, person)).toBe('Unsubscribed');
  }, 40_000);

  test('a field, when the API user cannot see it, then the outcome names what is missing and nothing is mailed', async () => {
    const user = rig.crm.users.find(({ name }) => name === 'bridge')!;
    const rights = user.rights;
    user.rights = { ...rights, Contacts: { view: true, edit: true, hidden: ['consent_round'] } };
    await rig.bridge().kill('SIGTERM');
    await rig.startBridge();
    const person = addPerson(rig);
    const outcome = await toldAndEnded(rig, tickOf(person));
    expect(outcome.status).toBe('rejected');
    expect(outcome.code).toMatch(/^crm_field/);
    expect(outcome.sentence).toContain('consent_round');
    expect(rig.smtp.to(person.email)).toHaveLength(0);
    expect((await runCommand(rig.env, ['doctor'])).exit).toBe(1);
    user.rights = rights ?? {};
  }, 40_000);
});
