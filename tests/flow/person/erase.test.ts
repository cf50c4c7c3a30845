import type { PersonSettings } from '../../../src/flow/person-ports';
import type { QueuedRequest } from '../../../src/flow/person-requests';
import { requestErasure } from '../../../src/flow/person/erase-person';
import { settleAddress } from '../../../src/flow/settle-address';
import { createPersonWorld, type PersonWorld } from '../../fakes/person-world';
import { DAY, HOUR } from '../../fakes/world';

const EMAIL = 'anna@example.com';
const ANNA = ['Anna', 'Peeters'] as const;

type Erase = Extract<QueuedRequest, { kind: 'erase' }>;

function auto(person: Partial<PersonSettings> = {}) {
  return createPersonWorld({ person: { erasePolicy: 'auto', ...person } });
}

function asks(world: PersonWorld, record: string, fields: Partial<Erase> = {}): Erase {
  return { kind: 'erase', requestId: world.newId(), ...world.link(record), ...fields };
}

const tickets = (world: PersonWorld) => [...world.register.tickets.values()];
const kinds = (world: PersonWorld, to = EMAIL) => world.mailer.to(to).map((mail) => mail.kind);

describe('a person who asks to be erased, when ERASE_POLICY is auto', () => {
  it('and nothing holds on to them, is erased with all their records, told, and the ticket closed', async () => {
    const world = auto();
    const contact = world.addPerson(EMAIL, ANNA);
    const lead = world.addPerson(' Anna@Example.com', [' ANNA', 'peeters '], { module: 'Leads' });
    const request = asks(world, contact);
    expect(await requestErasure(world.deps, request)).toEqual({ state: 'applied', code: 'erased' });
    expect([contact, lead].map((id) => world.people.isGone(id))).toEqual([true, true]);
    expect(tickets(world)).toMatchObject([{ kind: 'erase', open: false, requestId: request.requestId }]);
    expect(kinds(world)).toEqual(['request-done']);
    expect(world.mailer.outbox[0]).toMatchObject({ about: 'erase', language: 'en' });
    const { fingerprint } = request;
    expect(world.traces.erased).toEqual([
      { records: [contact, lead], fingerprint, except: request.requestId },
    ]);
    expect(world.parcels.ids()).toEqual([]);
  });

  it('after they refused, leaves their refusal on the suppression list before the records go', async () => {
    const world = auto();
    const record = world.addPerson(EMAIL, ANNA, { status: 'Unsubscribed' });
    await requestErasure(world.deps, asks(world, record));
    expect(world.people.suppressed).toEqual([
      { fingerprint: world.fingerprint(EMAIL), status: 'Unsubscribed' },
    ]);
    const order = world.people.calls.map((call) => call.split(' ')[0]);
    expect(order.indexOf('suppress')).toBeLessThan(order.indexOf('erase'));
  });

  it('while they were only asked, leaves nothing on the suppression list', async () => {
    const world = auto();
    const record = world.addPerson(EMAIL, ANNA, { newsletterOptin: true, origin: 'WEBFORM' });
    await settleAddress(world.deps, { record });
    await requestErasure(world.deps, asks(world, record));
    expect(world.people.isGone(record)).toBe(true);
    expect(world.people.suppressed).toEqual([]);
  });

  it('while a refusal of the address waits for a full pass, keeps it waiting', async () => {
    const world = auto();
    const record = world.addPerson(EMAIL, ANNA);
    const fingerprint = world.fingerprint(EMAIL);
    const refusal = { id: 'e1', name: 'ConsentWithdrawn' as const, record, occurredAt: 1 };
    await world.deps.pending.add(fingerprint, { ...refusal, actor: { type: 'contact' }, channel: 'link' });
    await requestErasure(world.deps, asks(world, record));
    expect(await world.deps.pending.find(fingerprint)).toMatchObject({ id: 'e1' });
    expect(world.people.suppressed).toEqual([{ fingerprint, status: 'Unsubscribed' }]);
  });

  it('and documents name them, keeps that record emptied and Optout, deletes the others, and tells why', async () => {
    const world = auto();
    const contact = world.addPerson(EMAIL, ANNA, { status: 'Subscribed', newsletterOptin: true });
    const lead = world.addPerson(EMAIL, ANNA, { module: 'Leads' });
    world.people.set(contact, {
      phone: '+32 1',
      birthday: '1970-01-01',
      mailingstreet: 'Kerkstraat 1',
      cf_901: 'Tea',
    });
    world.people.documentsOf.set(contact, 'some');
    expect(await requestErasure(world.deps, asks(world, contact))).toEqual({
      state: 'applied',
      code: 'kept',
    });
    expect(world.people.isGone(lead)).toBe(true);
    expect(world.people.see(contact)).toMatchObject({
      ...{ firstname: 'Anna', lastname: 'Peeters', email: EMAIL, cf_901: 'Tea' },
      ...{ phone: '', birthday: '', mailingstreet: '' },
    });
    expect(world.crm.see(contact)).toMatchObject({
      status: 'Optout',
      newsletterOptin: false,
      emailOptout: true,
    });
    expect(world.crm.commentsOn(contact).join()).toContain('ConsentRefused');
    expect(kinds(world)).toEqual(['request-kept']);
    expect(world.mailer.outbox[0]?.reason).toContain('invoice');
    expect(tickets(world)).toMatchObject([
      { open: false, outcome: expect.stringContaining('17(3)') as string },
    ]);
    expect(world.traces.erased).toMatchObject([{ records: [lead], fingerprint: '' }]);
    expect(world.people.suppressed).toEqual([]);
  });

  it('and their Account is of a protected type, is kept and told so in their language', async () => {
    const world = auto();
    const contact = world.addPerson(EMAIL, ANNA);
    world.people.accountOf.set(contact, { type: 'Customer' });
    await requestErasure(world.deps, asks(world, contact, { language: 'nl' }));
    expect(world.people.isGone(contact)).toBe(false);
    expect(world.mailer.outbox).toMatchObject([
      { kind: 'request-kept', language: 'nl', reason: expect.stringContaining('contactpersoon') as string },
    ]);
    expect(world.traces.erased).toEqual([]);
  });

  it('and a field admins added is listed, empties that too; names and address never', async () => {
    const emptied = { Contacts: ['cf_901', 'firstname', 'lastname', 'email'], Leads: [] };
    const world = auto({ emptied });
    const contact = world.addPerson(EMAIL, ANNA);
    world.people.set(contact, { cf_901: 'Tea', phone: '1' });
    world.people.documentsOf.set(contact, 'some');
    await requestErasure(world.deps, asks(world, contact));
    expect(world.people.see(contact)).toMatchObject({
      cf_901: '',
      phone: '1',
      firstname: 'Anna',
      email: EMAIL,
    });
  });

  const REVIEWS: readonly [string, (world: PersonWorld, record: string) => void, string][] = [
    [
      'a module can not be read',
      ({ people }, id) => people.documentsOf.set(id, 'unknown'),
      'ERASE_KEEP_MODULES',
    ],
    ['their Account can not be read', ({ people }, id) => people.accountOf.set(id, 'unknown'), 'Account'],
    ['somebody else has the address', (world) => world.addPerson(EMAIL, ['Ben', 'Peeters']), 'other names'],
    ['one of the address can not be read', unreadable, 'other names'],
    ['their record can not be read', hidden, 'may not read the record'],
    ['they were a Lead', ({ crm }, id) => crm.edit(id, { convertedFromLead: true }), 'converted'],
  ];

  it.each(REVIEWS)('but %s, goes to staff with everything untouched', async (_, given, note) => {
    const world = auto();
    const record = world.addPerson(EMAIL, ANNA);
    given(world, record);
    const before = world.crm.see(record);
    expect(await requestErasure(world.deps, asks(world, record))).toEqual({
      state: 'applied',
      code: 'staff_asked',
    });
    expect(world.crm.see(record)).toEqual(before);
    expect(world.people.count('erase') + world.people.count('change')).toBe(0);
    expect(tickets(world)).toMatchObject([
      { kind: 'erase', open: true, record, note: expect.stringContaining(note) as string },
    ]);
    expect(kinds(world)).toEqual(['request-received']);
    expect(world.mailer.outbox[0]?.validUntil).toBe(tickets(world)[0]?.dueAt);
  });

  it('from a role address, goes to staff before anybody is read', async () => {
    const world = auto();
    const record = world.addPerson('Info@example.com', ANNA);
    expect(await requestErasure(world.deps, asks(world, record))).toMatchObject({ code: 'staff_asked' });
    expect(world.people.calls).toEqual([]);
    expect(tickets(world)[0]?.note).toContain('info@');
  });

  it('in extension grade from a Contact that was a Lead, is erased: the extension reaches the Lead', async () => {
    const world = auto();
    world.crm.atomic = true;
    const record = world.addPerson(EMAIL, ANNA, { convertedFromLead: true });
    expect(await requestErasure(world.deps, asks(world, record))).toMatchObject({ code: 'erased' });
  });

  it('while the bridge is on hold, goes to staff and nobody is mailed', async () => {
    const world = createPersonWorld({
      person: { erasePolicy: 'auto' },
      settings: { mailMode: { kind: 'hold' } },
    });
    const record = world.addPerson(EMAIL, ANNA);
    expect(await requestErasure(world.deps, asks(world, record))).toMatchObject({ code: 'staff_asked' });
    expect(world.people.isGone(record)).toBe(false);
    expect(world.mailer.outbox).toEqual([]);
  });

  it('by a link whose record has another address now, is refused and nothing is written', async () => {
    const world = auto();
    const record = world.addPerson(EMAIL, ANNA);
    const request = asks(world, record);
    world.crm.edit(record, { email: 'other@example.com' });
    expect(await requestErasure(world.deps, request)).toMatchObject({
      state: 'rejected',
      code: 'address_changed',
    });
    expect(tickets(world)).toEqual([]);
    expect(world.mailer.outbox).toEqual([]);
  });

  it('a second time, is told that there is nothing', async () => {
    const world = auto();
    const record = world.addPerson(EMAIL, ANNA);
    const [first, second] = [asks(world, record), asks(world, record)];
    await requestErasure(world.deps, first);
    expect(await requestErasure(world.deps, first)).toMatchObject({ state: 'applied' });
    expect(await requestErasure(world.deps, second)).toMatchObject({ code: 'record_not_found' });
    expect(kinds(world)).toEqual(['request-done']);
    expect(tickets(world)).toHaveLength(1);
  });
});

/** Its name is nobody's business of the API user: it counts as somebody else. */
function unreadable(world: PersonWorld): void {
  const other = world.addPerson(EMAIL, ANNA);
  const read = world.people.read.bind(world.people);
  world.people.read = (id) => (id === other ? Promise.resolve(null) : read(id));
}

function hidden(world: PersonWorld): void {
  world.people.read = () => Promise.resolve(null);
}

describe('a person who asks to be erased, when ERASE_POLICY is review', () => {
  it('is entered in the register with the due date, told, and not judged', async () => {
    const world = createPersonWorld();
    const record = world.addPerson(EMAIL, ANNA);
    const request = asks(world, record);
    expect(await requestErasure(world.deps, request)).toEqual({ state: 'applied', code: 'staff_asked' });
    const [ticket] = tickets(world);
    expect(ticket).toMatchObject({ kind: 'erase', open: true, language: 'en', record });
    expect((ticket?.dueAt ?? 0) - request.occurredAt).toBeGreaterThanOrEqual(28 * DAY);
    expect(world.people.calls).toEqual([]);
    expect(kinds(world)).toEqual(['request-received']);
  });

  it('again while it is open, is not entered again nor mailed', async () => {
    const world = createPersonWorld();
    const record = world.addPerson(EMAIL, ANNA);
    await requestErasure(world.deps, asks(world, record));
    expect(await requestErasure(world.deps, asks(world, record))).toEqual({
      state: 'unchanged',
      code: 'already_asked',
    });
    expect(tickets(world)).toHaveLength(1);
    expect(world.mailer.outbox).toHaveLength(1);
  });
});

describe('the parts of an erasure that fail', () => {
  const FAULTS: readonly [string, (world: PersonWorld) => void, string, boolean][] = [
    [
      'the CRM is down at the first record',
      ({ people }) => people.failNext('erase', 'down'),
      'crm_unavailable',
      true,
    ],
    [
      'the answer of a deletion is lost',
      ({ people }) => people.failNext('erase', 'timeout'),
      'crm_timeout',
      true,
    ],
    ['suppressing fails', ({ people }) => people.failNext('suppress', 'down'), 'crm_unavailable', true],
    [
      'documents can not be asked',
      ({ people }) => people.failNext('documents', 'down'),
      'crm_unavailable',
      true,
    ],
    ['the register is down', ({ register }) => register.failNext('open'), 'crm_unavailable', true],
    ['closing fails', ({ register }) => register.failNext('close'), 'crm_unavailable', true],
    [
      'closing is in doubt',
      ({ register }) => register.failNext('close', { after: true }),
      'crm_unavailable',
      true,
    ],
    [
      'the mail server is away',
      ({ mailer }) => mailer.failNext('mail_unreachable'),
      'mail_unreachable',
      true,
    ],
    ['there is no room to mail', ({ ceilings }) => void ceilings.room.push(5000), 'mail_waits', true],
  ];

  it.each(FAULTS)(
    'when %s, are done again and end as if nothing had been',
    async (_, given, code, retryable) => {
      const world = auto();
      const record = world.addPerson(EMAIL, ANNA, { status: 'Optout' });
      const other = world.addPerson(EMAIL, ANNA);
      given(world);
      const request = asks(world, record);
      await expect(requestErasure(world.deps, request)).rejects.toMatchObject({ code, retryable });
      expect(await world.work((deps) => requestErasure(deps, request), request)).toBeNull();
      expect([record, other].every((id) => world.people.isGone(id))).toBe(true);
      expect(tickets(world)).toMatchObject([{ open: false }]);
      expect(kinds(world)).toEqual(['request-done']);
      expect(world.parcels.ids()).toEqual([]);
    },
  );

  it('when the address is dead, end with the ticket closed', async () => {
    const world = auto();
    const record = world.addPerson(EMAIL, ANNA);
    world.mailer.failNext('mail_address_refused');
    expect(await requestErasure(world.deps, asks(world, record))).toMatchObject({ code: 'erased' });
    expect(tickets(world)).toMatchObject([{ open: false }]);
  });

  it('when a field can not be emptied, leave the ticket open for staff', async () => {
    const world = auto();
    const record = world.addPerson(EMAIL, ANNA);
    world.people.set(record, { phone: '1' });
    world.people.documentsOf.set(record, 'some');
    world.people.failNext('change', 'not_stored');
    const request = asks(world, record);
    expect(await world.work((deps) => requestErasure(deps, request), request)).toMatchObject({
      code: 'crm_not_stored',
    });
    expect(tickets(world)).toMatchObject([{ open: true }]);
    expect(world.crm.see(record).status).toBe('Optout');
  });
});

describe('an erasure, when the process dies', () => {
  /** Documents hold on to the first of the two in the second scenario. */
  const SCENARIOS = ['erased', 'kept'] as const;

  function begin(scenario: (typeof SCENARIOS)[number]) {
    const world = auto();
    const record = world.addPerson(EMAIL, ANNA, { status: 'Unsubscribed' });
    const other = world.addPerson(EMAIL, ANNA, { module: 'Leads' });
    world.people.set(record, { phone: '1' });
    if (scenario === 'kept') world.people.documentsOf.set(record, 'some');
    return { world, record, other, request: asks(world, record) };
  }

  async function calls(scenario: (typeof SCENARIOS)[number]): Promise<string[]> {
    const { world, request } = begin(scenario);
    await requestErasure(world.deps, request);
    return world.probe.names;
  }

  it.each(SCENARIOS)('at any call, ends right and mails once, when they are to be %s', async (scenario) => {
    const names = await calls(scenario);
    expect(names.length).toBeGreaterThan(20);
    for (let at = 1; at <= names.length; at += 1)
      for (const when of ['before', 'after'] as const) {
        const { world, record, other, request } = begin(scenario);
        world.probe.point = { at, when };
        expect(await world.work((deps) => requestErasure(deps, request), request)).toBeNull();
        const where = `${when} ${names[at - 1] ?? ''} (${at})`;
        expect([where, world.people.isGone(record), world.people.isGone(other)]).toEqual([
          where,
          scenario === 'erased',
          true,
        ]);
        expect([where, tickets(world).map(({ open, untold }) => open || untold)]).toEqual([where, [false]]);
        expect([where, world.parcels.ids()]).toEqual([where, []]);
        // Between the mail server's yes and the ledger nobody knows: this is the one place where it may come twice.
        const doubt = names[at - 1] === 'mailer.send' && when === 'after';
        const doubtful = doubt || (names[at - 1] === 'ledger.sent' && when === 'before');
        expect([where, kinds(world).length]).toEqual([where, doubtful ? 2 : 1]);
        expect(new Set(world.mailer.outbox.map(({ messageId }) => messageId)).size).toBe(1);
        if (scenario === 'kept') {
          expect(world.people.see(record)).toMatchObject({ phone: '', lastname: 'Peeters' });
          expect(world.crm.see(record).status).toBe('Unsubscribed');
        } else expect(world.people.suppressed[0]).toMatchObject({ status: 'Unsubscribed' });
      }
  });
});

describe('what an erasure leaves behind', () => {
  it('no name, no address: in the register, the log, the ledger and the outcomes', async () => {
    for (const erasePolicy of ['auto', 'review'] as const) {
      const world = createPersonWorld({ person: { erasePolicy } });
      const record = world.addPerson(EMAIL, ANNA);
      world.people.documentsOf.set(record, erasePolicy === 'auto' ? 'some' : 'none');
      world.clock.advance(HOUR);
      await requestErasure(world.deps, asks(world, record));
      const keys = [...world.store.mails.keys(), ...world.store.marks, ...world.parcels.ids()];
      const all = [world.register.text(), ...world.log.lines, ...keys].join('\n').toLowerCase();
      for (const trace of ['anna', 'peeters', 'example.com']) expect(all).not.toContain(trace);
      expect(world.mailer.outbox.map(({ messageId }) => messageId).join()).not.toContain('anna');
    }
  });

  it('of a person erased for good, nothing that names the fingerprint after its traces were removed', async () => {
    const world = auto();
    const record = world.addPerson(EMAIL, ANNA);
    const before = [...world.store.mails.keys()];
    await requestErasure(world.deps, asks(world, record));
    const added = [...world.store.mails.keys(), ...world.store.marks].filter((key) => !before.includes(key));
    expect(added.join()).not.toContain(world.fingerprint(EMAIL));
  });
});
