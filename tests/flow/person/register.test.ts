import { Failure } from '../../../src/flow/failure';
import { askStaff } from '../../../src/flow/person/open-request';
import { decideRequest } from '../../../src/flow/person/requests-decide';
import { dueAfter, extendedDue } from '../../../src/flow/person/register-dates';
import { workRegister } from '../../../src/flow/person/work-register';
import type { PersonRequest } from '../../../src/flow/person-requests';
import type { RequestKind } from '../../../src/flow/request-kinds';
import { createPersonWorld, type PersonWorld } from '../../fakes/person-world';
import { DAY } from '../../fakes/world';

const EMAIL = 'anna@example.com';
const ANNA = ['Anna', 'Peeters'] as const;

type Ask = Extract<PersonRequest, { kind: 'ask-staff' }> & { readonly requestId: string };

function ask(world: PersonWorld, record: string, about: RequestKind): Ask {
  return { kind: 'ask-staff', about, requestId: world.newId(), ...world.link(record) };
}

/** Anna asked, and what was mailed so far is put aside. */
async function asked(about: RequestKind = 'erase', options: Parameters<typeof createPersonWorld>[0] = {}) {
  const world = createPersonWorld(options);
  const record = world.addPerson(EMAIL, ANNA);
  const request = ask(world, record, about);
  await askStaff(world.deps, request);
  const [ticket = ''] = world.register.tickets.keys();
  world.mailer.outbox.length = 0;
  return { world, record, ticket, request };
}

const kinds = (world: PersonWorld) => world.mailer.outbox.map((mail) => mail.kind);

describe('a question to staff', () => {
  it.each(['access', 'correction', 'objection', 'erase'] as const)(
    'about %s, is entered once with its due date, and the person is told',
    async (about) => {
      const world = createPersonWorld();
      const record = world.addPerson(EMAIL, ANNA);
      const request = ask(world, record, about);
      expect(await askStaff(world.deps, request)).toEqual({ state: 'applied', code: 'staff_asked' });
      expect(await askStaff(world.deps, request)).toEqual({ state: 'applied', code: 'staff_asked' });
      const entries = [...world.register.tickets.values()];
      const dueAt = dueAfter(request.occurredAt);
      expect(entries).toMatchObject([{ kind: about, record, open: true, dueAt, language: 'en' }]);
      expect(world.mailer.outbox).toMatchObject([
        { kind: 'request-received', to: EMAIL, about, validUntil: dueAt, language: 'en' },
      ]);
      for (const trace of ['anna', 'peeters', 'example.com'])
        expect(world.register.text().toLowerCase()).not.toContain(trace);
    },
  );

  it('that is open already, is not entered again; another kind is', async () => {
    const { world, record } = await asked('access');
    expect(await askStaff(world.deps, ask(world, record, 'access'))).toEqual({
      state: 'unchanged',
      code: 'already_asked',
    });
    expect(await askStaff(world.deps, ask(world, record, 'objection'))).toMatchObject({ state: 'applied' });
    expect(world.register.tickets.size).toBe(2);
    expect(kinds(world)).toEqual(['request-received']);
  });

  it.each([
    ['the record is gone', (world: PersonWorld, id: string) => world.crm.remove(id), 'record_not_found'],
    [
      'its address is another now',
      (world: PersonWorld, id: string) => world.crm.edit(id, { email: 'x@example.com' }),
      'address_changed',
    ],
  ])('when %s, is not entered', async (_, given, code) => {
    const world = createPersonWorld();
    const record = world.addPerson(EMAIL, ANNA);
    const request = ask(world, record, 'access');
    given(world, record);
    expect(await askStaff(world.deps, request)).toMatchObject({ state: 'rejected', code });
    expect(world.register.tickets.size).toBe(0);
  });

  it('when the process dies at any call, is entered once and told once', async () => {
    const { names } = (await asked('access')).world.probe;
    for (let at = 1; at <= names.length; at += 1)
      for (const when of ['before', 'after'] as const) {
        const world = createPersonWorld();
        const record = world.addPerson(EMAIL, ANNA);
        const request = ask(world, record, 'access');
        world.probe.point = { at, when };
        expect(await world.work((deps) => askStaff(deps, request), request)).toBeNull();
        expect(world.register.tickets.size).toBe(1);
        const doubt = names[at - 1] === (when === 'after' ? 'mailer.send' : 'ledger.sent');
        expect(world.mailer.outbox).toHaveLength(doubt ? 2 : 1);
      }
  });
});

describe('a request that staff closed', () => {
  it('as approved, is carried out and told', async () => {
    const { world, record, ticket } = await asked();
    world.register.staffClose(ticket, 'Approved: called her');
    expect(await workRegister(world.deps)).toEqual({
      ...{ answered: 1, waiting: 0, failed: 0 },
      ...{ open: 0, dueSoon: 0, overdue: 0 },
    });
    expect(world.people.isGone(record)).toBe(true);
    expect(kinds(world)).toEqual(['request-done']);
    expect(world.register.see(ticket)).toMatchObject({ open: false, untold: false });
    expect(world.parcels.ids()).toEqual([]);
    expect(await workRegister(world.deps)).toMatchObject({ answered: 0, open: 0 });
    expect(kinds(world)).toEqual(['request-done']);
  });

  it('as approved while documents name the person, is kept, emptied, Optout, and told why', async () => {
    const { world, record, ticket } = await asked();
    world.people.documentsOf.set(record, 'some');
    world.people.set(record, { phone: '1' });
    world.register.staffClose(ticket, 'goedgekeurd');
    await workRegister(world.deps);
    expect(world.people.see(record)).toMatchObject({ phone: '', lastname: 'Peeters' });
    expect(world.crm.see(record).status).toBe('Optout');
    expect(kinds(world)).toEqual(['request-kept']);
  });

  it('as approved on an address that others share, erases the one person and nothing of the others', async () => {
    const { world, record, ticket } = await asked();
    const ben = world.addPerson(EMAIL, ['Ben', 'Maes']);
    const twin = world.addPerson(EMAIL, ANNA, { module: 'Leads' });
    const before = world.crm.see(ben);
    world.register.staffClose(ticket, 'approved');
    await workRegister(world.deps);
    expect([record, twin, ben].map((id) => world.people.isGone(id))).toEqual([true, true, false]);
    expect(world.crm.see(ben)).toEqual(before);
    expect(world.traces.erased).toMatchObject([{ records: [record, twin], fingerprint: '' }]);
    expect(world.people.suppressed).toEqual([]);
  });

  it('as refused, is told with the reason, and nothing is erased', async () => {
    const { world, record, ticket } = await asked();
    world.register.staffClose(ticket, 'Refused: there is a lawsuit');
    await workRegister(world.deps);
    expect(world.people.isGone(record)).toBe(false);
    expect(world.mailer.outbox).toMatchObject([{ kind: 'request-refused', reason: 'there is a lawsuit' }]);
    expect(world.register.see(ticket)).toMatchObject({
      untold: false,
      outcome: 'Refused: there is a lawsuit',
    });
  });

  it.each(['access', 'correction', 'objection'] as const)('about %s, is told as done', async (about) => {
    const { world, ticket } = await asked(about);
    world.register.staffClose(ticket, '');
    await workRegister(world.deps);
    expect(world.mailer.outbox).toMatchObject([{ kind: 'request-done', about, to: EMAIL }]);
  });

  it('as done after they erased the record themselves, is told at the address that asked', async () => {
    const { world, record, ticket } = await asked();
    world.crm.remove(record);
    world.register.staffClose(ticket, 'done');
    await workRegister(world.deps);
    expect(world.mailer.outbox).toMatchObject([{ kind: 'request-done', to: EMAIL }]);
    expect(world.parcels.ids()).toEqual([]);
  });

  it('as approved after they erased the record themselves, is told as done', async () => {
    const { world, record, ticket } = await asked();
    world.crm.remove(record);
    world.register.staffClose(ticket, 'approved');
    await workRegister(world.deps);
    expect(world.mailer.outbox).toMatchObject([{ kind: 'request-done', to: EMAIL }]);
    expect(world.register.see(ticket).untold).toBe(false);
  });

  const WAITING: readonly [string, string, (world: PersonWorld, record: string) => void, string][] = [
    ['without a word', '', () => undefined, 'no_outcome'],
    ['as refused without a reason', 'refused', () => undefined, 'no_reason'],
    ['as done while the record is there', 'done', () => undefined, 'still_there'],
    [
      'as approved while a module can not be read',
      'approved',
      ({ people }, id) => people.documentsOf.set(id, 'unknown'),
      'documents_unknown',
    ],
    [
      'as approved while the Account can not be read',
      'approved',
      ({ people }, id) => people.accountOf.set(id, 'unknown'),
      'account_unknown',
    ],
  ];

  it.each(WAITING)(
    '%s, waits: nothing is erased, nobody told, and it stays listed',
    async (_, outcome, given, code) => {
      const { world, record, ticket } = await asked();
      given(world, record);
      world.register.staffClose(ticket, outcome);
      expect(await workRegister(world.deps)).toMatchObject({ answered: 0, waiting: 1, open: 1 });
      expect(world.people.isGone(record)).toBe(false);
      expect(world.mailer.outbox).toEqual([]);
      expect(world.register.see(ticket).untold).toBe(true);
      expect(world.tally.of(`held request:${code}`)).toBe(1);
    },
  );

  it('as approved with rights that are granted later, is carried out then', async () => {
    const { world, record, ticket } = await asked();
    world.people.documentsOf.set(record, 'unknown');
    world.register.staffClose(ticket, 'approved');
    await workRegister(world.deps);
    world.people.documentsOf.set(record, 'none');
    expect(await workRegister(world.deps)).toMatchObject({ answered: 1, open: 0 });
    expect(world.people.isGone(record)).toBe(true);
  });

  it('while the bridge is on hold, waits and is answered afterwards', async () => {
    const { world, record, ticket } = await asked('erase', { settings: { mailMode: { kind: 'hold' } } });
    world.register.staffClose(ticket, 'approved');
    expect(await workRegister(world.deps)).toMatchObject({ waiting: 1, open: 1 });
    expect(world.people.isGone(record)).toBe(false);
    const live = { ...world.deps, settings: { ...world.deps.settings, mailMode: { kind: 'live' as const } } };
    expect(await workRegister(live)).toMatchObject({ answered: 1, open: 0 });
  });
});

describe('a request by phone or letter', () => {
  it('that names a Contact, is answered at their address in their language', async () => {
    const world = createPersonWorld();
    const record = world.addPerson(EMAIL, ANNA, { language: 'fr' });
    const ticket = world.register.addByHand({ kind: 'erase', record });
    world.register.staffClose(ticket, 'accordée');
    await workRegister(world.deps);
    expect(world.people.isGone(record)).toBe(true);
    expect(world.mailer.outbox).toMatchObject([{ kind: 'request-done', language: 'fr', to: EMAIL }]);
    expect(world.people.suppressed).toEqual([]);
  });

  it('that names a Contact whom documents hold, is refused consent by staff, not by the person', async () => {
    const world = createPersonWorld();
    const record = world.addPerson(EMAIL, ANNA);
    world.people.documentsOf.set(record, 'some');
    const ticket = world.register.addByHand({ kind: 'erase', record });
    world.register.staffClose(ticket, 'approved');
    await workRegister(world.deps);
    expect(world.crm.see(record).status).toBe('Optout');
    expect(world.crm.commentsOn(record).join()).toContain('"actor":"staff"');
  });

  it('that names a Contact without an address, is carried out and nobody told', async () => {
    const world = createPersonWorld();
    const record = world.addPerson('', ANNA);
    const other = world.addPerson('', ANNA);
    const ticket = world.register.addByHand({ kind: 'erase', record });
    world.register.staffClose(ticket, 'approved');
    expect(await workRegister(world.deps)).toMatchObject({ answered: 1 });
    expect([record, other].map((id) => world.people.isGone(id))).toEqual([true, false]);
    expect(world.mailer.outbox).toEqual([]);
  });

  it('that names nobody, is only marked; to erase nobody waits for a name', async () => {
    const world = createPersonWorld();
    const access = world.register.addByHand({ kind: 'access' });
    const erase = world.register.addByHand({ kind: 'erase' });
    world.register.staffClose(access, 'sent by post');
    world.register.staffClose(erase, 'approved');
    expect(await workRegister(world.deps)).toMatchObject({ answered: 1, waiting: 1, open: 1 });
    expect(world.register.see(access).untold).toBe(false);
    expect(world.tally.of('held request:no_record')).toBe(1);
    expect(world.mailer.outbox).toEqual([]);
  });
});

describe('a request that staff extend', () => {
  it('with a reason, is extended by two months once, and the person told', async () => {
    const { world, ticket, request } = await asked('access');
    Object.assign(world.register.tickets.get(ticket) ?? {}, { outcome: 'Extended: the archive is abroad' });
    const dueAt = extendedDue(request.occurredAt);
    for (let look = 0; look < 3; look += 1) {
      await workRegister(world.deps);
      world.clock.advance(3 * DAY);
    }
    expect(world.mailer.outbox).toMatchObject([
      { kind: 'request-extended', reason: 'the archive is abroad', validUntil: dueAt },
    ]);
    expect(world.register.see(ticket)).toMatchObject({ open: true, extended: true, dueAt });
  });
});

describe('the register', () => {
  it('counts what is open, due within five days and overdue', async () => {
    const world = createPersonWorld();
    const now = world.clock.now();
    for (const days of [-1, 4, 5, 6, 20]) world.register.addByHand({ dueAt: now + days * DAY });
    expect(await workRegister(world.deps)).toMatchObject({ open: 5, dueSoon: 3, overdue: 1 });
    expect(world.requestCounts.last).toEqual({ open: 5, dueSoon: 3, overdue: 1 });
    expect(world.log.lines.join('\n')).toContain('overdue');
  });

  it('when the mail of one request fails, answers the others', async () => {
    const { world, ticket } = await asked('access');
    const ben = world.addPerson('ben@example.com', ['Ben', 'Maes']);
    const other = world.register.addByHand({ kind: 'access', record: ben, dueAt: Infinity });
    world.register.staffClose(ticket, '');
    world.register.staffClose(other, '');
    world.mailer.failNext('mail_temporary');
    expect(await workRegister(world.deps)).toMatchObject({ answered: 1, failed: 1, open: 1 });
    expect(await workRegister(world.deps)).toMatchObject({ answered: 1, failed: 0, open: 0 });
    expect(world.mailer.outbox.map(({ to }) => to)).toEqual(['ben@example.com', EMAIL]);
  });

  it('when the CRM is down, ends with its failure', async () => {
    const { world, ticket } = await asked();
    world.register.staffClose(ticket, 'approved');
    world.people.failNext('documents', 'down');
    await expect(workRegister(world.deps)).rejects.toMatchObject({
      code: 'crm_unavailable',
      retryable: true,
    });
    expect(await workRegister(world.deps)).toMatchObject({ answered: 1 });
  });

  it('when the API user may not use HelpDesk, is absent and no fault', async () => {
    const world = createPersonWorld();
    world.register.list = () =>
      Promise.reject(new Failure('no', { code: 'crm_access_denied', stage: 'crm', retryable: false }));
    expect(await workRegister(world.deps)).toBeNull();
  });

  it('when the process dies at any call while it answers, erases and mails once', async () => {
    const begin = async () => {
      const { world, record, ticket } = await asked();
      world.register.staffClose(ticket, 'approved');
      world.probe.names.length = 0;
      return { world, record, ticket };
    };
    const { world: first } = await begin();
    await workRegister(first.deps);
    const names = [...first.probe.names];
    expect(names.length).toBeGreaterThan(15);
    for (let at = 1; at <= names.length; at += 1) {
      const { world, record, ticket } = await begin();
      world.probe.point = { at, when: 'after' };
      const request = { ...ask(world, record, 'erase') };
      expect(
        await world.work(async (deps) => (await workRegister(deps), { state: 'applied' }), request),
      ).toBeNull();
      const where = `after ${names[at - 1] ?? ''} (${at})`;
      expect([where, world.people.isGone(record), world.register.see(ticket).untold]).toEqual([
        where,
        true,
        false,
      ]);
      expect([where, kinds(world).length]).toEqual([where, names[at - 1] === 'mailer.send' ? 2 : 1]);
    }
  });
});

describe('a decision at the command line', () => {
  it.each([
    ['approve', { kind: 'approve' as const }, 'erased', 'request-done'],
    ['refuse', { kind: 'refuse' as const, reason: 'a lawsuit' }, 'refused', 'request-refused'],
    ['extend', { kind: 'extend' as const, reason: 'the archive' }, 'extended', 'request-extended'],
  ])('to %s an open request, does it at once and tells the person', async (_, decision, kind, mail) => {
    const { world, ticket } = await asked();
    expect(await decideRequest(world.deps, ticket, decision)).toEqual({ kind, told: true });
    expect(kinds(world)).toEqual([mail]);
    expect(world.register.see(ticket).open).toBe(kind === 'extended');
    const again = { kind: kind === 'extended' ? 'extended_before' : 'answered_before' };
    expect(await decideRequest(world.deps, ticket, decision)).toEqual(again);
  });

  it('on no ticket of the register, is told so', async () => {
    const { world } = await asked();
    expect(await decideRequest(world.deps, '17x99', { kind: 'approve' })).toEqual({ kind: 'not_found' });
  });

  it('while the sweep answers the same ticket, waits', async () => {
    const { world, ticket } = await asked();
    await world.lock.acquire(`ticket.${ticket}`);
    await expect(decideRequest(world.deps, ticket, { kind: 'approve' })).rejects.toMatchObject({
      code: 'address_busy',
      retryable: true,
    });
  });
});
