import { addPerson, inStatus, linkIn, mailTo, press, quiet, recordOf } from '../harness/people';
import { startPersonRig } from '../harness/person-page';
import type { Rig } from '../harness/rig';
import { sendSignUp } from '../harness/signup-page';
import { placesWith } from '../harness/traces';
import { until } from '../harness/waiting';

/* Leads of the hosted sign-up that nobody confirmed (GDPR art. 5(1)(e)), with short times. */

let rig: Rig;
beforeAll(async () => {
  rig = await startPersonRig({
    env: { REMIND_AFTER: '1s', EXPIRE_AFTER: '4s', MAX_REMINDERS: '0', ERASE_UNCONFIRMED_AFTER: '2s' },
  });
}, 60_000);
afterAll(() => rig.stop());

const leads = (email: string) => rig.crm.records.list('Leads').filter((each) => each['email'] === email);

async function signedUp(email: string, lastname = 'Vandermolen') {
  await sendSignUp(rig, { email, lastname });
  const lead = await until('the Lead', () => leads(email)[0], { within: 30_000 });
  return { id: lead.id, email };
}

test('Leads, when nobody confirmed, then ours is erased without a trace; one that staff touched, one that confirmed, one of staff stay', async () => {
  const confirmedLead = await signedUp('confirmed@signup.example');
  await press(linkIn(await mailTo(rig, confirmedLead, 0), 'confirm'));
  await inStatus(rig, confirmedLead, 'Confirmed');
  const touched = await signedUp('touched@signup.example');
  await mailTo(rig, touched, 0);
  await quiet(rig);
  rig.crm.records.edit(touched.id, { phone: '+31 20 555 0303' }, 1);
  const ofStaff = addPerson(rig, { module: 'Leads', language: 'en' });
  await sendSignUp(rig, { email: ofStaff.email });
  const ours = await signedUp('ours@signup.example', 'Traceless');
  for (const lead of [touched, ofStaff]) await inStatus(rig, lead, 'Expired', 30_000);
  await until('ours to be erased', () => leads(ours.email).length === 0, { within: 40_000 });
  await quiet(rig);
  expect(await placesWith(rig, [ours.email, 'Traceless'])).toEqual([]);
  // Several passes have looked at the others by now.
  const passes = () => rig.bridge().logs.filter((line) => line.includes('"sweep":"people"')).length;
  const seen = passes();
  await until('three more passes', () => passes() >= seen + 3, { within: 30_000 });
  for (const lead of [confirmedLead, touched, ofStaff]) expect(rig.crm.records.get(lead.id)).toBeDefined();
  expect(recordOf(rig, confirmedLead)['consent_status']).toBe('Confirmed');
  expect(rig.bridge().logs.join('\n')).toMatch(/"erased":1/);
}, 90_000);
