import { asCsv, asJson } from '../../../src/flow/person/download';
import { readMyData } from '../../../src/flow/person/my-data';
import { inWords } from '../../../src/flow/person/in-words';
import type { MyData } from '../../../src/flow/person-door';
import { applyAct } from '../../../src/flow/apply-act';
import { createPersonWorld, type PersonWorld } from '../../fakes/person-world';
import { HOUR } from '../../fakes/world';

const EMAIL = 'anna@example.com';
const ANNA = ['Anna', 'Jansen'] as const;

async function shown(world: PersonWorld, record: string, round8?: string): Promise<MyData> {
  const view = await readMyData(world.deps, {
    ...world.link(record),
    ...(round8 === undefined ? {} : { round8 }),
  });
  if (view.kind !== 'shown') throw new Error(`the view is ${view.kind}`);
  return view.data;
}

const kindOf = async (world: PersonWorld, record: string, round8?: string) =>
  (
    await readMyData(world.deps, {
      ...world.link(record),
      ...(round8 === undefined ? {} : { round8 }),
    })
  ).kind;

describe('values in words', () => {
  it.each([
    ['boolean', '1', 'nl', 'ja'],
    ['boolean', '0', 'de', 'nein'],
    ['boolean', '0', 'fr', 'non'],
    ['date', '1980-05-03', 'nl', '3 mei 1980'],
    ['date', '1980-05-03', 'de', '3. Mai 1980'],
    ['date', '0000-00-00', 'nl', ''],
    ['date', 'soon', 'nl', 'soon'],
    ['datetime', '2026-11-24 10:05:00', 'nl', '24 november 2026 om 10:05 (UTC)'],
    ['datetime', '0000-00-00 00:00:00', 'nl', ''],
    ['multipicklist', 'Tea |##| Coffee', 'en', 'Tea, Coffee'],
    ['picklist', 'Web Site', 'fr', 'Web Site'],
    ['string', '', 'nl', ''],
    ['boolean', '', 'nl', ''],
    ['phone', '+31 20 123', 'nl', '+31 20 123'],
  ] as const)('%s %j, when shown in %s, reads %j', (type, raw, language, words) => {
    expect(inWords({ type }, raw, language)).toBe(words);
  });
});

describe("one's data", () => {
  it('when shown, is every readable field in words, consent apart, and what hangs on the record', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ANNA, { status: 'Optout', language: 'nl' });
    world.people.set(id, { birthday: '1980-05-03', donotcall: '1', account_id: '11x5', title: '' });
    world.people.labels.set('11x5', 'Example BV');
    world.people.counts.set(id, [
      { module: 'HelpDesk', count: 2 },
      { module: 'Emails', count: null },
    ]);
    const data = await shown(world, id);
    expect(data).toMatchObject({ address: EMAIL, status: 'Optout', topics: [], language: 'nl' });
    expect(data.records).toHaveLength(1);
    const [record] = data.records;
    const value = (name: string) => record?.fields.find((field) => field.name === name);
    expect(value('birthday')).toMatchObject({
      value: '3 May 1980',
      raw: '1980-05-03',
    });
    expect(value('donotcall')).toMatchObject({ value: 'yes', editable: false });
    expect(value('account_id')).toMatchObject({ value: 'Example BV', raw: '11x5', editable: false });
    expect(value('assigned_user_id')).toMatchObject({ value: '19x5' });
    expect(value('title')).toMatchObject({ value: '', editable: true });
    expect(value('id')).toBeUndefined();
    expect(record?.fields.filter(({ name }) => name.startsWith('consent_'))).toEqual([]);
    expect(value('emailoptout')).toBeUndefined();
    expect(record?.consent?.find(({ name }) => name === 'consent_status')).toMatchObject({ raw: 'Optout' });
    expect(record?.related).toEqual(world.people.counts.get(id));
  });

  it('when a field of consent was made by hand, is known by what the CRM adapter says', async () => {
    const world = createPersonWorld();
    world.people.fields.Contacts = world.people.fields.Contacts.map((field) =>
      field.name === 'cf_901' ? { ...field, ofConsent: true } : field,
    );
    const [record] = (await shown(world, world.addPerson(EMAIL, ANNA))).records;
    expect(record?.fields.map(({ name }) => name)).not.toContain('cf_901');
  });

  it('when the API user may not read a field, lacks it', async () => {
    const world = createPersonWorld();
    world.people.fields.Contacts = world.people.fields.Contacts.filter(({ name }) => name !== 'birthday');
    const id = world.addPerson(EMAIL, ANNA);
    world.people.set(id, { birthday: '1980-05-03' });
    expect(JSON.stringify(await shown(world, id))).not.toContain('1980');
  });

  it('when one owner stands in several records, is asked for the name once', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ANNA);
    world.addPerson(EMAIL, ANNA, { module: 'Leads' });
    await shown(world, id);
    expect(world.people.count('labelOf')).toBe(1);
  });

  it('when consent moved, tells its history in plain facts, without ids or network address', async () => {
    const world = createPersonWorld();
    const id = world.signUp(EMAIL);
    world.people.set(id, { firstname: 'Anna', lastname: 'Jansen' });
    await world.simulator.run(HOUR);
    const click = world.click(world.mailer.outbox[0], 'confirm');
    world.store.networks.set(click.eventId, { ip: '192.0.2.7', userAgent: 'Firefox' });
    await applyAct(world.deps, click);
    const { history } = await shown(world, id);
    expect(history.map((line) => [line.event, line.from, line.to, line.actor])).toEqual([
      ['OptInRequested', 'none', 'Optin', 'contact'],
      ['InvitationSent', 'Optin', 'Invited', 'system'],
      ['ConsentConfirmed', 'Invited', 'Confirmed', 'contact'],
    ]);
    expect(history[2]).toMatchObject({
      channel: 'form',
      text: 'Yes, send me the newsletter.',
      occurredAt: new Date(click.occurredAt).toISOString(),
      topics: [],
    });
    expect(JSON.stringify(history)).not.toMatch(/192\.0\.2\.7|Firefox|12x/);
  });

  it.each(['gone', 'moved'] as const)('when the record is %s since the link, is not shown', async (what) => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ANNA);
    const link = world.link(id);
    if (what === 'gone') world.crm.remove(id);
    else world.crm.edit(id, { email: 'new@example.com' });
    expect(await readMyData(world.deps, link)).toEqual({ kind: 'gone' });
  });

  it('when the CRM is away, fails with its code', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ANNA);
    world.people.failNext('read', 'down');
    await expect(readMyData(world.deps, world.link(id))).rejects.toMatchObject({
      code: 'crm_unavailable',
      retryable: true,
    });
  });
});

describe('the scope of what is shown', () => {
  it('when ten Contacts use a role address, is nobody, and nobody is read', async () => {
    const world = createPersonWorld();
    const ids = Array.from({ length: 10 }, (_, n) =>
      world.addPerson('info@example.com', [`N${n}`, 'Jansen']),
    );
    for (const id of ids) expect(await kindOf(world, id, 'personal')).toBe('shared');
    expect(world.people.calls).toEqual([]);
  });

  it('when several names use an address, is the same name alone, by a link that was mailed for that person', async () => {
    const world = createPersonWorld();
    const anna = world.addPerson(EMAIL, ANNA);
    world.addPerson(EMAIL, ['Piet', 'Jansen']);
    const lead = world.addPerson(EMAIL, [' anna', 'JANSEN'], { module: 'Leads' });
    const data = await shown(world, anna, 'personal');
    expect(data.records.map(({ id }) => id)).toEqual([anna, lead]);
    expect(JSON.stringify(data)).not.toContain('Piet');
  });

  it('when several names use an address that was typed, is nobody', async () => {
    const world = createPersonWorld();
    const anna = world.addPerson(EMAIL, ANNA);
    world.addPerson(EMAIL, ['Piet', 'Jansen']);
    expect(await kindOf(world, anna)).toBe('shared');
    expect(await kindOf(world, anna, 'anything')).toBe('shared');
  });

  it('when more records use an address than one person has, is nobody', async () => {
    const world = createPersonWorld();
    const [first = ''] = Array.from({ length: 51 }, () => world.addPerson(EMAIL, ANNA));
    expect(await kindOf(world, first, 'personal')).toBe('shared');
    expect(world.people.calls).toEqual([]);
  });
});

describe('the download', () => {
  const data: MyData = {
    address: EMAIL,
    status: 'Confirmed',
    topics: ['News', 'Offers'],
    records: [
      {
        id: '12x1',
        module: 'Contacts',
        fields: [
          field('lastname', '=HYPERLINK("x")'),
          field('mobile', '+31 6 1'),
          field('mailingstreet', 'Kade 1\n"achter", links'),
          field('title', ''),
        ],
        consent: [field('consent_status', 'Confirmed')],
        related: [
          { module: 'HelpDesk', count: 2 },
          { module: 'Emails', count: null },
        ],
      },
    ],
    history: [
      {
        event: 'ConsentConfirmed',
        occurredAt: '2026-11-24T10:00:00.000Z',
        from: 'Invited',
        to: 'Confirmed',
        actor: 'contact',
        channel: 'link',
        text: 'Yes',
        topics: ['News'],
      },
    ],
  };

  function field(name: string, raw: string) {
    return {
      name,
      label: name,
      value: `in words ${raw}`,
      raw,
      type: 'string',
      editable: true,
      mandatory: false,
    };
  }

  it('as JSON, when taken, holds every field as Vtiger holds it, empty ones too', () => {
    const taken = JSON.parse(asJson(data)) as {
      address: string;
      consent: unknown;
      records: { fields: { name: string; value: string }[] }[];
      history: unknown[];
    };
    const own = data.records[0];
    expect(taken.records[0]?.fields.map(({ name, value }) => [name, value])).toEqual(
      [...(own?.fields ?? []), ...(own?.consent ?? [])].map(({ name, raw }) => [name, raw]),
    );
    expect(taken).toMatchObject({
      address: EMAIL,
      consent: { status: 'Confirmed', topics: ['News', 'Offers'] },
      records: [{ id: '12x1', related: data.records[0]?.related }],
      history: data.history,
    });
    expect(asJson(data)).not.toContain('in words');
  });

  it('as CSV, when taken, quotes by RFC 4180 and is safe to open in a spreadsheet', () => {
    const lines = asCsv(data).split('\r\n');
    expect(lines[0]).toBe('\ufeff"section","record","name","label","value"');
    expect(lines).toContain('"Contacts","12x1","lastname","lastname","\'=HYPERLINK(""x"")"');
    expect(lines).toContain('"Contacts","12x1","mobile","mobile","\'+31 6 1"');
    expect(lines).toContain('"Contacts","12x1","mailingstreet","mailingstreet","Kade 1\n""achter"", links"');
    expect(lines).toContain('"Contacts","12x1","title","title",""');
    expect(lines).toContain('"Contacts","12x1","consent_status","consent_status","Confirmed"');
    expect(lines).toContain('"related","12x1","HelpDesk","","2"');
    expect(lines).toContain('"related","12x1","Emails","",""');
    expect(lines).toContain('"consent","","topic","","Offers"');
    expect(lines).toContain('"history","","topics","2026-11-24T10:00:00.000Z","News"');
    expect(lines.at(-1)).toBe('');
  });

  it.each(['=1', '+1', '-1', '@x', '\tx', '\rx'])('as CSV, when a value is %j, guards it', (raw) => {
    const [record] = data.records;
    const guarded = {
      ...data,
      records: record === undefined ? [] : [{ ...record, fields: [field('x', raw)] }],
    };
    expect(asCsv(guarded)).toContain(`"'${raw}"`);
  });
});
