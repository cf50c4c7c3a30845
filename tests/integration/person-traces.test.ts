import { type Form, formWith, openPage, sendTo, submit } from '../harness/browser';
import { addPerson, confirmed, inStatus, linkIn, press, quiet, recordOf } from '../harness/people';
import {
  addBusiness,
  askErasure,
  askLink,
  doOn,
  freshLink,
  mailOf,
  preferencesLink,
  showData,
  startPersonRig,
  ticketsOf,
} from '../harness/person-page';
import type { Rig } from '../harness/rig';
import { sendSignUp } from '../harness/signup-page';
import { everythingOf } from '../harness/traces';
import { until } from '../harness/waiting';

/* One run that uses everything of the person's side, well and badly; then every word of it is looked for. */

let rig: Rig;
beforeAll(async () => {
  rig = await startPersonRig({ env: { LOG_LEVEL: 'debug' } });
  addBusiness(rig);
}, 60_000);
afterAll(() => rig.stop());

const PERSON = { firstname: 'Evangelina', lastname: 'Oudekerkhoven', phone: '+31 20 987 6501' };
const TYPED = { mobile: '+31 6 9876 5402', mailingstreet: 'Vergeetmijnietlaan 77', title: 'Burgemeesteres' };

test('what people type and are, when everything was done with it, then neither Redis, its files, logs, job data nor metrics hold any', async () => {
  const secrets: string[] = [...Object.values(PERSON), ...Object.values(TYPED)];
  const person = await confirmed(rig, { language: 'en', fields: PERSON });
  // Well: a link by both ways, data, change, choices, files, staff, a new address, an erasure.
  await askLink(rig, person.email);
  const preferences = await openPage(preferencesLink(rig, person));
  await submit(preferences, preferences.forms.find(({ action }) => action.includes('/access')) as Form);
  const link = linkIn(await mailOf(rig, person.email, 'fresh-link'), 'my-data');
  const page = await showData(link);
  const filled = Object.fromEntries(Object.entries(TYPED).map(([name, value]) => [`v.${name}`, value]));
  await submit(page, formWith(page, { do: 'change' }), filled);
  await until('the change', () => recordOf(rig, person)['title'] === TYPED.title);
  await submit(page, formWith(page, { do: 'json' }));
  await doOn(link, 'ask', { about: 'objection' });
  const moved = `nieuw.${person.email}`;
  await doOn(link, 'address', { email: moved });
  const check = await mailOf(rig, moved, 'address-check');
  const opened = await openPage(
    /https?:\/\/\S+\/address\/[^\s<>")\]]+/.exec(check.parsed.text ?? '')?.[0] ?? '',
  );
  await submit(opened, opened.forms[0] as Form);
  await inStatus(rig, person, 'Invited');
  await askErasure(freshLink(rig, { ...person, email: moved }));
  await until('both tickets', () => ticketsOf(rig, person).length === 2);
  // Badly: values that are refused, addresses that are none, links of others, Vtiger away with work in hand.
  const other = addPerson(rig, { language: 'en', fields: { firstname: 'Theodorica' } });
  const wrong = await showData(freshLink(rig, other));
  await submit(wrong, formWith(wrong, { do: 'change' }), { 'v.phone': 'geheimwoord123' });
  await askLink(rig, 'halfadres.zonder.apenstaart');
  await sendTo(`${link.slice(0, -20)}xxxx`, [['do', 'show']]);
  const newcomer = 'wachtende.bezoeker@signup.example';
  await rig.crm.goDown();
  await sendSignUp(rig, { email: newcomer, firstname: 'Philomena', lastname: 'Wachtgraag' });
  await askLink(rig, 'onbekende.vrager@nowhere.example');
  await submit(wrong, formWith(wrong, { do: 'change' }), { 'v.mobile': '+31 6 1357 2468' });
  await showData(freshLink(rig, other));
  await until('the trouble to be logged', () =>
    rig.bridge().logs.some((line) => line.includes('crm_refused')),
  );
  const inFlight = await everythingOf(rig);
  await rig.crm.comeUp();
  await until(
    'the sign-up to land',
    () => rig.crm.records.list('Leads').some((each) => each['email'] === newcomer),
    { within: 40_000 },
  );
  await quiet(rig);
  const afterwards = await everythingOf(rig);

  const [invitation] = rig.smtp.to(newcomer);
  if (invitation !== undefined) await press(linkIn(invitation, 'confirm'));
  const tokens = rig.smtp.mails.flatMap(
    ({ raw }) => raw.toString().match(/eyJ[\w-]+\.[\w-]+\.[\w-]{43}/g) ?? [],
  );
  secrets.push(person.email, moved, other.email, newcomer, 'onbekende.vrager', 'halfadres.zonder');
  secrets.push('geheimwoord123', '+31 6 1357 2468', 'Philomena', 'Wachtgraag', 'Theodorica', ...tokens);
  expect(tokens.length).toBeGreaterThan(4);
  const places = [inFlight, afterwards].flatMap((all) =>
    Object.entries(all).filter(([place]) => place !== 'vtiger'),
  );
  // Searched in the right places: the records are named there, and something is in each.
  for (const [place, text] of places)
    expect({ place, holds: text.length > 500 }).toEqual({ place, holds: true });
  expect(inFlight['redis']).toContain(person.id);
  const found = places.flatMap(([place, text]) => {
    const lower = text.toLowerCase();
    return secrets.filter((each) => lower.includes(each.toLowerCase())).map((each) => `${place}: ${each}`);
  });
  expect(found).toEqual([]);
  for (const [place, text] of places)
    expect({
      place,
      leaks: /eyJ[\w-]{10,}\.|[\w.]+@(example\.org|signup\.example)/i.exec(text)?.[0],
    }).toEqual({
      place,
      leaks: undefined,
    });
}, 90_000);

test('parcels of what was typed, when the work is done, then none is left but those that wait for an answer', async () => {
  await quiet(rig);
  const keys = await rig.redis.keys('*:parcel:*');
  const kinds = keys.map((each) => /parcel:(request|address|.{8}-)/.exec(each)?.[1] ?? each);
  // `request.<id>`: whom to tell when staff have decided.
  expect(kinds.filter((kind) => kind !== 'request')).toEqual([]);
});
