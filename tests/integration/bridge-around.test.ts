import {
  addPerson,
  confirmed,
  eventsOn,
  inStatus,
  linkIn,
  mailTo,
  notesOn,
  press,
  quiet,
  recordOf,
  signUp,
  statusOf,
  toldAndEnded,
} from '../harness/people';
import { type Rig, startRig } from '../harness/rig';
import { until } from '../harness/waiting';

/* Records changed around the bridge: the sweep, every two seconds, finds what staff did. */

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ env: { VTIGER_USERNAME: 'bridge', VTIGER_ACCESS_KEY: 'bridgeAccessKey1' } });
}, 60_000);
afterAll(() => rig.stop());

describe('staff edit a record in Vtiger', () => {
  test('Confirmed set by hand, when nothing proves it, then it is put back, with a note that says why', async () => {
    const person = await signUp(rig);
    rig.crm.records.edit(person.id, { consent_status: 'Confirmed' });
    await inStatus(rig, person, 'Invited');
    expect(notesOn(rig, person)).toEqual([expect.stringMatching(/^E-mail consent: .*put back/s)]);
    expect(eventsOn(rig, person)).toEqual(['OptInRequested', 'InvitationSent']);
    await quiet(rig);
    expect(notesOn(rig, person)).toHaveLength(1);
    expect(rig.smtp.to(person.email)).toHaveLength(1);
  });

  test('Subscribed set by hand, when basis, text, date and source were given with it, then it is recorded consent', async () => {
    const person = addPerson(rig);
    rig.crm.records.edit(person.id, {
      consent_status: 'Subscribed',
      consent_basis: 'customer',
      consent_text: 'Signed at the fair',
      consent_date: '2026-01-02 10:00:00',
      consent_source: 'Paper form 12',
    });
    await until('the seal', () => recordOf(rig, person)['consent_seal'] !== '');
    expect(statusOf(rig, person)).toBe('Subscribed');
    expect(eventsOn(rig, person)).toEqual(['ConsentRecorded']);
    expect(recordOf(rig, person)).toMatchObject({ consent_basis: 'customer', newsletter_optin: '1' });
    expect(rig.smtp.to(person.email)).toHaveLength(0);
  });

  test.each([
    ['Optout', 'ConsentRefused'],
    ['Unsubscribed', 'ConsentWithdrawn'],
    ['Blacklisted', 'AddressBlacklisted'],
  ])('%s set by hand on a subscriber, when found, then it is adopted as %s', async (status, event) => {
    const person = await confirmed(rig);
    rig.crm.records.edit(person.id, { consent_status: status });
    await until('the evidence', () => eventsOn(rig, person).includes(event));
    await until('the seal', () => recordOf(rig, person)['consent_seal']?.startsWith(`v1.s1.${status}.`));
    expect(recordOf(rig, person)).toMatchObject({
      consent_status: status,
      newsletter_optin: '0',
      emailoptout: '1',
    });
  });

  test('a refusal blanked by an import, when found, then it is put back', async () => {
    const person = await confirmed(rig);
    await press(linkIn(person.mail, 'unsubscribe'));
    await inStatus(rig, person, 'Unsubscribed');
    rig.crm.records.edit(person.id, { consent_status: '', newsletter_optin: '1', emailoptout: '0' });
    await inStatus(rig, person, 'Unsubscribed');
    await quiet(rig);
    expect(recordOf(rig, person)).toMatchObject({ newsletter_optin: '0', emailoptout: '1' });
    expect(rig.smtp.to(person.email)).toHaveLength(2);
  });

  test('the address corrected by staff, when found, then the record has no status and nobody is mailed', async () => {
    const person = await signUp(rig);
    const email = `corrected.${person.email}`;
    rig.crm.records.edit(person.id, { email });
    await inStatus(rig, person, '');
    const told = rig.crm.records.comments(person.id).at(-1)?.['commentcontent'];
    expect(told).toMatch(/^E-mail consent: AddressChanged, .*\(address changed, ask again\)/);
    await quiet(rig);
    expect(rig.smtp.to(email)).toHaveLength(0);
  });
});

describe('a second record', () => {
  test('with the address of a subscriber, when it is imported, then it joins the decision with evidence and nobody is mailed', async () => {
    const person = await confirmed(rig);
    const double = addPerson(rig, { module: 'Leads', email: person.email.toUpperCase() });
    await inStatus(rig, double, 'Confirmed');
    expect(recordOf(rig, double)['consent_date']).toBe(recordOf(rig, person)['consent_date']);
    expect(eventsOn(rig, double)).toEqual(['ConsentConfirmed']);
    await press(linkIn(person.mail, 'unsubscribe'));
    await Promise.all([inStatus(rig, person, 'Unsubscribed'), inStatus(rig, double, 'Unsubscribed')]);
    expect(rig.smtp.to(person.email)).toHaveLength(2);
  });
});

describe('staff press the buttons of Vtiger', () => {
  const staff = { actor: { type: 'staff', user: '19x5' }, occurredAt: new Date().toISOString() };

  test('Send invitation, when a ground is given, then the person is mailed; without one it is rejected', async () => {
    const person = addPerson(rig);
    const without = { ...staff, event: 'InvitationRequested', record: person.id };
    expect(await toldAndEnded(rig, without)).toMatchObject({ status: 'rejected', code: 'missing_ground' });
    expect(statusOf(rig, person)).toBe('');
    expect(await toldAndEnded(rig, { ...without, reason: 'Met at the fair' })).toMatchObject({
      status: 'applied',
      consentStatus: 'Optin',
    });
    await mailTo(rig, person, 0);
    await inStatus(rig, person, 'Invited');
  });

  test('Blacklist and lift, when in that order, then Optout, never subscribed again by itself', async () => {
    const person = await confirmed(rig);
    const about = { ...staff, record: person.id, occurredAt: new Date().toISOString() };
    await toldAndEnded(rig, { ...about, event: 'AddressBlacklisted' });
    expect(statusOf(rig, person)).toBe('Blacklisted');
    await toldAndEnded(rig, { ...about, event: 'BlacklistLifted', reason: 'Mistake' });
    expect(statusOf(rig, person)).toBe('Optout');
  });
});
