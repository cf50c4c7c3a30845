import {
  addPerson,
  confirmed,
  eventsOn,
  inStatus,
  type Person,
  quiet,
  recordOf,
  statusOf,
} from '../harness/people';
import { killedAt } from '../harness/killed';
import {
  addBusiness,
  askErasure,
  freshLink,
  mailOf,
  mailsOf,
  startPersonRig,
  ticketsOf,
} from '../harness/person-page';
import type { Rig } from '../harness/rig';
import { sendSignUp } from '../harness/signup-page';
import { until } from '../harness/waiting';

/* kill -9 in the middle of what a person asked for: the next start ends it, and each mail is sent once. */

let rig: Rig;
beforeAll(async () => {
  rig = await startPersonRig({ env: { ERASE_POLICY: 'auto', IN_DOUBT_WAIT: '2s', JOB_LOCK: '2s' } });
  addBusiness(rig);
}, 60_000);
afterAll(() => rig.stop());

const isGone = ({ id }: Pick<Person, 'id'>) => rig.crm.records.get(id) === undefined;

test('an erasure of a record that is kept, when the bridge is killed after its refusal was written, then it is emptied and told once', async () => {
  const person = await confirmed(rig, { language: 'en', fields: { phone: '+31 20 555 0001' } });
  rig.crm.records.insert('Invoice', { subject: 'I', contact_id: person.id });
  const killed = killedAt(rig, {
    operation: 'revise',
    when: 'after',
    about: ({ record }) => record === person.id,
  });
  await askErasure(freshLink(rig, person));
  await killed;
  await rig.startBridge();
  await mailOf(rig, person.email, 'request-kept');
  await quiet(rig);
  expect(recordOf(rig, person)).toMatchObject({ consent_status: 'Optout', phone: '' });
  expect(mailsOf(rig, person.email, 'request-')).toHaveLength(1);
  expect(eventsOn(rig, person).filter((event) => event === 'ConsentRefused')).toHaveLength(1);
}, 90_000);

test('a mail that is being handed over, when the bridge is killed, then the person is told once more at most', async () => {
  const person = addPerson(rig, { language: 'en' });
  const killed = new Promise<void>((resolve) => {
    rig.smtp.onMessage = async (to) => {
      if (to !== person.email) return;
      rig.smtp.onMessage = undefined;
      await rig.bridge().kill('SIGKILL');
      resolve();
    };
  });
  await askErasure(freshLink(rig, person));
  await killed;
  await rig.startBridge();
  await until('the ticket to be closed', () => ticketsOf(rig, person)[0]?.['ticketstatus'] === 'Closed', {
    within: 40_000,
  });
  await quiet(rig);
  const count = mailsOf(rig, person.email, 'request-done').length;
  expect([1, 2]).toContain(count);
  expect(isGone(person)).toBe(true);
}, 90_000);

test.each(['before', 'after'] as const)(
  'a sign-up, when the bridge is killed just %s its Lead is created, then one Lead, one mail',
  async (when) => {
    const email = `killed.${when}@signup.example`;
    const killed = killedAt(rig, { operation: 'create', when, about: ({ module }) => module === 'Leads' });
    await sendSignUp(rig, { email });
    await killed;
    await rig.startBridge();
    const leads = () => rig.crm.records.list('Leads').filter((each) => each['email'] === email);
    const lead = await until('the Lead', () => leads()[0], { within: 40_000 });
    await inStatus(rig, lead, 'Invited', 40_000);
    await quiet(rig);
    expect([leads().length, rig.smtp.to(email).length]).toEqual([1, 1]);
    expect(eventsOn(rig, lead)).toEqual(['OptInRequested', 'InvitationSent']);
    expect(statusOf(rig, lead)).toBe('Invited');
  },
  90_000,
);
