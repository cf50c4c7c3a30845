import { randomUUID } from 'node:crypto';
import { runCommand } from '../harness/cli';
import {
  addPerson,
  confirmed,
  eventsOn,
  inStatus,
  linkIn,
  mailTo,
  press,
  quiet,
  recordOf,
  tickOf,
  toldAndEnded,
} from '../harness/people';
import { type Rig, startRig } from '../harness/rig';

/* The built bridge on a Vtiger with the extension. What both grades do alike is tried in bridge-*.test.ts. */

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({
    crm: { extension: true },
    env: {
      VTIGER_USERNAME: 'bridge',
      VTIGER_ACCESS_KEY: 'bridgeAccessKey1',
      IN_DOUBT_WAIT: '2s',
      JOB_LOCK: '2s',
    },
  });
}, 60_000);
afterAll(() => rig.stop());

const commentsOn = ({ id }: { readonly id: string }) => rig.crm.records.comments(id);
const SIGNED_UP = ['OptInRequested', 'InvitationSent'];

test('a person, when they tick, confirm and withdraw, then fields and history hold it once and no comment is written', async () => {
  const person = addPerson(rig, { language: 'en' });
  const id = `msg_${randomUUID()}`;
  for (const answer of [await rig.webhook(tickOf(person), id), await rig.webhook(tickOf(person), id)])
    expect(answer.status).toBe(202);
  const invitation = await mailTo(rig, person, 0);
  await inStatus(rig, person, 'Invited');
  expect((await press(linkIn(invitation, 'confirm'))).status).toBe(200);
  await inStatus(rig, person, 'Confirmed');
  expect(recordOf(rig, person)).toMatchObject({
    newsletter_optin: '1',
    emailoptout: '0',
    consent_basis: 'consent',
  });
  const welcome = await mailTo(rig, person, 1);
  await press(linkIn(welcome, 'unsubscribe'));
  await inStatus(rig, person, 'Unsubscribed');
  await quiet(rig);
  expect(recordOf(rig, person)).toMatchObject({ newsletter_optin: '0', emailoptout: '1' });
  expect(eventsOn(rig, person)).toEqual([...SIGNED_UP, 'ConsentConfirmed', 'ConsentWithdrawn']);
  expect(commentsOn(person)).toEqual([]);
  expect(rig.smtp.to(person.email)).toHaveLength(2);
  const written = ['create', 'revise', 'update', 'delete'].map((operation) => rig.crm.calls.count(operation));
  expect(written).toEqual([0, 0, 0, 0]);
});

/** kill -9 when the first `apply` of the record is done and not yet answered. */
function killedInApply(record: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = rig.crm.after('consentbridge.apply', async (call) => {
      if (call.record !== record) return;
      stop();
      await rig.bridge().kill('SIGKILL');
      resolve();
    });
  });
}

test('the bridge, when killed between a write and its answer, then the next start goes on and all is done once', async () => {
  const person = addPerson(rig);
  const killed = killedInApply(person.id);
  await rig.webhook(tickOf(person));
  await killed;
  expect(eventsOn(rig, person)).toEqual(['OptInRequested']);
  await rig.startBridge();
  await inStatus(rig, person, 'Invited', 40_000);
  await quiet(rig);
  expect(eventsOn(rig, person)).toEqual(SIGNED_UP);
  expect(rig.smtp.to(person.email)).toHaveLength(1);
  expect(commentsOn(person)).toEqual([]);
}, 60_000);

test('the extension, when switched off in the middle of a withdrawal, then it is done in standard grade; on again, the history goes on', async () => {
  const { extension } = rig.crm.crm;
  if (extension === null) throw new Error('no extension');
  const person = await confirmed(rig);
  const gave = [...SIGNED_UP, 'ConsentConfirmed'];
  const stop = rig.crm.before('consentbridge.apply', () => {
    stop();
    extension.disabled = true;
  });
  expect((await press(linkIn(person.mail, 'unsubscribe'))).status).toBe(200);
  await inStatus(rig, person, 'Unsubscribed');
  expect(eventsOn(rig, person)).toEqual([...gave, 'ConsentWithdrawn']);
  expect(commentsOn(person)).toHaveLength(1);
  expect((await runCommand(rig.env, ['doctor'])).text).toContain('switched off in Module Manager');

  extension.disabled = false;
  await rig.bridge().kill('SIGTERM');
  await rig.startBridge();
  expect(await toldAndEnded(rig, tickOf(person))).toMatchObject({ status: 'applied' });
  await inStatus(rig, person, 'Invited');
  await quiet(rig);
  expect(commentsOn(person)).toHaveLength(1);
  expect(eventsOn(rig, person)).toEqual([...gave, 'ConsentWithdrawn', ...SIGNED_UP]);
  const history = await runCommand(rig.env, ['history', person.id]);
  for (const event of [...gave, 'ConsentWithdrawn']) expect(history.text).toContain(event);
  expect((await runCommand(rig.env, ['doctor'])).text).toContain('Extension grade: ConsentBridge 0.1.0');
}, 60_000);
