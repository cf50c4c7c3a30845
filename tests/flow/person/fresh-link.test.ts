import { handleRequest } from '../../../src/flow/person/handle-request';
import type { QueuedRequest } from '../../../src/flow/person-requests';
import { claimsOf, languageIn } from '../../fakes/fake-tokens';
import { createPersonWorld, type PersonWorld } from '../../fakes/person-world';
import { HOUR } from '../../fakes/world';

const EMAIL = 'anna@example.com';
const ANNA = ['Anna', 'Jansen'] as const;
const MINUTE = 60_000;

const byLink = (world: PersonWorld, record: string): QueuedRequest => ({
  kind: 'link',
  requestId: world.newId(),
  ...world.link(record),
});

async function typed(world: PersonWorld, email: string): Promise<QueuedRequest> {
  const requestId = world.newId();
  await world.parcels.put(requestId, { email }, 24 * HOUR);
  return { kind: 'link-typed', requestId, occurredAt: world.clock.now(), language: 'en' };
}

const links = (world: PersonWorld, to = EMAIL) => world.mailer.to(to, 'fresh-link');

describe('a fresh link', () => {
  it('when asked for by a link, is mailed to the address on the record and lives for 30 minutes', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ANNA);
    const request = byLink(world, id);
    expect(await handleRequest(world.deps, request)).toEqual({ state: 'applied' });
    const [mail] = links(world);
    expect(mail?.links.fresh).toMatch(/^https:\/\/consent\.example\/hub\/my-data\//);
    expect(Object.keys(mail?.links ?? {})).toEqual(['fresh']);
    expect(mail?.validUntil).toBe(world.clock.now() + 30 * MINUTE);
    expect(claimsOf(mail?.links.fresh)).toEqual({
      record: id,
      act: 'access',
      fingerprint: world.fingerprint(EMAIL),
      round8: 'personal',
      expires: Math.floor((world.clock.now() + 30 * MINUTE) / 1000),
    });
    expect(world.store.reported.get(`act ${request.requestId}`)).toEqual([{ state: 'applied' }]);
  });

  it("when the record has a language, speaks it; else the page's", async () => {
    const world = createPersonWorld();
    await handleRequest(world.deps, byLink(world, world.addPerson(EMAIL, ANNA, { language: 'fr' })));
    await handleRequest(world.deps, byLink(world, world.addPerson('b@example.com', ANNA)));
    expect(world.mailer.outbox.map((mail) => [mail.language, languageIn(mail.links.fresh)])).toEqual([
      ['fr', 'fr'],
      ['en', 'en'],
    ]);
  });

  it.each([
    ['the record moved', (world: PersonWorld, id: string) => world.crm.edit(id, { email: 'x@example.com' })],
    ['the record is gone', (world: PersonWorld, id: string) => world.crm.remove(id)],
  ])('when %s since the link, is mailed to nobody and the answer is the same', async (_, change) => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ANNA);
    const request = byLink(world, id);
    change(world, id);
    expect(await handleRequest(world.deps, request)).toEqual({ state: 'applied' });
    expect(world.mailer.outbox).toHaveLength(0);
  });

  it('when an address is typed, goes there once, for its first Contact, and is for no one person', async () => {
    const world = createPersonWorld();
    world.addPerson(EMAIL, ANNA, { module: 'Leads' });
    world.addPerson(EMAIL, ['Piet', 'Jansen'], { id: '12x30' });
    world.addPerson(` ${EMAIL.toUpperCase()}`, ANNA, { id: '12x4' });
    await handleRequest(world.deps, await typed(world, 'Anna@EXAMPLE.com '));
    expect(links(world)).toHaveLength(1);
    const claims = claimsOf(links(world)[0]?.links.fresh);
    expect(claims).toMatchObject({ record: '12x4', act: 'access' });
    expect(claims.round8).toBeUndefined();
  });

  it.each(['stranger@example.com', 'not an address', ''])(
    'when %j is typed, is mailed to nobody; outcome and the calls before it are as for a known address',
    async (email) => {
      const told = async (typedEmail: string) => {
        const world = createPersonWorld();
        world.addPerson(EMAIL, ANNA);
        const request = await typed(world, typedEmail);
        world.probe.names.length = 0;
        await handleRequest(world.deps, request);
        const before = world.probe.names.slice(0, world.probe.names.indexOf('outcomes.put') + 1);
        return { before, outcomes: world.store.reported.get(`act ${request.requestId}`), world };
      };
      const unknown = await told(email);
      const known = await told(EMAIL);
      expect(unknown.world.mailer.outbox).toHaveLength(0);
      expect(known.world.mailer.outbox).toHaveLength(1);
      expect([unknown.before, unknown.outcomes]).toEqual([known.before, known.outcomes]);
      expect(unknown.world.parcels.ids()).toEqual([]);
      expect(unknown.world.log.lines.join('\n')).not.toContain(EMAIL);
    },
  );

  it("when asked for often, goes once in 10 minutes and three times a day, apart from confirmations' ceiling", async () => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ANNA);
    for (const minutes of [0, 5, 6, 11, 11, 11]) {
      world.clock.advance(minutes * MINUTE);
      await handleRequest(world.deps, byLink(world, id));
    }
    expect(links(world)).toHaveLength(3);
    expect(await world.ceilings.address(world.fingerprint(EMAIL), 'ask')).toBe(0);
    world.clock.advance(24 * HOUR);
    await handleRequest(world.deps, byLink(world, id));
    expect(links(world)).toHaveLength(4);
  });

  it('when MAIL_MODE is hold, is not sent', async () => {
    const world = createPersonWorld({ settings: { mailMode: { kind: 'hold' } } });
    expect(await handleRequest(world.deps, byLink(world, world.addPerson(EMAIL, ANNA)))).toEqual({
      state: 'applied',
    });
    expect(world.mailer.outbox).toHaveLength(0);
    expect(world.tally.of('mail fresh-link held')).toBe(1);
  });

  it('when mails are redirected, goes to the address of MAIL_MODE', async () => {
    const world = createPersonWorld({ settings: { mailMode: { kind: 'redirect', to: 'test@example.org' } } });
    await handleRequest(world.deps, byLink(world, world.addPerson(EMAIL, ANNA)));
    expect(links(world, 'test@example.org')).toHaveLength(1);
  });

  it('when the mail server says that the address is dead, makes the record Bounced', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ANNA);
    world.mailer.failNext('mail_address_refused');
    await handleRequest(world.deps, byLink(world, id));
    expect(world.crm.see(id).status).toBe('Bounced');
  });

  it.each([
    ['there is no room', (world: PersonWorld) => world.ceilings.room.push(4000), 'mail_waits'],
    [
      'the mail server is away',
      (world: PersonWorld) => world.mailer.failNext('mail_temporary'),
      'mail_temporary',
    ],
  ])('when %s, waits and is sent later, though the ceiling was asked', async (_, hinder, code) => {
    const world = createPersonWorld();
    const request = byLink(world, world.addPerson(EMAIL, ANNA));
    hinder(world);
    await expect(handleRequest(world.deps, request)).rejects.toMatchObject({ code, retryable: true });
    await handleRequest(world.deps, request);
    expect(links(world)).toHaveLength(1);
  });

  it('when the hand-over ended in doubt, is not sent again', async () => {
    const world = createPersonWorld();
    const request = byLink(world, world.addPerson(EMAIL, ANNA));
    world.mailer.failNext('mail_in_doubt');
    await handleRequest(world.deps, request);
    await handleRequest(world.deps, request);
    expect(links(world)).toHaveLength(1);
  });

  it('when the CRM is away, is tried again', async () => {
    const world = createPersonWorld();
    const request = byLink(world, world.addPerson(EMAIL, ANNA));
    world.crm.failNext('retrieve', 'down');
    await expect(handleRequest(world.deps, request)).rejects.toMatchObject({
      code: 'crm_unavailable',
      retryable: true,
    });
    expect(await world.work(handleRequest, request)).toBeNull();
    expect(links(world)).toHaveLength(1);
  });

  it.each(['before', 'after'] as const)(
    'when the process dies %s any call, is mailed at most once and the job comes to an end',
    async (when) => {
      for (let at = 1; ; at += 1) {
        const world = createPersonWorld();
        const request = byLink(world, world.addPerson(EMAIL, ANNA));
        world.probe.names.length = 0;
        world.probe.point = { at, when };
        expect(await world.work(handleRequest, request)).toBeNull();
        expect(links(world).length).toBeLessThanOrEqual(1);
        expect(world.store.outcome('act', request.requestId)).toEqual({ state: 'applied' });
        if (world.probe.names.length < at) break;
      }
    },
  );
});
