import { addPerson, confirmed, eventsOn, type Person, quiet, recordOf, statusOf } from '../harness/people';
import {
  addBusiness,
  apiUser,
  askErasure,
  DOCUMENTS,
  freshLink,
  mailOf,
  mailsOf,
  PERSON_RIGHTS,
  startPersonRig,
  ticketsOf,
} from '../harness/person-page';
import type { Rig } from '../harness/rig';
import { fingerprintOf } from '../harness/stranger';
import { placesWith, textOfVtiger } from '../harness/traces';
import { until } from '../harness/waiting';

/* ERASE_POLICY=auto on the built bridge; once by Vtiger's delete, once by the extension. */

const FIELDS = { firstname: 'Quirina', phone: '+31 20 555 0101', mobile: '+31 6 5550 1020' };
const STREET = { mailingstreet: 'Langestraat 7', mailingcity: 'Utrecht', department: 'Purchasing' };

export function eraseSuite(extension: boolean): void {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startPersonRig({ env: { ERASE_POLICY: 'auto', LOG_LEVEL: 'debug' }, crm: { extension } });
    addBusiness(rig);
  }, 60_000);
  afterAll(() => rig.stop());

  const isGone = ({ id }: Pick<Person, 'id'>) => rig.crm.records.get(id) === undefined;
  const erased = (person: Pick<Person, 'id'>) =>
    until(`${person.id} to be erased`, () => isGone(person), { within: 30_000 });
  let count = 0;
  /** A name that nothing else holds. */
  const named = () => {
    count += 1;
    return { ...FIELDS, lastname: `Zoutelande${count}x` };
  };

  test.each(['Contacts', 'Leads'] as const)(
    'one of %s, when its person asks to be erased, then it is gone, one mail says so, and nothing anywhere holds their address or name',
    async (module) => {
      const fields = named();
      const person = await confirmed(rig, { module, language: 'en', fields });
      const deleted = rig.crm.calls.count('delete');
      const page = await askErasure(freshLink(rig, person));
      expect(page.title).toBe('We have received your request');
      await erased(person);
      await mailOf(rig, person.email, 'request-done');
      const ticket = await until('the ticket to be closed', () =>
        ticketsOf(rig, person).find((each) => each['ticketstatus'] === 'Closed'),
      );
      expect(ticket['solution']).toBe('Done: the records were erased and the person was told.');
      await quiet(rig);
      expect(mailsOf(rig, person.email, 'request-')).toHaveLength(1);
      expect(rig.crm.calls.count('consentbridge.erase') > 0).toBe(extension);
      expect(rig.crm.calls.count('delete') > deleted).toBe(!extension);
      expect(await placesWith(rig, [person.email, fields.lastname, fields.firstname, fields.phone])).toEqual(
        [],
      );
      // Nor what was derived from the address. By Vtiger's delete the comments stay behind, with the fingerprint alone.
      const fingerprint = fingerprintOf(person.email, rig.env['ADDRESS_KEY'] ?? '');
      const left = new Set((await placesWith(rig, [fingerprint])).map((each) => each.split(':')[0]));
      expect(left.has('redis')).toBe(false);
      expect(left.has('vtiger')).toBe(!extension);
    },
    60_000,
  );

  test('two records of one person, when they ask by one of them, then both are gone and one mail is sent', async () => {
    const fields = named();
    const contact = addPerson(rig, { language: 'en', fields });
    const lead = addPerson(rig, {
      module: 'Leads',
      email: contact.email.toUpperCase(),
      language: 'en',
      fields,
    });
    await askErasure(freshLink(rig, contact));
    await erased(contact);
    await erased(lead);
    await mailOf(rig, contact.email, 'request-done');
    await quiet(rig);
    expect(rig.smtp.to(contact.email)).toHaveLength(1);
    expect(await placesWith(rig, [contact.email, fields.lastname])).toEqual([]);
  });

  const KINDS = DOCUMENTS.flatMap(({ module, byContact, byAccount, fields }) => [
    ...(byContact === undefined ? [] : [{ module, of: 'Contact', by: byContact, fields }]),
    ...(byAccount === undefined ? [] : [{ module, of: 'Account', by: byAccount, fields }]),
  ]);
  test('documents of each kind by Contact or Account, when those persons ask to be erased, then the records stay, emptied and Optout, and each is told why', async () => {
    const kept = await Promise.all(
      KINDS.map(async ({ of, by, module, fields }, index) => {
        const account = rig.crm.records.insert('Accounts', {
          accountname: `Firm ${index}`,
          accounttype: 'Prospect',
        });
        const own = { ...named(), ...STREET, account_id: account };
        const person = addPerson(rig, { language: 'en', fields: own });
        rig.crm.records.insert(module, { ...fields, [by]: of === 'Contact' ? person.id : account });
        await askErasure(freshLink(rig, person));
        return { person, own, why: `${module} by ${of}` };
      }),
    );
    const wrong: string[] = [];
    for (const { person, own, why } of kept) {
      const mail = await mailOf(rig, person.email, 'request-kept').catch(() => null);
      const record = rig.crm.records.get(person.id);
      const names = [
        'lastname',
        'phone',
        'mobile',
        'mailingstreet',
        'mailingcity',
        'department',
        'consent_status',
      ];
      const is = names.map((name) => record?.[name] ?? '').join('|');
      if (is !== `${own.lastname}||||||Optout`) wrong.push(`${why}: ${is}`);
      if (mail?.parsed.text?.replace(/\s+/g, ' ').includes('Your name is on documents') !== true)
        wrong.push(`${why}: not told`);
      if (record !== undefined && !eventsOn(rig, person).includes('ConsentRefused'))
        wrong.push(`${why}: no evidence`);
    }
    expect(wrong).toEqual([]);
    await quiet(rig);
    const again = kept.filter(({ person }) => mailsOf(rig, person.email, 'request-').length !== 1);
    expect(again.map(({ why }) => why)).toEqual([]);
  }, 90_000);

  test('a Vendor that hangs on the Contact, when the person asks to be erased, then the record stays', async () => {
    const person = addPerson(rig, { language: 'en', fields: named() });
    const vendor = rig.crm.records.insert('Vendors', { vendorname: 'Demo BV' });
    const number = (id: string) => Number(id.split('x')[1]);
    rig.crm.crm.links.set(number(person.id), new Set([number(vendor)]));
    await askErasure(freshLink(rig, person));
    await mailOf(rig, person.email, 'request-kept');
    expect(statusOf(rig, person)).toBe('Optout');
  });

  test('a Contact of a customer, when the person asks to be erased, then the record stays, Optout, and the mail says that we do business', async () => {
    const account = rig.crm.records.insert('Accounts', { accountname: 'Firm', accounttype: 'Customer' });
    const person = await confirmed(rig, {
      language: 'en',
      fields: { ...named(), ...STREET, account_id: account },
    });
    await askErasure(freshLink(rig, person));
    const mail = await mailOf(rig, person.email, 'request-kept');
    expect(mail.parsed.text?.replace(/\s+/g, ' ')).toContain('contact person of an organisation');
    expect(recordOf(rig, person)).toMatchObject({
      consent_status: 'Optout',
      emailoptout: '1',
      phone: '',
      mailingstreet: '',
    });
  });

  test.each(['Invoice', 'Vendors'])(
    'the right to %s, when it was withdrawn from the API user, then the request goes to review and nothing is deleted',
    async (module) => {
      const person = addPerson(rig, { language: 'en', fields: named() });
      const user = apiUser(rig);
      user.rights = Object.fromEntries(Object.entries(PERSON_RIGHTS).filter(([name]) => name !== module));
      try {
        await askErasure(freshLink(rig, person));
        const ticket = await until('the ticket', () => ticketsOf(rig, person)[0], { within: 30_000 });
        expect(ticket['ticketstatus']).toBe('Open');
        expect(ticket['description']).toContain('may not read all modules of ERASE_KEEP_MODULES');
        await mailOf(rig, person.email, 'request-received');
        await quiet(rig);
        expect(isGone(person)).toBe(false);
        // Approved or not: what can't be known is never taken for "no".
        rig.crm.records.edit(ticket.id, { ticketstatus: 'Closed', solution: 'approved' });
        await until('the bridge to say that it waits', () =>
          rig
            .bridge()
            .logs.some((line) => line.includes('a decided request waits') && line.includes(ticket.id)),
        );
        expect(isGone(person)).toBe(false);
        expect(mailsOf(rig, person.email, 'request-done')).toEqual([]);
      } finally {
        user.rights = PERSON_RIGHTS;
      }
      // Once the right is back, what staff approved is carried out.
      await erased(person);
      await mailOf(rig, person.email, 'request-done');
    },
    120_000,
  );

  test('an address that refused, when its records are erased, then the refusal outlives them where there is a place for it', async () => {
    const fields = named();
    const person = addPerson(rig, { language: 'en', fields: { ...fields, emailoptout: '1' } });
    await until('the refusal to be adopted', () => statusOf(rig, person) !== '', { within: 30_000 });
    await askErasure(freshLink(rig, person));
    await erased(person);
    await mailOf(rig, person.email, 'request-done');
    await quiet(rig);
    const fingerprint = fingerprintOf(person.email, rig.env['ADDRESS_KEY'] ?? '');
    expect(rig.crm.crm.extension?.suppressed.has(fingerprint) ?? false).toBe(extension);
    expect(textOfVtiger(rig)).not.toContain(person.email);
  });
}
