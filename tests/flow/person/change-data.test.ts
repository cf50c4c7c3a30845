import { checkValue } from '../../../src/flow/person/check-value';
import { handleRequest } from '../../../src/flow/person/handle-request';
import type { PersonField } from '../../../src/flow/person-ports';
import type { QueuedRequest } from '../../../src/flow/person-requests';
import type { Outcome } from '../../../src/flow/ports';
import { createPersonWorld, type PersonWorld } from '../../fakes/person-world';
import { HOUR } from '../../fakes/world';

const EMAIL = 'anna@example.com';
const ANNA = ['Anna', 'Jansen'] as const;

async function changing(
  world: PersonWorld,
  record: string,
  typed: Readonly<Record<string, string>>,
  round8 = 'personal',
): Promise<QueuedRequest> {
  const requestId = world.newId();
  await world.parcels.put(requestId, typed, 24 * HOUR);
  return { kind: 'change', requestId, ...world.link(record), round8 };
}

async function change(
  world: PersonWorld,
  record: string,
  typed: Readonly<Record<string, string>>,
  round8?: string,
): Promise<Outcome> {
  return handleRequest(world.deps, await changing(world, record, typed, round8));
}

const notes = (world: PersonWorld, id: string) =>
  world.crm.commentsOn(id).filter((comment) => comment.startsWith('Changed by the person'));

describe('a typed value', () => {
  const field = (fields: Partial<PersonField>): PersonField => ({
    name: 'cf_1',
    label: 'x',
    type: 'string',
    editable: true,
    mandatory: false,
    ...fields,
  });
  const picklist = field({ type: 'picklist', values: ['Mr.', 'Ms.'] });
  const several = field({ type: 'multipicklist', values: ['Tea', 'Coffee'] });
  const street = field({ name: 'mailingstreet', type: 'text' });
  const phone = field({ name: 'mobile', type: 'phone' });

  it.each([
    ['plain', field({}), ' Anna ', 'Anna'],
    ['empty', field({}), '  ', ''],
    ['with accents', field({}), 'Ren\u00e9e', 'Ren\u00e9e'],
    ['with an apostrophe and an ampersand', field({}), "O'Neil & Zoon", "O'Neil & Zoon"],
    ['of lines', street, 'Kade 1\r\nachter', 'Kade 1\nachter'],
    ['as long as the column', field({ name: 'lastname' }), 'x'.repeat(80), 'x'.repeat(80)],
    ['of a list', picklist, 'Ms.', 'Ms.'],
    ['several of a list', several, 'Tea\nCoffee', 'Tea |##| Coffee'],
    ["several of a list in Vtiger's form", several, 'Coffee |##| Tea', 'Coffee |##| Tea'],
    ['a phone', phone, '+31 (0)20-123 45 67', '+31 (0)20-123 45 67'],
    ['a phone with an extension', phone, '020 1234567 ext. 12', '020 1234567 ext. 12'],
    ['a date', field({ type: 'date' }), '1980-02-29', '1980-02-29'],
    ['a box', field({ type: 'boolean' }), '1', '1'],
  ])('%s, when checked, is taken', (_, described, typed, value) => {
    expect(checkValue(described, typed)).toEqual({ kind: 'good', value });
  });

  it.each([
    ['missing where it is needed', field({ mandatory: true }), ' ', 'required'],
    ['too long', field({ name: 'firstname' }), 'x'.repeat(41), 'too_long'],
    ['too long for a column that nobody knows', field({ name: 'assistant' }), 'x'.repeat(31), 'too_long'],
    ['a phone too long', phone, '1'.repeat(51), 'too_long'],
    ['with an emoji, which Vtiger loses', field({}), 'Anna \u{1f600}', 'characters'],
    ['with half an emoji', field({}), 'Anna \ud83d', 'characters'],
    ['with a control character', field({}), 'An\u0007na', 'characters'],
    ['of lines where there is one', field({}), 'Anna\nJansen', 'characters'],
    ['with markup', field({}), '<b>Anna', 'characters'],
    ['with an entity, which Vtiger decodes', field({}), 'a&amp;b', 'characters'],
    ['not in the list', picklist, 'Dr.', 'not_listed'],
    ['in other case than the list', picklist, 'ms.', 'not_listed'],
    ['one of several not in the list', several, 'Tea |##| Beer', 'not_listed'],
    ['no box', field({ type: 'boolean' }), 'yes', 'not_listed'],
    ['no phone', phone, 'call me', 'not_a_phone'],
    ['a phone of four digits', phone, '1234', 'not_a_phone'],
    ['no date', field({ type: 'date' }), '29-02-1980', 'not_a_date'],
    ['an impossible date', field({ type: 'date' }), '1981-02-29', 'not_a_date'],
  ])('%s, when checked, is refused', (_, described, typed, fault) => {
    expect(checkValue(described, typed)).toEqual({ kind: 'fault', fault });
  });
});

describe('a change', () => {
  it("when allowed, is written to all of the person's records and noted without values", async () => {
    const world = createPersonWorld();
    const contact = world.addPerson(EMAIL, ANNA);
    const lead = world.addPerson(EMAIL, ANNA, { module: 'Leads' });
    const piet = world.addPerson(EMAIL, ['Piet', 'Jansen']);
    const typed = { firstname: 'Anna', lastname: 'Jansen', mobile: '+31 6 12345678', title: 'CEO' };
    const outcome = await change(world, contact, typed);
    expect(outcome).toEqual({ state: 'applied' });
    expect(world.people.see(contact)).toMatchObject({ mobile: '+31 6 12345678', title: 'CEO' });
    expect(world.people.see(lead)).toMatchObject({ mobile: '+31 6 12345678' });
    expect(world.people.see(lead)['title']).toBeUndefined();
    expect(world.people.see(piet)['mobile']).toBeUndefined();
    expect(notes(world, contact)).toEqual([
      expect.stringMatching(
        /^Changed by the person via link, 2026-11-23T10:00:00\.000Z: Mobile Phone, Title \(/,
      ),
    ]);
    expect(notes(world, lead)).toHaveLength(1);
    expect(notes(world, piet)).toEqual([]);
    expect(world.crm.commentsOn(contact).join()).not.toContain('12345678');
    expect(world.parcels.ids()).toEqual([]);
  });

  it('when it is the name, is written to all records of that name together', async () => {
    const world = createPersonWorld();
    const contact = world.addPerson(EMAIL, ANNA);
    const lead = world.addPerson(EMAIL, ANNA, { module: 'Leads' });
    await change(world, lead, { lastname: 'de Vries' });
    for (const id of [contact, lead])
      expect(world.people.see(id)).toMatchObject({ firstname: 'Anna', lastname: 'de Vries' });
  });

  it('when the form was of another record of the person, is judged by what stands there', async () => {
    const world = createPersonWorld();
    const contact = world.addPerson(EMAIL, ANNA);
    const lead = world.addPerson(EMAIL, ANNA, { module: 'Leads' });
    world.people.set(contact, { mobile: '0612345678' });
    world.people.set(lead, { mobile: '0687654321', company: 'Old' });
    await change(world, contact, { record: lead, mobile: '0687654321', company: 'New' });
    expect(world.people.see(contact)).toMatchObject({ mobile: '0612345678' });
    expect(world.people.see(lead)).toMatchObject({ mobile: '0687654321', company: 'New' });
  });

  it('when it names a record of somebody else as the form, is judged by its own', async () => {
    const world = createPersonWorld();
    const anna = world.addPerson(EMAIL, ANNA);
    const piet = world.addPerson(EMAIL, ['Piet', 'Jansen']);
    await change(world, anna, { record: piet, mobile: '0612345678' });
    expect(world.people.see(anna)['mobile']).toBe('0612345678');
    expect(world.people.see(piet)['mobile']).toBeUndefined();
  });

  it('when it is the language, goes by the door of consent, and the seal still holds', async () => {
    const world = createPersonWorld();
    const id = world.signUp(EMAIL, { language: 'nl' });
    world.people.set(id, { firstname: 'Anna', lastname: 'Jansen' });
    await world.simulator.run(HOUR);
    const { seal, status } = world.crm.see(id);
    expect(await change(world, id, { consent_language: 'fr' })).toEqual({ state: 'applied' });
    await world.simulator.run(HOUR);
    expect(world.crm.see(id)).toMatchObject({ language: 'fr', seal, status });
    expect(world.people.count('change')).toBe(0);
    expect(notes(world, id)).toEqual([expect.stringContaining('language of mails')]);
  });

  it('when nothing differs, writes nothing and says so', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ANNA);
    world.people.set(id, { mailingstreet: 'Kade 1\nachter' });
    const typed = { firstname: ' Anna', lastname: 'Jansen', mailingstreet: 'Kade 1\r\nachter' };
    expect(await change(world, id, typed)).toEqual({ state: 'unchanged' });
    expect(world.people.count('change')).toBe(0);
    expect(notes(world, id)).toEqual([]);
  });

  it.each([
    ['a field that the admin does not allow', { birthday: '1980-05-03' }, 'not_editable:birthday'],
    ['the address', { email: 'new@example.com' }, 'not_editable:email'],
    ['the owner', { assigned_user_id: '19x1' }, 'not_editable:assigned_user_id'],
    ['a field of consent', { consent_status: 'Subscribed' }, 'not_editable:consent_status'],
    ['the flag of mail', { emailoptout: '1' }, 'not_editable:emailoptout'],
    ['a field that is not there', { cf_999: 'x' }, 'not_editable:cf_999'],
    ['a last name that is empty', { lastname: '' }, 'required:lastname'],
    ['a phone that is none', { mobile: 'call me' }, 'not_a_phone:mobile'],
    ['a first name too long', { firstname: 'x'.repeat(41) }, 'too_long:firstname'],
    ['a language that is none of ours', { consent_language: 'es' }, 'not_listed:consent_language'],
  ])('of %s, when asked for, is refused by name and nothing is written', async (_, typed, code) => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ANNA);
    const before = world.people.see(id);
    const request = await changing(world, id, { title: 'CEO', ...typed });
    expect(await handleRequest(world.deps, request)).toMatchObject({ state: 'rejected', code });
    expect(world.store.outcome('act', request.requestId)).toMatchObject({ code });
    expect(world.people.see(id)).toEqual(before);
    expect(world.people.count('change')).toBe(0);
  });

  it('of the language, when the admin does not allow it, is refused', async () => {
    const world = createPersonWorld({ person: { editable: { Contacts: ['mobile'], Leads: [] } } });
    const id = world.addPerson(EMAIL, ANNA);
    expect(await change(world, id, { consent_language: 'fr' })).toMatchObject({
      code: 'not_editable:consent_language',
    });
  });

  it.each([
    [
      'the mailbox is several persons’ and the link was mailed for a typed address',
      'shared_mailbox',
      (world: PersonWorld) => {
        world.addPerson(EMAIL, ['Piet', 'Jansen']);
      },
      'none',
    ],
    [
      'the record moved since the link',
      'address_changed',
      (world: PersonWorld, id: string) => world.crm.edit(id, { email: 'x@example.com' }),
      'personal',
    ],
    [
      'the record is gone',
      'address_changed',
      (world: PersonWorld, id: string) => world.crm.remove(id),
      'personal',
    ],
    ['what was typed is gone', 'nothing_typed', (world: PersonWorld) => world.parcels.clear(), 'personal'],
  ] as const)('when %s, is rejected with %s', async (_, code, hinder, round8) => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ANNA);
    const request = await changing(world, id, { mobile: '0612345678' }, round8);
    hinder(world, id);
    expect(await handleRequest(world.deps, request)).toMatchObject({ state: 'rejected', code });
    expect(world.people.count('change')).toBe(0);
  });

  it('on a role address, when asked for, is rejected', async () => {
    const world = createPersonWorld();
    const id = world.addPerson('info@example.com', ANNA);
    expect(await change(world, id, { mobile: '0612345678' })).toMatchObject({ code: 'shared_mailbox' });
  });

  it('when Vtiger cuts a value, says so and notes nothing', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ANNA);
    world.people.limits['title'] = 3;
    expect(await change(world, id, { title: 'Director' })).toMatchObject({
      state: 'rejected',
      code: 'not_stored',
    });
    expect(notes(world, id)).toEqual([]);
    expect(world.parcels.ids()).toEqual([]);
  });

  it.each(['down', 'timeout', 'late'] as const)(
    'when the CRM fails with %s, is written once all the same',
    async (fault) => {
      const world = createPersonWorld();
      const id = world.addPerson(EMAIL, ANNA);
      const request = await changing(world, id, { mobile: '0612345678' });
      world.people.failNext('change', fault);
      expect(await world.work(handleRequest, request)).toBeNull();
      world.people.landLate();
      expect(world.people.see(id)).toMatchObject({ mobile: '0612345678' });
      expect(notes(world, id)).toHaveLength(1);
      // What has landed is not written again.
      expect(world.people.count('change')).toBe(fault === 'timeout' ? 1 : 2);
    },
  );

  it.each(['before', 'after'] as const)(
    'of a name, when the process dies %s any call, reaches every record, each noted once',
    async (when) => {
      for (let at = 1; ; at += 1) {
        const world = createPersonWorld();
        const contact = world.addPerson(EMAIL, ANNA);
        const lead = world.addPerson(EMAIL, ANNA, { module: 'Leads' });
        const piet = world.addPerson(EMAIL, ['Piet', 'Jansen']);
        const request = await changing(world, contact, { lastname: 'de Vries', consent_language: 'de' });
        world.probe.names.length = 0;
        world.probe.point = { at, when };
        const failure = await world.work(handleRequest, request);
        const where = `died ${when} call ${at}: ${world.probe.names[at - 1] ?? 'none'}`;
        const outcome = world.store.outcome('act', request.requestId);
        expect({ where, failure, state: outcome?.state }).toEqual({ where, failure: null, state: 'applied' });
        for (const id of [contact, lead]) {
          const { lastname } = world.people.see(id);
          const seen = {
            where,
            lastname,
            language: world.crm.see(id).language,
            notes: notes(world, id).length,
          };
          expect(seen).toEqual({ where, lastname: 'de Vries', language: 'de', notes: 1 });
        }
        expect(world.people.see(piet)).toMatchObject({ lastname: 'Jansen' });
        expect({ where, left: world.parcels.ids() }).toEqual({ where, left: [] });
        if (world.probe.names.length < at) break;
      }
    },
  );
});
