import { applyAct } from '../../../src/flow/apply-act';
import { ERASE_LINK_LIFE } from '../../../src/flow/mailbox/erase-by-mail';
import { handleRequest } from '../../../src/flow/person/handle-request';
import type { QueuedRequest } from '../../../src/flow/person-requests';
import { claimsOf } from '../../fakes/fake-tokens';
import { evidenceOn, repeatedEvidence, repeatedMails } from '../../fakes/laws';
import { bounceOf, complaintOf, createMailWorld, mailOf, RETURN_DOMAIN } from '../../fakes/mail-world';
import { Crash } from '../../fakes/probe';
import { DAY, HOUR, TEXT } from '../../fakes/world';

const EMAIL = 'anna@example.com';
const ANNA = ['Anna', 'Jansen'] as const;

type World = ReturnType<typeof createMailWorld>;
const status = (world: World, id: string) => world.crm.see(id).status;
const kinds = (world: World, to = EMAIL) => world.mailer.to(to).map((mail) => mail.kind);
const tickets = (world: World) => [...world.register.tickets.values()];
const returnTo = (world: World, purpose: 'bounce' | 'withdraw', email = EMAIL) =>
  `${world.returns.sign({ purpose, fingerprint: world.fingerprint(email) })}@${RETURN_DOMAIN}`;
const ofOurs = (world: World, email = EMAIL) =>
  `<${world.fingerprint(email)}.abcd1234.welcome.1@consent.example>`;

async function mailed(world: World, text: string): Promise<void> {
  await world.receive(text);
  await world.workOff();
}

describe('a withdrawal by mail', () => {
  it('is written to every record of the address, in any spelling, with its evidence; nobody is mailed', async () => {
    const world = createMailWorld();
    const ids = [await world.addMember(EMAIL), await world.addMember(' ANNA@Example.com ')];
    const other = await world.addMember('piet@example.com', ['Piet', 'Puk']);
    await world.receive(mailOf('Anna@example.COM', 'Afmelden graag'));
    const [request] = world.queued.values();
    await world.workOff();
    expect(ids.map((id) => status(world, id))).toEqual(['Unsubscribed', 'Unsubscribed']);
    expect(status(world, other)).toBe('Subscribed');
    const proof = evidenceOn(world, ids[0]!).at(-1);
    expect(proof?.eventId).toBe(request?.requestId);
    expect(proof?.block).toMatchObject({ event: 'ConsentWithdrawn', actor: 'contact', channel: 'mailbox' });
    expect(world.mailer.outbox).toEqual([]);
    expect(world.parcels.ids()).toEqual([]);
  });

  it('of a record that bears no fingerprint, then it is found by its address', async () => {
    const world = createMailWorld();
    const id = world.addPerson(EMAIL, ANNA);
    await mailed(world, mailOf(EMAIL, 'STOP'));
    expect(status(world, id)).toBe('Unsubscribed');
  });

  it('to our withdrawal address, then it counts for the address of the token, whoever sent it', async () => {
    const world = createMailWorld();
    const id = await world.addMember(EMAIL);
    const sender = await world.addMember('boss@example.com', ['The', 'Boss']);
    await mailed(world, mailOf('boss@example.com', 'hello', { to: returnTo(world, 'withdraw') }));
    expect([status(world, id), status(world, sender)]).toEqual(['Unsubscribed', 'Subscribed']);
  });

  it('of an address that nobody carries, then it waits for one', async () => {
    const world = createMailWorld();
    await mailed(world, mailOf(EMAIL, 'ABMELDEN'));
    const pending = await world.deps.pending.find(world.fingerprint(EMAIL));
    expect(pending).toMatchObject({ name: 'ConsentWithdrawn', channel: 'mailbox' });
    expect(JSON.stringify(pending)).not.toContain('example.com');
    const id = world.addPerson(EMAIL, ANNA);
    await world.simulator.run(2 * DAY);
    expect(status(world, id)).toBe('Unsubscribed');
  });

  it('of an address that nobody carries, then only a token makes the bridge read the whole CRM for it', async () => {
    for (const [text, passes] of [
      [() => mailOf(EMAIL, 'STOP'), false],
      [(world: World) => mailOf('x@example.org', 'hi', { to: returnTo(world, 'withdraw') }), true],
    ] as const) {
      const world = createMailWorld();
      world.addPerson('other@example.com', ANNA);
      await mailed(world, text(world));
      expect((await world.deps.watermarks.fullPass('Contacts')) !== null).toBe(passes);
    }
  });

  it('while writing has stopped or mail is on hold, then it is written all the same', async () => {
    for (const settings of [{}, { mailMode: { kind: 'hold' as const } }]) {
      const world = createMailWorld({ settings });
      const id = await world.addMember(EMAIL);
      await world.deps.alarm.raise(30);
      await mailed(world, mailOf(EMAIL, 'STOP'));
      expect(status(world, id)).toBe('Unsubscribed');
    }
  });

  it('wherever the process dies, then it stands once in the evidence', async () => {
    const clean = createMailWorld();
    await clean.addMember(EMAIL);
    const text = mailOf(EMAIL, 'STOP');
    await mailed(clean, text);
    for (let at = 1; at <= clean.probe.names.length; at += 1) {
      const world = createMailWorld();
      const id = await world.addMember(EMAIL);
      world.probe.point = { at, when: 'after' };
      await world.receive(text).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
        world.probe.revive();
        return world.receive(text);
      });
      await world.workOff();
      expect({ at, status: status(world, id), twice: repeatedEvidence(world, id) }).toEqual({
        at,
        status: 'Unsubscribed',
        twice: [],
      });
    }
  });
});

describe('a withdrawal whose sender is in doubt', () => {
  const forged = () =>
    mailOf(EMAIL, 'AFMELDEN', {
      headers: 'Authentication-Results: mx.consent.example; dmarc=fail header.from=example.com\n',
    });

  it('is entered into the register, and consent stays as it was', async () => {
    const world = createMailWorld();
    const id = await world.addMember(EMAIL);
    await mailed(world, forged());
    expect(status(world, id)).toBe('Subscribed');
    expect(tickets(world)).toMatchObject([{ kind: 'objection', record: id, open: true }]);
    expect(tickets(world)[0]?.note).toContain('DMARC');
    expect(kinds(world)).toEqual(['request-received']);
  });

  it('sent again and again, then staff have one entry and the person one mail', async () => {
    const world = createMailWorld();
    await world.addMember(EMAIL);
    for (let count = 0; count < 5; count += 1) await mailed(world, forged());
    expect(tickets(world)).toHaveLength(1);
    expect(kinds(world)).toEqual(['request-received']);
  });

  it('of an unknown address, then nothing is entered and nobody is mailed', async () => {
    const world = createMailWorld();
    await mailed(world, forged());
    expect(tickets(world)).toEqual([]);
    expect(world.mailer.outbox).toEqual([]);
    expect(await world.deps.pending.find(world.fingerprint(EMAIL))).toBeNull();
  });
});

describe('a mail that asks to erase', () => {
  it('is answered by a link to the address on record, and nothing is erased or entered yet', async () => {
    const world = createMailWorld({ person: { erasePolicy: 'auto' } });
    const id = world.addPerson(' Anna@Example.com', ANNA, { language: 'fr' });
    const now = world.clock.now();
    await mailed(world, mailOf(EMAIL, 'VERWIJDER'));
    const [mail] = world.mailer.outbox;
    expect(mail).toMatchObject({ kind: 'erase-check', to: EMAIL, language: 'fr' });
    expect(mail?.validUntil).toBe(now + ERASE_LINK_LIFE);
    expect(claimsOf(mail?.links.fresh)).toMatchObject({
      record: id,
      act: 'access',
      fingerprint: world.fingerprint(EMAIL),
      round8: 'erasable',
      expires: Math.floor((now + ERASE_LINK_LIFE) / 1000),
    });
    expect(world.people.isGone(id)).toBe(false);
    expect(tickets(world)).toEqual([]);
  });

  it('whose link is pressed, then the person is erased and told', async () => {
    const world = createMailWorld({ person: { erasePolicy: 'auto' } });
    const id = world.addPerson(EMAIL, ANNA);
    await mailed(world, mailOf(EMAIL, 'VERWIJDER'));
    const { record, fingerprint, round8 } = claimsOf(world.mailer.outbox[0]?.links.fresh);
    const pressed: QueuedRequest = {
      kind: 'erase',
      requestId: world.newId(),
      occurredAt: world.clock.now(),
      language: 'nl',
      record,
      fingerprint,
      round8: round8 ?? '',
    };
    await handleRequest(world.deps, pressed);
    expect(world.people.isGone(id)).toBe(true);
    expect(kinds(world)).toEqual(['erase-check', 'request-done']);
  });

  it('sent again and again, then the address gets no heap of mails', async () => {
    const world = createMailWorld();
    world.addPerson(EMAIL, ANNA);
    for (let count = 0; count < 5; count += 1) await mailed(world, mailOf(EMAIL, 'VERWIJDER'));
    expect(kinds(world)).toEqual(['erase-check']);
    world.clock.advance(HOUR);
    await mailed(world, mailOf(EMAIL, 'VERWIJDER'));
    expect(kinds(world)).toHaveLength(2);
  });

  it.each(['VERWIJDER', 'GEGEVENS'])('%s of an unknown address, then nobody is mailed', async (subject) => {
    const world = createMailWorld({ trustDmarc: true, person: { erasePolicy: 'auto' } });
    expect(await world.receive(mailOf(EMAIL, subject))).toMatchObject({ end: 'done' });
    expect(await world.workOff()).toEqual([{ state: 'applied' }]);
    expect(world.mailer.outbox).toEqual([]);
    expect(tickets(world)).toEqual([]);
  });

  it('to an address that the mail server calls dead, then it is Bounced', async () => {
    const world = createMailWorld();
    const id = await world.addMember(EMAIL);
    world.mailer.failFor(EMAIL, 'mail_address_refused');
    await mailed(world, mailOf(EMAIL, 'VERWIJDER'));
    expect(status(world, id)).toBe('Bounced');
  });

  const proven = () =>
    mailOf(EMAIL, 'VERWIJDER', {
      headers: 'Authentication-Results: mx.consent.example; dmarc=pass header.from=example.com\n',
    });
  const trusting = () => createMailWorld({ trustDmarc: true, person: { erasePolicy: 'auto' } });

  it('proven and trusted, then the person is erased at once and told', async () => {
    const world = trusting();
    const id = world.addPerson(EMAIL, ANNA);
    await mailed(world, proven());
    expect(world.people.isGone(id)).toBe(true);
    expect(kinds(world)).toEqual(['request-done']);
    expect(tickets(world)).toMatchObject([{ kind: 'erase', open: false }]);
    expect(world.parcels.ids()).toEqual([]);
  });

  it('proven, where others share the address, then staff decide and the person is told', async () => {
    const world = trusting();
    const id = world.addPerson(EMAIL, ANNA);
    world.addPerson(EMAIL, ['Piet', 'Jansen']);
    await mailed(world, proven());
    expect(world.people.isGone(id)).toBe(false);
    expect(tickets(world)).toMatchObject([{ kind: 'erase', open: true }]);
    expect(kinds(world)).toEqual(['request-received']);
  });

  it('proven, where documents name the person, then they are emptied and told why the rest stays', async () => {
    const world = trusting();
    const id = await world.addMember(EMAIL);
    world.people.documentsOf.set(id, 'some');
    await mailed(world, proven());
    expect(world.people.isGone(id)).toBe(false);
    expect(kinds(world)).toEqual(['request-kept']);
  });

  it('proven, wherever the process dies, then it ends the same: erased, told once, nothing left', async () => {
    const text = proven();
    const clean = trusting();
    clean.addPerson(EMAIL, ANNA);
    await mailed(clean, text);
    for (let at = 1; at <= clean.probe.names.length; at += 1)
      for (const when of ['before', 'after'] as const) {
        const world = trusting();
        const id = world.addPerson(EMAIL, ANNA);
        world.probe.point = { at, when };
        await world.receive(text).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
          world.probe.revive();
          return world.receive(text);
        });
        await world.workOff();
        const name = clean.probe.names[at - 1];
        const end = {
          gone: world.people.isGone(id),
          open: tickets(world).map((each) => each.open),
          mails: new Set(kinds(world)),
          parcels: world.parcels.ids(),
        };
        expect({ name, when, ...end }).toEqual({
          name,
          when,
          gone: true,
          open: [false],
          mails: new Set(['request-done']),
          parcels: [],
        });
        if (!/mailer\.send|ledger\.sent/.test(name ?? '')) expect(repeatedMails(world)).toEqual([]);
      }
  });
});

describe('a mail that asks for data', () => {
  it('is answered by a fresh link to the address on record', async () => {
    const world = createMailWorld();
    world.addPerson(EMAIL, ANNA);
    await mailed(world, mailOf(EMAIL, 'Auskunft'));
    expect(world.mailer.outbox).toMatchObject([{ kind: 'fresh-link', to: EMAIL, language: 'de' }]);
  });
});

describe('a bounce', () => {
  it('that is permanent, then every record of the address is Bounced, and none that moved away', async () => {
    const world = createMailWorld();
    const ids = [await world.addMember(EMAIL), await world.addMember(EMAIL.toUpperCase())];
    const moved = await world.addMember('moved@example.com');
    world.crm.edit(moved, { addressFp: world.fingerprint(EMAIL) });
    await mailed(world, bounceOf(returnTo(world, 'bounce')));
    expect(ids.map((id) => status(world, id))).toEqual(['Bounced', 'Bounced']);
    expect(status(world, moved)).not.toBe('Bounced');
  });

  it.each(['Optout', 'Unsubscribed', 'Blacklisted'] as const)(
    'of a person who is %s, then they stay so',
    async (before) => {
      const world = createMailWorld();
      const id = world.addPerson(EMAIL, ANNA, { status: before, addressFp: world.fingerprint(EMAIL) });
      await mailed(world, bounceOf(returnTo(world, 'bounce')));
      expect(status(world, id)).toBe(before);
    },
  );

  it.each([
    ['5.7.1', 'failed'],
    ['5.1.8', 'failed'],
    ['2.0.0', 'delivered'],
  ])('with status %s (%s), however often, then it is not the person’s fault', async (code, action) => {
    const world = createMailWorld();
    const id = await world.addMember(EMAIL);
    for (let count = 0; count < 10; count += 1)
      await mailed(world, bounceOf(returnTo(world, 'bounce'), { status: code, action }));
    expect(status(world, id)).toBe('Subscribed');
  });

  const soft = (world: World) => bounceOf(returnTo(world, 'bounce'), { status: '4.4.1', action: 'delayed' });

  it('that is soft, then the fifth in 30 days makes the address Bounced, and the count begins anew', async () => {
    const world = createMailWorld();
    const id = await world.addMember(EMAIL);
    for (let count = 1; count <= 5; count += 1) {
      expect(status(world, id)).toBe('Subscribed');
      world.clock.advance(DAY);
      await mailed(world, soft(world));
    }
    expect(status(world, id)).toBe('Bounced');
    expect(world.softBounces.reports.size).toBe(0);
  });

  it('that is soft, then one from before the 30 days counts no more', async () => {
    const world = createMailWorld();
    const id = await world.addMember(EMAIL);
    for (let count = 1; count <= 10; count += 1) {
      await mailed(world, soft(world));
      world.clock.advance(8 * DAY);
    }
    expect(status(world, id)).toBe('Subscribed');
  });

  it('that is soft and read ten times, then it counts once', async () => {
    const world = createMailWorld();
    const id = await world.addMember(EMAIL);
    const text = soft(world);
    for (let count = 1; count <= 10; count += 1) await mailed(world, text);
    expect(status(world, id)).toBe('Subscribed');
  });

  it('of an address that nobody carries, then nothing waits for it', async () => {
    const world = createMailWorld();
    await mailed(world, bounceOf(returnTo(world, 'bounce')));
    expect(await world.deps.pending.find(world.fingerprint(EMAIL))).toBeNull();
  });

  it('older than the person’s last decision, then the decision stands', async () => {
    const world = createMailWorld();
    const id = await world.addMember(EMAIL);
    await mailed(world, mailOf(EMAIL, 'STOP'));
    await world.receive(bounceOf(returnTo(world, 'bounce')));
    world.clock.advance(HOUR);
    const { record, fingerprint, occurredAt } = world.link(id);
    await applyAct(world.deps, {
      event: 'ConsentSubscribed',
      shown: { text: TEXT, language: 'en', policyUrl: '' },
      eventId: world.newId(),
      channel: 'link',
      record,
      fingerprint,
      occurredAt,
    });
    await world.workOff();
    expect(status(world, id)).toBe('Subscribed');
  });
});

describe('a complaint', () => {
  it('blacklists every record of the address, with evidence, and none that moved away', async () => {
    const world = createMailWorld();
    const id = await world.addMember(EMAIL);
    const moved = await world.addMember('moved@example.com');
    world.crm.edit(moved, { addressFp: world.fingerprint(EMAIL) });
    await mailed(world, complaintOf(ofOurs(world)));
    expect(status(world, id)).toBe('Blacklisted');
    expect(status(world, moved)).not.toBe('Blacklisted');
    expect(evidenceOn(world, id).at(-1)?.block).toMatchObject({ event: 'ComplaintReceived' });
  });

  it('of an address that nobody carries, then it waits, and a later withdrawal does not soften it', async () => {
    const world = createMailWorld();
    await mailed(world, complaintOf(ofOurs(world)));
    await mailed(world, mailOf(EMAIL, 'STOP'));
    expect(await world.deps.pending.find(world.fingerprint(EMAIL))).toMatchObject({
      name: 'ComplaintReceived',
    });
    const id = world.signUp(EMAIL);
    await world.simulator.run(2 * DAY);
    expect(status(world, id)).toBe('Blacklisted');
  });
});
