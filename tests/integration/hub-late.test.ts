import {
  eventsOn,
  inStatus,
  linkIn,
  mailTo,
  metric,
  addPerson,
  press,
  quiet,
  recordOf,
  signUp,
  statusOf,
  tickOf,
} from '../harness/people';
import { type Rig, startRig } from '../harness/rig';
import { until } from '../harness/waiting';

/* Writes without an answer that land later (domain: "In doubt"). Times are short: a call is given up after 1.5 s. */
const TIMEOUT = 1500;
const IN_DOUBT = 3000;
const READ_BACK = 4000;

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({
    env: {
      VTIGER_USERNAME: 'bridge',
      VTIGER_ACCESS_KEY: 'bridgeAccessKey1',
      SWEEP_CRON: '0 0 1 1 *',
      VTIGER_TIMEOUT: `${TIMEOUT}ms`,
      IN_DOUBT_WAIT: `${IN_DOUBT}ms`,
      READ_BACK_AFTER: `${READ_BACK}ms`,
    },
  });
}, 60_000);
afterAll(() => rig.stop());

/** A person whose Invited is written `ms` late, past the time that the bridge waits for an answer. */
async function invitedLate(kind: 'apply-late' | 'answer-late', ms: number) {
  const person = addPerson(rig, { language: 'en' });
  // The write-ahead goes well; the write of Invited, after the mail, is the one that hangs.
  rig.crm.fault({ kind, operation: 'revise', record: person.id, skip: 1, times: 1, ms });
  await rig.webhook(tickOf(person));
  const mail = await mailTo(rig, person, 0);
  return { ...person, mail };
}

/** The refusal was read back: nothing is planned any more. */
async function readBack(): Promise<void> {
  await until('the refusal to be read back', async () => {
    const planned = await metric(rig.bridge(), 'jobs', { queue: 'readbacks' });
    return planned === 0;
  });
  await quiet(rig);
}

const WITHIN = { within: 40_000 };

/** Signs up, unsubscribes while the write of Invited hangs, waits for all of it to land. */
async function unsubscribeMeanwhile(kind: 'apply-late' | 'answer-late', ms: number) {
  const person = await invitedLate(kind, ms);
  const seen: string[] = [];
  const unwatch = rig.crm.after('revise', ({ record }) => {
    if (record === person.id) seen.push(statusOf(rig, person));
  });
  const unsubscribe = /^List-Unsubscribe: <([^>]+)>/m.exec(person.mail.raw.toString())?.[1] ?? '';
  expect(await press(unsubscribe)).toEqual({ status: 200, title: 'We have received your choice' });
  await inStatus(rig, person, 'Unsubscribed', WITHIN.within);
  await until('the late write to have landed', () => seen.includes('Invited'), WITHIN);
  await inStatus(rig, person, 'Unsubscribed', WITHIN.within);
  unwatch();
  return person;
}

/** Confirms and declines at once; the write of Confirmed lands over the refusal. */
async function declineMeanwhile() {
  const person = await signUp(rig, { language: 'en' });
  const ms = TIMEOUT + IN_DOUBT + 1500;
  rig.crm.fault({ kind: 'apply-late', operation: 'revise', record: person.id, times: 1, ms });
  const seen: string[] = [];
  const unwatch = rig.crm.after('revise', ({ record }) => {
    if (record === person.id) seen.push(statusOf(rig, person));
  });
  await press(linkIn(person.mail, 'confirm'));
  await press(linkIn(person.mail, 'decline'));
  await until('the confirmation to have landed', () => seen.includes('Confirmed'), WITHIN);
  await inStatus(rig, person, 'Optout', WITHIN.within);
  unwatch();
  return person;
}

describe('a write without an answer', () => {
  test('the person refuses meanwhile, when the write lands in doubt, at once or over the refusal, then the refusal stands in the end', async () => {
    const people = await Promise.all([
      unsubscribeMeanwhile('apply-late', TIMEOUT + 1000),
      unsubscribeMeanwhile('answer-late', TIMEOUT + 1000),
      unsubscribeMeanwhile('apply-late', TIMEOUT + IN_DOUBT + 2500),
      declineMeanwhile(),
    ]);
    await readBack();
    const statuses = people.map((person) => statusOf(rig, person));
    expect(statuses).toEqual(['Unsubscribed', 'Unsubscribed', 'Unsubscribed', 'Optout']);
    for (const person of people) {
      expect(recordOf(rig, person)).toMatchObject({ newsletter_optin: '0', emailoptout: '1' });
      const events = eventsOn(rig, person).filter((event) =>
        /^Consent(Withdrawn|Refused)$/.test(String(event)),
      );
      expect(events.length).toBeGreaterThanOrEqual(1);
      expect(new Set(events).size).toBe(events.length);
      expect(rig.smtp.to(person.email).length).toBeLessThanOrEqual(2);
    }
    expect(await metric(rig.bridge(), 'in_doubt_writes_total')).toBeGreaterThanOrEqual(3);
  }, 90_000);

  test('nobody does anything, when the write was lost, then Invited is written after the wait and nobody is mailed twice', async () => {
    const person = addPerson(rig, { language: 'nl' });
    rig.crm.fault({ kind: 'drop', operation: 'revise', record: person.id, skip: 1, times: 1 });
    await rig.webhook(tickOf(person));
    await inStatus(rig, person, 'Invited', WITHIN.within);
    expect(rig.smtp.to(person.email)).toHaveLength(1);
    expect(eventsOn(rig, person)).toEqual(['OptInRequested', 'InvitationSent']);
  }, 60_000);
});
