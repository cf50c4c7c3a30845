import { applyAct } from '../../../src/flow/apply-act';
import { handleRequest } from '../../../src/flow/person/handle-request';
import type { QueuedRequest } from '../../../src/flow/person-requests';
import type { MailOrder } from '../../../src/flow/ports';
import { claimsOf } from '../../fakes/fake-tokens';
import { eventsOn, repeatedEvidence, repeatedMails } from '../../fakes/laws';
import { createPersonWorld, type PersonWorld } from '../../fakes/person-world';
import { Crash } from '../../fakes/probe';
import { HOUR } from '../../fakes/world';

const OLD = 'anna@example.com';
const NEW = 'anna@example.org';
const ANNA = ['Anna', 'Jansen'] as const;
const MINUTE = 60_000;
/** The one moment in which a mail may have left and the ledger does not say so yet (domain: "Write-ahead"). */
const MAY_REPEAT = /before call \d+: ledger\.sent|after call \d+: mailer\.send/;

async function asking(
  world: PersonWorld,
  record: string,
  email = NEW,
  round8 = 'personal',
): Promise<QueuedRequest> {
  const requestId = world.newId();
  await world.parcels.put(requestId, { email }, 24 * HOUR);
  return { kind: 'new-address', requestId, ...world.link(record), round8 };
}

/** What the hub makes of the button behind the mailed link. */
function pressing(world: PersonWorld, mail: MailOrder | undefined): QueuedRequest {
  const { record, fingerprint, round8 = '' } = claimsOf(mail?.links.address);
  const now = world.clock.now();
  return {
    kind: 'address-confirmed',
    requestId: world.newId(),
    record,
    fingerprint,
    request8: round8,
    occurredAt: now,
    language: 'en',
  };
}

/** A Contact that confirmed and a Lead of the same person. */
async function confirmed(world: PersonWorld): Promise<readonly [string, string]> {
  const contact = world.signUp(OLD);
  const lead = world.crm.add({ email: OLD, module: 'Leads' });
  for (const id of [contact, lead]) world.people.set(id, { firstname: 'Anna', lastname: 'Jansen' });
  await world.simulator.run(6 * MINUTE);
  await applyAct(world.deps, world.click(world.mailer.outbox[0], 'confirm'));
  await world.simulator.run(6 * MINUTE);
  expect([contact, lead].map((id) => world.crm.see(id).status)).toEqual(['Confirmed', 'Confirmed']);
  return [contact, lead];
}

/** The process dies right after the first record was written; two minutes pass. */
async function dieAfterWrite(world: PersonWorld, request: QueuedRequest): Promise<void> {
  const { probe, deps } = world;
  const change = (id: string, values: Readonly<Record<string, string>>) => {
    probe.point = { at: probe.names.length + 1, when: 'after' };
    return deps.people.change(id, values);
  };
  const people = new Proxy(deps.people, {
    get: (target, key) => (key === 'change' ? change : (Reflect.get(target, key) as unknown)),
  });
  await expect(handleRequest({ ...deps, people }, request)).rejects.toThrow(Crash);
  probe.revive();
  world.clock.advance(2 * MINUTE);
}

const checks = (world: PersonWorld, to = NEW) => world.mailer.to(to, 'address-check');
const emails = (world: PersonWorld, ids: readonly string[]) => ids.map((id) => world.crm.see(id).email);

describe('a new address', () => {
  it('when asked for, gets a link for a day, and nothing is written before it is pressed', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(OLD, ANNA);
    const request = await asking(world, id, ` Anna@Example.ORG `);
    expect(await handleRequest(world.deps, request)).toEqual({ state: 'applied' });
    expect(world.mailer.outbox).toHaveLength(1);
    const [mail] = checks(world);
    expect(mail?.links.address).toMatch(/^https:\/\/consent\.example\/hub\/address\//);
    expect(mail?.validUntil).toBe(world.clock.now() + 24 * HOUR);
    expect(claimsOf(mail?.links.address)).toEqual({
      record: id,
      act: 'address',
      fingerprint: world.fingerprint(NEW),
      round8: request.requestId.slice(-8),
      expires: Math.floor((world.clock.now() + 24 * HOUR) / 1000),
    });
    expect(world.crm.see(id).email).toBe(OLD);
    expect(world.people.count('change')).toBe(0);
    expect(world.parcels.ids()).toEqual([
      `address.${id}.${world.fingerprint(NEW)}.${request.requestId.slice(-8)}`,
    ]);
    world.clock.advance(25 * HOUR);
    expect(world.parcels.ids()).toEqual([]);
  });

  it.each([
    ['no address', 'nonsense', 'invalid_address'],
    ['one that Vtiger would alter', 'anna\u{1f600}@example.org', 'invalid_address'],
    ["one longer than Vtiger's column", `${'x'.repeat(60)}@${'y'.repeat(50)}.example`, 'invalid_address'],
  ])('when it is %s, is rejected and nobody is mailed', async (_, email, code) => {
    const world = createPersonWorld();
    const request = await asking(world, world.addPerson(OLD, ANNA), email);
    expect(await handleRequest(world.deps, request)).toMatchObject({ state: 'rejected', code });
    expect(world.mailer.outbox).toHaveLength(0);
  });

  it('when it is the present one, changes nothing', async () => {
    const world = createPersonWorld();
    const request = await asking(world, world.addPerson(OLD, ANNA), OLD.toUpperCase());
    expect(await handleRequest(world.deps, request)).toEqual({ state: 'unchanged' });
    expect(world.mailer.outbox).toHaveLength(0);
  });

  it.each([
    ['of a role address', 'info@example.com', 'personal'],
    ['by a link for a typed address of several persons', OLD, 'none'],
  ])('when asked for %s, is rejected', async (_, email, round8) => {
    const world = createPersonWorld();
    const id = world.addPerson(email, ANNA);
    world.addPerson(email, ['Piet', 'Jansen']);
    const request = await asking(world, id, NEW, round8);
    expect(await handleRequest(world.deps, request)).toMatchObject({ code: 'shared_mailbox' });
    expect(world.mailer.outbox).toHaveLength(0);
  });

  it('when the record moved since the link, is rejected', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(OLD, ANNA);
    const request = await asking(world, id);
    world.crm.edit(id, { email: 'x@example.com' });
    expect(await handleRequest(world.deps, request)).toMatchObject({ code: 'address_changed' });
  });

  it('when one person asks for many, mails three strangers a day at most', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(OLD, ANNA);
    const codes = [];
    for (let n = 0; n < 5; n += 1)
      codes.push((await handleRequest(world.deps, await asking(world, id, `s${n}@example.org`))).code);
    expect(world.mailer.outbox).toHaveLength(3);
    expect(codes).toEqual([undefined, undefined, undefined, 'asked_too_often', 'asked_too_often']);
  });

  it('when many persons ask for the same one, it is mailed once in ten minutes', async () => {
    const world = createPersonWorld();
    for (let n = 0; n < 5; n += 1)
      await handleRequest(world.deps, await asking(world, world.addPerson(`p${n}@example.com`, ANNA)));
    expect(checks(world)).toHaveLength(1);
  });

  it('when the mail server refuses it, is rejected and the record stays as it is', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(OLD, ANNA);
    world.mailer.failFor(NEW, 'mail_address_refused');
    const request = await asking(world, id);
    expect(await handleRequest(world.deps, request)).toMatchObject({ code: 'address_refused' });
    expect(world.crm.see(id)).toMatchObject({ email: OLD, status: '' });
  });

  it('when what was typed is gone, is rejected', async () => {
    const world = createPersonWorld();
    const request = await asking(world, world.addPerson(OLD, ANNA));
    world.parcels.clear();
    expect(await handleRequest(world.deps, request)).toMatchObject({ code: 'nothing_typed' });
  });
});

describe('a new address that was confirmed', () => {
  it("when pressed, is on all of the person's records, which are asked there, and on nobody else's", async () => {
    const world = createPersonWorld();
    const ids = await confirmed(world);
    const piet = world.addPerson(OLD, ['Piet', 'Jansen']);
    await handleRequest(world.deps, await asking(world, ids[0]));
    const pressed = pressing(world, checks(world)[0]);
    expect(await handleRequest(world.deps, pressed)).toEqual({ state: 'applied' });
    await world.simulator.run(HOUR);
    expect(emails(world, [...ids, piet])).toEqual([NEW, NEW, OLD]);
    expect(ids.map((id) => world.crm.see(id).status)).toEqual(['Invited', 'Invited']);
    expect(world.mailer.to(NEW, 'invitation')).toHaveLength(1);
    expect(eventsOn(world, ids[0])).toContain('AddressChanged');
    expect(world.crm.commentsOn(ids[0]).some((text) => text.includes('ask again'))).toBe(false);
    expect(world.crm.commentsOn(ids[0]).filter((text) => text.includes(': e-mail address ('))).toHaveLength(
      1,
    );
    expect(world.crm.commentsOn(ids[0]).join('\n')).not.toContain(NEW);
    expect(world.parcels.ids()).toEqual([]);
    expect(world.log.lines.join('\n')).not.toMatch(/example\.(com|org)/);
  });

  it('when nobody was asked before, is written and nobody is mailed', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(OLD, ANNA);
    await handleRequest(world.deps, await asking(world, id));
    await handleRequest(world.deps, pressing(world, checks(world)[0]));
    await world.simulator.run(HOUR);
    expect(world.crm.see(id)).toMatchObject({ email: NEW, status: '' });
    expect(world.mailer.outbox).toHaveLength(1);
  });

  it('when it refused before, the refusal joins', async () => {
    const world = createPersonWorld();
    const [contact] = await confirmed(world);
    const refuser = world.crm.add({ email: NEW, status: 'Optout', changedOn: world.clock.now() + HOUR });
    await world.simulator.run(3 * HOUR);
    expect(world.crm.see(refuser).status).toBe('Optout');
    await handleRequest(world.deps, await asking(world, contact));
    await handleRequest(world.deps, pressing(world, checks(world)[0]));
    await world.simulator.run(HOUR);
    expect(world.crm.see(contact)).toMatchObject({ email: NEW, status: 'Optout', emailOptout: true });
    expect(world.mailer.to(NEW, 'invitation')).toHaveLength(0);
  });

  it('when the old one refused, the refusal goes along', async () => {
    const world = createPersonWorld();
    const [contact, lead] = await confirmed(world);
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'unsubscribe'));
    await handleRequest(world.deps, await asking(world, contact));
    await handleRequest(world.deps, pressing(world, checks(world)[0]));
    await world.simulator.run(HOUR);
    for (const id of [contact, lead])
      expect(world.crm.see(id)).toMatchObject({ email: NEW, status: 'Unsubscribed' });
  });

  it('when pressed twice, counts once', async () => {
    const world = createPersonWorld();
    const ids = await confirmed(world);
    await handleRequest(world.deps, await asking(world, ids[0]));
    const [mail] = checks(world);
    await handleRequest(world.deps, pressing(world, mail));
    expect(await handleRequest(world.deps, pressing(world, mail))).toEqual({ state: 'unchanged' });
    await world.simulator.run(HOUR);
    expect(world.mailer.to(NEW, 'invitation')).toHaveLength(1);
    expect(eventsOn(world, ids[0]).filter((event) => event === 'AddressChanged')).toHaveLength(1);
  });

  it.each([
    ['the link is a day old', 'link_used', (world: PersonWorld) => world.clock.advance(26 * HOUR)],
    [
      'staff gave the record another address since',
      'address_changed',
      (world: PersonWorld, id: string) => world.crm.edit(id, { email: 'staff@example.com' }),
    ],
    ['the record is gone', 'address_changed', (world: PersonWorld, id: string) => world.crm.remove(id)],
  ])('when %s, is rejected with %s and nothing is written', async (_, code, hinder) => {
    const world = createPersonWorld();
    const id = world.addPerson(OLD, ANNA);
    await handleRequest(world.deps, await asking(world, id));
    const pressed = pressing(world, checks(world)[0]);
    hinder(world, id);
    expect(await handleRequest(world.deps, pressed)).toMatchObject({ state: 'rejected', code });
    expect(world.people.count('change')).toBe(0);
  });

  it('when the token names another address than was typed, is rejected', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(OLD, ANNA);
    await handleRequest(world.deps, await asking(world, id));
    const pressed = {
      ...pressing(world, checks(world)[0]),
      fingerprint: world.fingerprint('evil@example.org'),
    };
    expect(await handleRequest(world.deps, pressed)).toMatchObject({ code: 'link_used' });
    expect(world.crm.see(id).email).toBe(OLD);
  });

  it('when Vtiger takes no second record with that address, says so', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(OLD, ANNA);
    await handleRequest(world.deps, await asking(world, id));
    world.people.failNext('change', 'not_stored');
    const outcome = await handleRequest(world.deps, pressing(world, checks(world)[0]));
    expect(outcome).toMatchObject({ state: 'rejected', code: 'not_stored' });
  });

  it('when others work on the new address, waits', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(OLD, ANNA);
    await handleRequest(world.deps, await asking(world, id));
    const pressed = pressing(world, checks(world)[0]);
    const lease = await world.lock.acquire(world.fingerprint(NEW));
    await expect(handleRequest(world.deps, pressed)).rejects.toMatchObject({
      code: 'address_busy',
      retryable: true,
    });
    expect(world.crm.see(id).email).toBe(OLD);
    await lease?.release();
    await handleRequest(world.deps, pressed);
    expect(world.crm.see(id).email).toBe(NEW);
  });

  it('when the process died after the write and a sweep took it for one by staff, keeps the wish', async () => {
    const world = createPersonWorld();
    const [contact, lead] = await confirmed(world);
    world.crm.remove(lead);
    await handleRequest(world.deps, await asking(world, contact));
    const pressed = pressing(world, checks(world)[0]);
    await dieAfterWrite(world, pressed);
    await world.simulator.sweep();
    await world.simulator.settle();
    expect(world.crm.see(contact)).toMatchObject({ email: NEW, status: '' });
    expect(await world.work(handleRequest, pressed)).toBeNull();
    expect(world.crm.see(contact).status).toBe('Invited');
    expect(world.mailer.to(NEW, 'invitation')).toHaveLength(1);
  });

  it('when staff gave one of the records another address in the meantime, leaves that one', async () => {
    const world = createPersonWorld();
    const [contact, lead] = await confirmed(world);
    await handleRequest(world.deps, await asking(world, contact));
    const pressed = pressing(world, checks(world)[0]);
    await dieAfterWrite(world, pressed);
    world.crm.edit(lead, { email: 'staff@example.com' });
    expect(await world.work(handleRequest, pressed)).toBeNull();
    expect(emails(world, [contact, lead])).toEqual([NEW, 'staff@example.com']);
    expect(eventsOn(world, lead)).not.toContain('AddressChanged');
    expect(world.crm.commentsOn(lead).filter((text) => text.includes(': e-mail address ('))).toEqual([]);
  });

  it.each(['timeout', 'late'] as const)(
    'when the write ends in doubt (%s), keeps the address locked until it has landed, then goes on',
    async (fault) => {
      const world = createPersonWorld();
      const ids = await confirmed(world);
      await handleRequest(world.deps, await asking(world, ids[0]));
      const pressed = pressing(world, checks(world)[0]);
      world.people.failNext('change', fault);
      await expect(handleRequest(world.deps, pressed)).rejects.toMatchObject({
        code: 'crm_timeout',
        inDoubt: true,
        retryAfter: 90_000,
      });
      expect(world.lock.isHeld(world.fingerprint(NEW))).toBe(true);
      world.people.landLate();
      world.clock.advance(91_000);
      await handleRequest(world.deps, pressed);
      await world.simulator.run(HOUR);
      expect(ids.map((id) => world.crm.see(id).status)).toEqual(['Invited', 'Invited']);
    },
  );

  it.each([
    ['before', false],
    ['after', false],
    ['before', true],
    ['after', true],
  ] as const)(
    'when the process dies %s any call (a sweep first: %s), moves every record, keeps the wish and mails nobody twice',
    async (when, sweeping) => {
      for (let at = 1; ; at += 1) {
        const world = createPersonWorld();
        const ids = await confirmed(world);
        await handleRequest(world.deps, await asking(world, ids[0]));
        const pressed = pressing(world, checks(world)[0]);
        world.probe.names.length = 0;
        world.probe.point = { at, when };
        const first = await handleRequest(world.deps, pressed).catch(() => null);
        const where = `died ${when} call ${at}: ${world.probe.names[at - 1] ?? 'none'}`;
        const calls = world.probe.names.length;
        world.probe.revive();
        world.clock.advance(2 * MINUTE);
        if (sweeping) await world.simulator.sweep().then(() => world.simulator.settle());
        if (first === null) expect(await world.work(handleRequest, pressed)).toBeNull();
        await world.simulator.run(20 * MINUTE);
        const seen = ids.map((id) => [world.crm.see(id).email, world.crm.see(id).status]);
        expect({ where, seen }).toEqual({
          where,
          seen: [
            [NEW, 'Invited'],
            [NEW, 'Invited'],
          ],
        });
        const evidence = ids.flatMap((id) => repeatedEvidence(world, id));
        expect({ where, evidence }).toEqual({ where, evidence: [] });
        const again = MAY_REPEAT.test(where) ? world.tally.of('mail invitation repeated') : 0;
        const mails = {
          where,
          twice: repeatedMails(world).length,
          all: world.mailer.to(NEW, 'invitation').length,
        };
        expect(mails).toEqual({ where, twice: again, all: 1 + again });
        const notes = ids.map(
          (id) => world.crm.commentsOn(id).filter((text) => text.includes(': e-mail address (')).length,
        );
        expect({ where, notes }).toEqual({ where, notes: [1, 1] });
        expect(world.store.outcome('act', pressed.requestId)?.state).not.toBe('rejected');
        expect({ where, left: world.parcels.ids() }).toEqual({ where, left: [] });
        if (calls < at) break;
      }
    },
  );
});
