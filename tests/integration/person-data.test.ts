import { type Filled, formWith, openPage, type Page, submit } from '../harness/browser';
import {
  addPerson,
  confirmed,
  eventsOn,
  inStatus,
  linkIn,
  notesOn,
  type Person,
  quiet,
  recordOf,
  statusOf,
} from '../harness/people';
import { doOn, freshLink, mailOf, showData, startPersonRig } from '../harness/person-page';
import type { Rig } from '../harness/rig';
import { until } from '../harness/waiting';

/* My data: see, change, choose, move and take along (GDPR art. 15, 16, 20) on the built bridge. */

let rig: Rig;
beforeAll(async () => {
  rig = await startPersonRig({
    env: { MY_DATA_FIELDS: 'default,description,birthday,donotcall,leadsource,cf_hobbies' },
  });
}, 60_000);
afterAll(() => rig.stop());

/** Fills in the form of one's own record and saves it. */
async function change(person: Person, filled: Filled): Promise<Page> {
  const page = await showData(freshLink(rig, person));
  return submit(page, formWith(page, { do: 'change', record: person.id }), filled);
}

describe('a change', () => {
  test('one field of each kind, when the person changes it, then Vtiger holds it, staff read which, and no value is in the note', async () => {
    const person = addPerson(rig, { language: 'en', fields: { firstname: 'Yara' } });
    const wanted = {
      firstname: 'Yära',
      lastname: "van 't Hoff & Co",
      phone: '+31 (0)20 555 0101 ext 12',
      mailingstreet: 'Langestraat 7\nachterhuis',
      description: 'first line\nsecond line',
      birthday: '1980-12-31',
      leadsource: 'Web Site',
      donotcall: '1',
    };
    const filled = Object.fromEntries(Object.entries(wanted).map(([name, value]) => [`v.${name}`, value]));
    const page = await change(person, filled);
    expect(page).toMatchObject({ status: 200, title: 'Your data is changed' });
    const record = recordOf(rig, person);
    const held = Object.keys(wanted).map((name) => [name, (record[name] ?? '').replace(/\r\n/g, '\n')]);
    expect(Object.fromEntries(held)).toEqual(wanted);
    await quiet(rig);
    const notes = notesOn(rig, person).join('\n');
    expect(notes).toContain('Office Phone');
    for (const value of ['Yära', '555', 'Langestraat', '1980']) expect(notes).not.toContain(value);
  });

  test.each([
    ['phone', 'no number', 'This is not a phone number'],
    ['firstname', 'x'.repeat(41), 'This is too long'],
    ['lastname', '', 'This may not be empty'],
    ['firstname', 'Smile 😀', 'There is a sign in it that we cannot store'],
    ['firstname', '<script>alert(1)</script>', 'There is a sign in it that we cannot store'],
    ['birthday', '1980-02-31', 'This is not a date'],
    ['leadsource', 'Invented', 'Please choose one from the list'],
  ])(
    '%s, when it is set to %j, then 422 names it at the field, keeps what was typed, and nothing is written',
    async (name, value, reason) => {
      const person = addPerson(rig, { language: 'en', fields: { firstname: 'Zeno' } });
      const before = recordOf(rig, person);
      const page = await change(person, { [`v.${name}`]: value, 'v.mobile': '+31 6 1111 2222' });
      expect([page.status, page.title]).toEqual([422, 'We could not save this']);
      expect(page.text).toContain(reason);
      const form = formWith(page, { do: 'change', record: person.id });
      const sent = new Map(form.fields);
      expect(sent.get('v.mobile')).toBe('+31 6 1111 2222');
      expect(page.body).not.toContain('<script>alert');
      expect(page.body).toMatch(new RegExp(`name="v\\.${name}"[^>]*aria-invalid="true"`));
      const { mobile, [name]: held } = recordOf(rig, person);
      expect({ mobile, held }).toEqual({ mobile: before['mobile'], held: before[name] });
    },
  );

  test.each([
    ['consent_status', 'Confirmed'],
    ['assigned_user_id', '19x5'],
    ['email', 'thief@example.org'],
    ['account_id', '11x2'],
    ['department', 'Board'],
  ])('%s, when a forged form sets it, then it is refused and nothing is written', async (name, value) => {
    const person = addPerson(rig, { language: 'en' });
    const page = await showData(freshLink(rig, person));
    const form = formWith(page, { do: 'change', record: person.id });
    const before = recordOf(rig, person)[name];
    const was = `${new Map(form.fields).get('was') ?? ''} ${name}:xxxxxxxx`;
    const answer = await submit(page, form, { was, [`v.${name}`]: value });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(recordOf(rig, person)[name]).toBe(before);
  });

  test('a record of somebody else, when a forged form names it, then it is not touched', async () => {
    const person = addPerson(rig, { language: 'en' });
    const other = addPerson(rig, { language: 'en' });
    const page = await showData(freshLink(rig, person));
    await submit(page, formWith(page, { do: 'change' }), { record: other.id, 'v.mobile': '+31 6 3333 4444' });
    await quiet(rig);
    expect(recordOf(rig, other)['mobile']).toBe('');
  });

  test('a write of two fields, when Vtiger answers success and keeps only one, then the person is told', async () => {
    const person = addPerson(rig, { language: 'en' });
    const page = await showData(freshLink(rig, person));
    const clear = rig.crm.fault({
      kind: 'drop-field',
      operation: 'revise',
      record: person.id,
      fields: ['mobile'],
    });
    const answer = await submit(page, formWith(page, { do: 'change' }), {
      'v.mobile': '+31 6 5555 6666',
      'v.phone': '+31 20 555 0909',
    });
    clear();
    expect([answer.status, answer.title]).toEqual([409, 'Not everything was saved']);
    expect(recordOf(rig, person)).toMatchObject({ mobile: '', phone: '+31 20 555 0909' });
  });

  test('a write, when Vtiger answers success and keeps nothing (a lock), then nothing is claimed, and it is written again', async () => {
    const person = addPerson(rig, { language: 'en' });
    const page = await showData(freshLink(rig, person));
    rig.crm.fault({ kind: 'lock-timeout', operation: 'revise', record: person.id, times: 1 });
    const answer = await submit(page, formWith(page, { do: 'change' }), { 'v.mobile': '+31 6 5555 6666' });
    expect(answer.title).toBe('We have received your choice');
    await until('the number', () => recordOf(rig, person)['mobile'] === '+31 6 5555 6666', {
      within: 30_000,
    });
  }, 40_000);

  test('what staff changed while the page was open, when the person saves another field, then theirs stays', async () => {
    const person = addPerson(rig, { language: 'en', fields: { phone: '+31 20 111 1111' } });
    const page = await showData(freshLink(rig, person));
    rig.crm.records.edit(person.id, { phone: '+31 20 222 2222' });
    await submit(page, formWith(page, { do: 'change' }), { 'v.mobile': '+31 6 7777 8888' });
    await until('the change', () => recordOf(rig, person)['mobile'] === '+31 6 7777 8888');
    expect(recordOf(rig, person)['phone']).toBe('+31 20 222 2222');
  });

  test('Vtiger that is away, when the data is asked for, then 503 with Retry-After, and nothing is lost', async () => {
    const person = addPerson(rig, { language: 'en' });
    const link = freshLink(rig, person);
    await rig.crm.goDown();
    const page = await showData(link);
    await rig.crm.comeUp();
    expect([page.status, page.title]).toEqual([503, 'We cannot show your data right now']);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await showData(link)).status).toBe(200);
  });
});

describe('a new address', () => {
  test('a subscriber, when they confirm it from its own mailbox, then the record moves, AddressChanged by the person, asked anew at the new one', async () => {
    const person = await confirmed(rig, { language: 'en' });
    const email = `moved.${person.email}`;
    const page = await doOn(freshLink(rig, person), 'address', { email });
    expect(page.title).toBe('Now look in the mail of your new address');
    const mail = await mailOf(rig, email, 'address-check');
    await quiet(rig);
    expect(recordOf(rig, person)['email']).toBe(person.email);
    const link = /https?:\/\/\S+\/address\/[^\s<>")\]]+/.exec(mail.parsed.text ?? '')?.[0] ?? '';
    const opened = await openPage(link);
    expect(recordOf(rig, person)['email']).toBe(person.email);
    const used = await submit(opened, opened.forms[0]!);
    expect(used).toMatchObject({ status: 200, title: 'Your new address is saved' });
    expect(recordOf(rig, person)['email']).toBe(email);
    await inStatus(rig, person, 'Invited');
    expect(eventsOn(rig, person)).toContain('AddressChanged');
    const invitation = await until('the invitation', () => rig.smtp.to(email)[1]);
    expect(linkIn(invitation, 'confirm')).toBeTruthy();
    // Pressed again: no second change, no second mail.
    expect((await submit(opened, opened.forms[0]!)).status).toBe(200);
    await quiet(rig);
    expect(rig.smtp.to(email)).toHaveLength(2);
    expect(eventsOn(rig, person).filter((event) => event === 'AddressChanged')).toHaveLength(1);
  }, 60_000);

  test('somebody who gets nothing, when their address changes, then nobody is asked', async () => {
    const person = addPerson(rig, { language: 'en' });
    const email = `moved.${person.email}`;
    await doOn(freshLink(rig, person), 'address', { email });
    const mail = await mailOf(rig, email, 'address-check');
    const link = /https?:\/\/\S+\/address\/[^\s<>")\]]+/.exec(mail.parsed.text ?? '')?.[0] ?? '';
    const opened = await openPage(link);
    await submit(opened, opened.forms[0]!);
    await until('the new address', () => recordOf(rig, person)['email'] === email);
    await quiet(rig);
    expect([statusOf(rig, person), rig.smtp.to(email).length]).toEqual(['', 1]);
  });
});

describe('choices', () => {
  const topicsOf = (person: Person) => recordOf(rig, person)['consent_topics'] ?? '';
  const ticksOn = (page: Page) =>
    formWith(page, { do: 'choices' })
      .fields.filter(([name]) => name === 'topics')
      .map(([, value]) => value);

  test('an empty field of a subscriber, when shown, then it means all; one un-ticked writes the others; the last one un-ticked is the withdrawal', async () => {
    const person = await confirmed(rig, { language: 'en' });
    const link = freshLink(rig, person);
    expect(topicsOf(person)).toBe('');
    let page = await showData(link);
    expect(ticksOn(page)).toEqual(['News', 'Offers', 'Events']);
    const saved = await submit(page, formWith(page, { do: 'choices' }), { topics: ['News', 'Events'] });
    expect(saved.title).toBe('Your choices are saved');
    expect([topicsOf(person), statusOf(rig, person)]).toEqual(['News |##| Events', 'Confirmed']);

    page = await showData(link);
    expect(ticksOn(page)).toEqual(['News', 'Events']);
    await submit(page, formWith(page, { do: 'choices' }), { topics: ['News', 'Events', 'Offers'] });
    await until('all three', () => topicsOf(person).split(' |##| ').length === 3);

    page = await showData(link);
    const gone = await submit(page, formWith(page, { do: 'choices' }), { topics: [] });
    expect(gone.title).toBe('You are unsubscribed');
    await inStatus(rig, person, 'Unsubscribed');

    page = await showData(link);
    expect(ticksOn(page)).toEqual([]);
    await submit(page, formWith(page, { do: 'choices' }), { topics: ['Offers'] });
    await inStatus(rig, person, 'Subscribed');
    expect(topicsOf(person)).toBe('Offers');
    const last = await showData(link);
    expect(last.text).toContain('You stopped the newsletter');
    expect(last.text).toContain('You switched the newsletter on');
  }, 60_000);

  test('nothing changed, when it is saved, then it says so and nothing is written', async () => {
    const person = await confirmed(rig, { language: 'en' });
    await quiet(rig);
    const events = eventsOn(rig, person);
    const page = await doOn(freshLink(rig, person), 'choices');
    expect(page.title).toBe('Nothing was changed');
    expect(eventsOn(rig, person)).toEqual(events);
  });

  test('the language, when another is chosen, then mails are in it from then on', async () => {
    const person = await confirmed(rig, { language: 'en' });
    await doOn(freshLink(rig, person), 'choices', { language: 'de' });
    await until('the language', () => recordOf(rig, person)['consent_language'] === 'de');
  });

  test('somebody barred, when they open their data, then choices are not offered and a forged form changes nothing', async () => {
    const person = addPerson(rig, { language: 'en', fields: { consent_status: 'Blacklisted' } });
    const page = await showData(freshLink(rig, person));
    expect(page.forms.some(({ fields }) => new Map(fields).get('do') === 'choices')).toBe(false);
  });
});

describe('the download', () => {
  interface Held {
    readonly name: string;
    readonly value: string;
  }
  interface Taken {
    readonly records: readonly {
      readonly id: string;
      readonly module: string;
      readonly fields: readonly Held[];
    }[];
    readonly history: readonly { readonly event: string }[];
  }
  /** What Vtiger's own retrieve says about a record; '' for null. */
  function heldBy(id: string): Record<string, string> {
    const fields = Object.entries(recordOf(rig, { id })).filter(
      ([name]) => name !== 'id' && name !== 'label',
    );
    return Object.fromEntries(fields.map(([name, value]) => [name, value ?? '']));
  }

  test('a Contact and a Lead of one person with odd values, when downloaded as JSON and CSV, then every field equals what Vtiger holds', async () => {
    const name = { firstname: 'Ålva', lastname: 'Ö"hman, of; \'t' };
    const account = rig.crm.records.insert('Accounts', { accountname: 'Firm' });
    const person = await confirmed(rig, {
      language: 'en',
      fields: {
        ...name,
        description: 'line 1\nline "2", with; all',
        title: '=HYPERLINK("x")',
        birthday: '1980-12-31',
        account_id: account,
        donotcall: '1',
      },
    });
    const lead = addPerson(rig, {
      module: 'Leads',
      email: person.email,
      language: 'en',
      fields: { ...name, company: '-minus BV', city: '+plus', code: '0012' },
    });
    await inStatus(rig, lead, 'Confirmed');
    await quiet(rig);
    const page = await showData(freshLink(rig, person));
    const file = await submit(page, formWith(page, { do: 'json' }));
    expect(file.headers.get('content-type')).toMatch(/^application\/json/);
    expect(file.headers.get('content-disposition')).toContain('my-data.json');
    const taken = JSON.parse(file.body) as Taken;
    expect(taken.records.map(({ id }) => id).toSorted()).toEqual([person.id, lead.id].toSorted());
    for (const { id, fields } of taken.records) {
      const held = heldBy(id);
      const got = Object.fromEntries(fields.map((each) => [each.name, each.value]));
      const differing = Object.keys(held).filter((key) => got[key] !== held[key]);
      expect({ id, differing: differing.map((key) => `${key}: ${got[key]} / ${held[key]}`) }).toEqual({
        id,
        differing: [],
      });
      expect(Object.keys(held).length).toBeGreaterThan(35);
    }
    expect(taken.history.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['OptInRequested', 'InvitationSent', 'ConsentConfirmed']),
    );

    const csv = await submit(page, formWith(page, { do: 'csv' }));
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(csv.headers.get('content-disposition')).toContain('my-data.csv');
    const rows = rowsOf(csv.body);
    for (const { id, fields } of taken.records) {
      const ofRecord = new Map(rows.filter((row) => row[1] === id).map((row) => [row[2], row[4]]));
      const wrong = fields.filter(({ name: field, value }) => unguarded(ofRecord.get(field)) !== value);
      expect(wrong).toEqual([]);
    }
    const formulas = rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell));
    expect(formulas).toEqual([]);
  }, 60_000);
});

/** The apostrophe that keeps a spreadsheet from computing. */
const unguarded = (cell = '') => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

/** RFC 4180. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    const row = rows.at(-1)!;
    row.push((quoted ?? plain ?? '').replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.map((row) => row.map((cell, index) => (index === 0 ? cell.replace(/^\ufeff/, '') : cell)));
}
