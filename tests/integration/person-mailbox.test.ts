import { formWith, openPage, sendTo, submit } from '../harness/browser';
import { addPerson, confirmed, inStatus, linkIn, type Person, quiet, recordOf } from '../harness/people';
import {
  askErasure,
  askLink,
  doOn,
  freshLink,
  mailOf,
  mailsOf,
  preferencesLink,
  showData,
  startPersonRig,
  ticketsOf,
} from '../harness/person-page';
import type { Rig } from '../harness/rig';
import { until } from '../harness/waiting';

/* Data rights are the person's, not the mailbox's (domain, last section). */

let rig: Rig;
beforeAll(async () => {
  rig = await startPersonRig({ env: { ERASE_POLICY: 'auto' } });
}, 60_000);
afterAll(() => rig.stop());

let count = 0;
/** Records of people with different names on one address; each has a phone number of its own. */
function onOneAddress(email: string, names: readonly string[]): Person[] {
  return names.map((firstname) => {
    count += 1;
    const fields = { firstname, lastname: `Family ${firstname}`, phone: `+31 20 555 ${1000 + count}` };
    return addPerson(rig, { email, language: 'en', fields });
  });
}

const everythingOf = (person: Person) =>
  ['firstname', 'lastname', 'phone'].map((name) => recordOf(rig, person)[name] ?? '');
const TEN = ['Ann', 'Bea', 'Cor', 'Dirk', 'Els', 'Fien', 'Guus', 'Huub', 'Ivo', 'Jet'];

/** None of the names and numbers of these people. */
function shows(text: string, people: readonly Person[]): string[] {
  return people.flatMap(everythingOf).filter((fact) => text.includes(fact));
}

describe('ten Contacts on info@', () => {
  let ten: Person[];
  beforeAll(() => {
    ten = onOneAddress('info@company.example', TEN);
  });

  test.each(['preferences', 'typed'] as const)(
    'a role address, when one of ten opens a fresh link asked by %s, then the page, the download and a change show none of the ten',
    async (from) => {
      const link = freshLink(rig, ten[3]!, { from });
      const page = await showData(link);
      expect(page).toMatchObject({ status: 200, title: 'Your data' });
      expect(page.text).toContain('belongs to more than one person, or to a company');
      expect(shows(page.body, ten)).toEqual([]);
      expect(page.forms.map(({ fields }) => new Map(fields).get('do'))).not.toContain('json');
      const { action } = formWith(page, { do: 'ask' });
      const forged = { action, button: '', fields: [['do', 'json'] as const] };
      const file = await submit(page, forged);
      expect([file.status, shows(file.body, ten)]).toEqual([403, []]);
      const record = ten[3]!.id;
      const fields = [
        ['do', 'change'],
        ['record', record],
        ['was', 'phone:xxxxxxxx'],
        ['v.phone', '+31 20 999 9999'],
      ] as const;
      const changed = await submit(page, { action, button: '', fields });
      expect([changed.status, shows(changed.body, ten)]).toEqual([409, []]);
      expect(recordOf(rig, ten[3]!)['phone']).not.toContain('999');
    },
  );

  test('a role address, when one of ten asks to be erased, then a ticket without name and address, nobody is erased, one mail', async () => {
    const page = await showData(freshLink(rig, ten[0]!));
    const { action } = formWith(page, { do: 'ask' });
    const fields = [
      ['do', 'erase'],
      ['sure', 'yes'],
    ] as const;
    expect((await submit(page, { action, button: '', fields })).title).toBe('We have received your request');
    const ticket = await until('the ticket', () => ticketsOf(rig, ten[0])[0]);
    await quiet(rig);
    expect(ten.filter(({ id }) => rig.crm.records.get(id) === undefined)).toEqual([]);
    // By `contact_id` Vtiger's own workflow would mail each change of the ticket to the mailbox.
    expect(ticket).toMatchObject({ ticketstatus: 'Open', contact_id: null });
    expect(ticket['ticket_title']).toMatch(/^GDPR request: erase, due \d{4}-\d\d-\d\d$/);
    const { title, description, solution } = {
      title: ticket['ticket_title'] ?? '',
      description: ticket['description'] ?? '',
      solution: ticket['solution'] ?? '',
    };
    const words = `${title}\n${description}\n${solution}`;
    expect(shows(words, ten)).toEqual([]);
    expect(words).not.toContain('@company');
    expect(mailsOf(rig, 'info@company.example', 'request-received')).toHaveLength(1);
  });

  test('a role address, when one asks the staff, then a ticket without name or address and a mail until when', async () => {
    const page = await doOn(freshLink(rig, ten[1]!), 'ask', { about: 'correction' });
    expect(page).toMatchObject({ status: 200, title: 'Our staff will answer you' });
    const ticket = await until('the ticket', () => ticketsOf(rig, ten[1])[0]);
    expect(ticket['ticket_title']).toMatch(/^GDPR request: correction, due /);
    const words = Object.entries(ticket)
      .filter(([name]) => ['ticket_title', 'description', 'solution'].includes(name))
      .map(([, value]) => value)
      .join('\n');
    expect(shows(words, ten)).toEqual([]);
    expect(words).not.toContain('company.example');
    const mail = await until(
      'the second mail',
      () => mailsOf(rig, 'info@company.example', 'request-received')[1],
    );
    expect(mail.parsed.text).toMatch(/\d{4}/);
  });

  test('a role address, when its choices are changed behind the link, then all ten records carry them and nothing personal is told', async () => {
    const page = await showData(freshLink(rig, ten[2]!));
    const done = await submit(page, formWith(page, { do: 'choices' }), { topics: ['News'] });
    expect([done.status, shows(done.body, ten)]).toEqual([200, []]);
    for (const each of ten) await inStatus(rig, each, 'Subscribed');
    expect(new Set(ten.map((each) => recordOf(rig, each)['consent_topics']))).toEqual(new Set(['News']));
  });
});

describe('three people of one family on one address', () => {
  const EMAIL = 'family@home.example';
  let three: Person[];
  let twin: Person;
  beforeAll(() => {
    three = onOneAddress(EMAIL, ['Kees', 'Lot', 'Mies']);
    // A Lead of the first one: names compared without case and outer space.
    twin = addPerson(rig, {
      module: 'Leads',
      email: EMAIL,
      language: 'en',
      fields: { firstname: ' KEES ', lastname: 'family kees', mobile: '+31 6 1234 5678' },
    });
  });

  test('a link from the preferences page, when one of three opens it, then their own records are shown and none of the others', async () => {
    const page = await showData(freshLink(rig, three[0]!));
    expect(page.text).toContain('Family Kees');
    expect(page.text).toContain('+31 6 1234 5678');
    expect(shows(page.body, three.slice(1))).toEqual([]);
    expect(page.body).not.toContain(three[1]!.id);
    for (const form of ['json', 'csv']) {
      const file = await submit(page, formWith(page, { do: form }));
      expect(file.body).toContain(twin.id);
      expect(shows(file.body, three.slice(1))).toEqual([]);
      for (const other of three.slice(1)) expect(file.body).not.toContain(other.id);
    }
  });

  test('a link by typing the address, when the names on it differ, then nobody is shown and choices can be made', async () => {
    const sent = await askLink(rig, EMAIL);
    expect(sent.title).toBe('Now look in your mail');
    const mail = await mailOf(rig, EMAIL, 'fresh-link');
    const page = await showData(linkIn(mail, 'my-data'));
    expect(shows(page.body, three)).toEqual([]);
    expect(page.text).toContain('Our staff can help you');
    expect(page.forms.map(({ fields }) => new Map(fields).get('do'))).toEqual(
      expect.arrayContaining(['choices', 'stop', 'ask']),
    );
  });

  test('one of three, when they ask to be erased, then it goes to review and none of the four records is gone', async () => {
    await askErasure(freshLink(rig, three[0]!));
    const ticket = await until('the ticket', () => ticketsOf(rig, three[0])[0]);
    await quiet(rig);
    expect(ticket['description']).toContain('Records with other names carry the same address');
    expect([...three, twin].filter(({ id }) => rig.crm.records.get(id) === undefined)).toEqual([]);
  });

  test('a change, when one of three makes it, then it is written to their own records alone', async () => {
    const page = await showData(freshLink(rig, three[0]!));
    const form = formWith(page, { do: 'change', record: three[0]!.id });
    const done = await submit(page, form, { 'v.mobile': '+31 6 8888 8888' });
    expect(done.title).toBe('Your data is changed');
    const mobiles = [three[0]!, twin, three[1]!, three[2]!].map((each) => recordOf(rig, each)['mobile']);
    expect(mobiles).toEqual(['+31 6 8888 8888', '+31 6 8888 8888', '', '']);
  });
});

describe('the fresh link', () => {
  test('a subscriber, when they press "send me that link" on the preferences page, then it is mailed to them and opens their data', async () => {
    const person = await confirmed(rig, { language: 'en', fields: { firstname: 'Ria' } });
    const preferences = await openPage(preferencesLink(rig, person));
    expect(preferences.body).not.toContain('Ria');
    expect(preferences.body).not.toContain(person.email);
    const access = preferences.forms.find(({ action }) => action.includes('/access'));
    const asked = await submit(preferences, access!);
    expect(asked.title).toBe('Now look in your mail');
    const mail = await mailOf(rig, person.email, 'fresh-link');
    const shown = await showData(linkIn(mail, 'my-data'));
    expect(shown.text).toContain('Ria');
    expect(shown.text).toContain(person.email);
  });

  test('GET of a fresh link, when a scanner opens it, then no call reaches Vtiger and nothing personal is on the page', async () => {
    const person = addPerson(rig, { language: 'en', fields: { firstname: 'Sjaan' } });
    const link = freshLink(rig, person);
    await quiet(rig);
    const seen = rig.crm.calls.list().filter(({ record }) => record === person.id).length;
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(link, { method });
      expect(await answer.text()).not.toMatch(/Sjaan|@example\.org/);
    }
    expect(rig.crm.calls.list().filter(({ record }) => record === person.id)).toHaveLength(seen);
  });

  test('a typed address, when it is known, unknown, a role or refused, then page, headers and length are the same, and only the known get a mail', async () => {
    const known = addPerson(rig, { language: 'en' });
    const refused = addPerson(rig, { language: 'en', fields: { consent_status: 'Blacklisted' } });
    const unknown = 'nobody@nowhere.example';
    const addresses = [known.email, refused.email, unknown, 'postmaster@nowhere.example'];
    const pages = [];
    for (const email of addresses) pages.push(await askLink(rig, email));
    expect(new Set(pages.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    await mailOf(rig, known.email, 'fresh-link');
    await quiet(rig);
    expect(rig.smtp.to(unknown)).toEqual([]);
    expect(rig.smtp.to('postmaster@nowhere.example')).toEqual([]);
  });

  test('a typed address, when it is asked again and again, then one link in ten minutes is mailed and the page stays the same', async () => {
    const person = addPerson(rig, { language: 'en' });
    const pages = [];
    for (let times = 0; times < 4; times += 1) pages.push(await askLink(rig, person.email));
    await mailOf(rig, person.email, 'fresh-link');
    await quiet(rig);
    expect(mailsOf(rig, person.email, 'fresh-link')).toHaveLength(1);
    expect(new Set(pages.map(({ body }) => body)).size).toBe(1);
  });

  test('what is no address, when it is typed, then 422 with what was typed, and nothing is queued', async () => {
    const page = await askLink(rig, 'no address"><b>');
    expect(page.status).toBe(422);
    expect(page.text).toContain('This is not a full e-mail address');
    expect(page.body).not.toContain('"><b>');
  });

  test('a fresh link, when 30 minutes are over, then its page offers a new one and a POST reads and does nothing', async () => {
    const person = addPerson(rig, { language: 'en', fields: { firstname: 'Teun' } });
    const link = freshLink(rig, person, { expiresIn: -1 });
    const page = await openPage(link);
    expect([page.status, page.title]).toEqual([410, 'This link has expired']);
    for (const fields of [
      [['do', 'show']],
      [['do', 'json']],
      [
        ['do', 'erase'],
        ['sure', 'yes'],
      ],
    ] as const) {
      const answer = await sendTo(link, fields);
      expect([answer.status, answer.body.includes('Teun')]).toEqual([410, false]);
    }
    await quiet(rig);
    expect(rig.crm.records.get(person.id)).toBeDefined();
  });

  test('a fresh link, when the address on the record changed since, then nothing is shown and nothing is erased', async () => {
    const person = addPerson(rig, { language: 'en', fields: { firstname: 'Uri' } });
    const link = freshLink(rig, person);
    rig.crm.records.edit(person.id, { email: `new.${person.email}` });
    const page = await showData(link);
    expect([page.status, page.title]).toEqual([404, 'We find no data with this link']);
    expect(page.body).not.toMatch(/Uri|new\./);
    await sendTo(link, [
      ['do', 'erase'],
      ['sure', 'yes'],
    ]);
    await quiet(rig);
    expect(rig.crm.records.get(person.id)).toBeDefined();
    expect(ticketsOf(rig, person)).toEqual([]);
  });
});
