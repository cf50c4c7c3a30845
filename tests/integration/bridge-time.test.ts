import {
  addPerson,
  eventsOn,
  inStatus,
  linkIn,
  mailTo,
  press,
  quiet,
  recordOf,
  signUp,
  statusOf,
} from '../harness/people';
import { type Rig, startRig } from '../harness/rig';
import { until } from '../harness/waiting';

const REMIND_AFTER = 3000;
const EXPIRE_AFTER = 6000;

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({
    env: {
      VTIGER_USERNAME: 'bridge',
      VTIGER_ACCESS_KEY: 'bridgeAccessKey1',
      REMIND_AFTER: `${REMIND_AFTER}ms`,
      EXPIRE_AFTER: `${EXPIRE_AFTER}ms`,
      MAX_REMINDERS: '1,de=0',
    },
  });
}, 60_000);
afterAll(() => rig.stop());

const utc = (text: string | null | undefined) => Date.parse(`${text ?? ''}Z`);
/** When the round of an invited person ends. */
const endOf = (person: { readonly id: string }) =>
  utc(recordOf(rig, person)['consent_invited_on']) + EXPIRE_AFTER;
const passed = (moment: number) => until('the moment to pass', () => Date.now() > moment);

describe('time', () => {
  test('nobody answers, when the times have come, then one reminder and after it Expired, the box un-ticked', async () => {
    const [dutch, german] = await Promise.all([signUp(rig), signUp(rig, { language: 'de' })]);
    const reminder = await mailTo(rig, dutch, 1);
    await inStatus(rig, dutch, 'Reminded');
    const end = endOf(dutch);
    expect(reminder.at).toBeGreaterThanOrEqual(end - EXPIRE_AFTER + REMIND_AFTER);
    expect(reminder.at).toBeLessThan(end);
    expect(linkIn(reminder, 'confirm')).toMatch(/\/confirm\//);
    await Promise.all([inStatus(rig, dutch, 'Expired'), inStatus(rig, german, 'Expired')]);
    expect(Date.now()).toBeGreaterThanOrEqual(end);
    expect(recordOf(rig, dutch)).toMatchObject({ newsletter_optin: '0', emailoptout: '0' });
    expect(eventsOn(rig, dutch)).toEqual([
      'OptInRequested',
      'InvitationSent',
      'ReminderSent',
      'InvitationExpired',
    ]);
    // German practice: no reminder.
    expect(eventsOn(rig, german)).toEqual(['OptInRequested', 'InvitationSent', 'InvitationExpired']);
    expect(rig.smtp.to(dutch.email)).toHaveLength(2);
    expect(rig.smtp.to(german.email)).toHaveLength(1);
  }, 60_000);

  test('an expired link, when opened, then 410 and a button that mails a new link, which confirms', async () => {
    const person = await signUp(rig, { language: 'de' });
    await inStatus(rig, person, 'Expired');
    const link = linkIn(person.mail, 'confirm');
    expect((await fetch(link)).status).toBe(410);
    expect((await press(link)).status).toBe(410);
    expect(statusOf(rig, person)).toBe('Expired');
    expect((await press(link.replace('?', '/again?'))).status).toBe(200);
    const mail = await mailTo(rig, person, 1);
    expect((await press(linkIn(mail, 'confirm'))).status).toBe(200);
    await inStatus(rig, person, 'Confirmed');
  }, 60_000);

  test('a click before expiry, when Vtiger was down until after it, then it counts', async () => {
    const person = await signUp(rig, { language: 'de' });
    await rig.crm.goDown();
    expect(await press(linkIn(person.mail, 'confirm'))).toEqual({
      status: 200,
      title: 'Wir haben Ihre Wahl erhalten',
    });
    await passed(endOf(person));
    await rig.crm.comeUp();
    await inStatus(rig, person, 'Confirmed', 30_000);
    await quiet(rig);
    expect(statusOf(rig, person)).toBe('Confirmed');
    expect(Date.parse(String(recordOf(rig, person)['consent_date']) + 'Z')).toBeLessThan(endOf(person));
  }, 60_000);

  test('a click before expiry, when Expired was written first, then it still counts, on both records', async () => {
    const double = addPerson(rig, { module: 'Leads', language: 'de' });
    const person = await signUp(rig, { language: 'de', email: double.email });
    // The act, which reads the one record, meets trouble; the expiry comes by way of the other.
    const clear = rig.crm.fault({ kind: 'html', operation: 'retrieve', record: person.id });
    await press(linkIn(person.mail, 'confirm'));
    expect(Date.now()).toBeLessThan(endOf(person));
    await inStatus(rig, person, 'Expired');
    clear();
    await Promise.all([
      inStatus(rig, person, 'Confirmed', 30_000),
      inStatus(rig, double, 'Confirmed', 30_000),
    ]);
    await quiet(rig);
    expect([statusOf(rig, person), statusOf(rig, double)]).toEqual(['Confirmed', 'Confirmed']);
    expect(eventsOn(rig, person).slice(-2)).toEqual(['InvitationExpired', 'ConsentConfirmed']);
  }, 60_000);
});

describe('a tick without a webhook', () => {
  test.each(['Leads', 'Contacts'] as const)(
    'a web form made one of %s, when the sweep finds it, then the person is invited as by their own request',
    async (module) => {
      const person = addPerson(rig, {
        module,
        language: 'de',
        fields: { newsletter_optin: '1', source: 'WEBFORM', consent_source: 'Form on the site' },
      });
      const mail = await mailTo(rig, person, 0);
      await inStatus(rig, person, 'Invited');
      expect(eventsOn(rig, person)).toEqual(['OptInRequested', 'InvitationSent']);
      await press(linkIn(mail, 'confirm'));
      await inStatus(rig, person, 'Confirmed');
    },
    40_000,
  );
});
