import { readEvidence } from '../../../src/consent/evidence-reader';
import { handleRequest } from '../../../src/flow/person/handle-request';
import type { QueuedRequest } from '../../../src/flow/person-requests';
import { eventsOn, evidenceOn, repeatedEvidence, repeatedMails, watchProof } from '../../fakes/laws';
import { createPersonWorld, type PersonWorld } from '../../fakes/person-world';
import { HOUR, TEXT } from '../../fakes/world';

const EMAIL = 'anna@example.com';
const MINUTE = 60_000;
/** The one moment in which a mail may have left and the ledger does not say so yet (domain: "Write-ahead"). */
const MAY_REPEAT = /before call \d+: ledger\.sent|after call \d+: mailer\.send/;

async function signing(
  world: PersonWorld,
  typed: Readonly<Record<string, string>> = {},
  topics: readonly string[] = [],
): Promise<QueuedRequest> {
  const requestId = world.newId();
  const parcel = { firstname: 'Anna', lastname: 'Jansen', email: EMAIL, ...typed };
  await world.parcels.put(requestId, parcel, 24 * HOUR);
  return {
    kind: 'sign-up',
    requestId,
    occurredAt: world.clock.now(),
    language: 'en',
    shown: { text: TEXT, policyUrl: 'https://consent.example/privacy' },
    topics,
    source: 'Sign-up page',
  };
}

const ids = (world: PersonWorld) => [...world.crm.records.keys()];
const onlyId = (world: PersonWorld): string => {
  expect(ids(world)).toHaveLength(1);
  return ids(world)[0] ?? '';
};

describe('a sign-up', () => {
  it('of an unknown address, when handled, makes one Lead, keeps its proof before any mail, and invites', async () => {
    const world = createPersonWorld();
    const breaches = watchProof(world);
    const request = await signing(world);
    expect(await handleRequest(world.deps, request)).toEqual({ state: 'applied' });
    const id = onlyId(world);
    expect(world.people.see(id)).toMatchObject({ firstname: 'Anna', lastname: 'Jansen', email: EMAIL });
    expect(world.crm.see(id)).toMatchObject({
      module: 'Leads',
      status: 'Invited',
      text: TEXT,
      source: 'Sign-up page',
      language: 'en',
      origin: 'WEBSERVICE',
    });
    expect(world.mailer.to(EMAIL, 'invitation')).toHaveLength(1);
    expect(breaches).toEqual([]);
    const [proof] = evidenceOn(world, id);
    expect(proof?.eventId).toBe(request.requestId);
    expect(proof?.block).toMatchObject({
      event: 'OptInRequested',
      actor: 'contact',
      channel: 'form',
      asserted_by: 'hub',
      collection_method: 'Sign-up page',
      consent_text: TEXT,
      consent_text_language: 'en',
      privacy_notice: 'https://consent.example/privacy',
    });
    expect(world.parcels.ids()).toEqual([]);
    expect(world.log.lines.join('\n')).not.toContain(EMAIL);
  });

  it('of a known address, when handled, asks on its records, changes no name, and says the same', async () => {
    const world = createPersonWorld();
    const lead = world.addPerson(EMAIL, ['Piet', 'Puk'], { module: 'Leads' });
    const contact = world.addPerson(` ${EMAIL.toUpperCase()}`, ['Piet', 'Puk']);
    const request = await signing(world, { firstname: 'Evil', lastname: 'Name' });
    expect(await handleRequest(world.deps, request)).toEqual({ state: 'applied' });
    expect(ids(world)).toHaveLength(2);
    for (const id of [lead, contact]) {
      expect(world.crm.see(id).status).toBe('Invited');
      expect(world.people.see(id)).toMatchObject({ firstname: 'Piet', lastname: 'Puk' });
    }
    expect(world.people.count('change')).toBe(0);
    expect(world.mailer.outbox).toHaveLength(1);
  });

  it.each([
    ['unknown', () => undefined],
    ['known', (world: PersonWorld) => world.addPerson(EMAIL, ['Anna', 'Jansen'])],
    [
      'blacklisted',
      (world: PersonWorld) => world.addPerson(EMAIL, ['Anna', 'Jansen'], { status: 'Blacklisted' }),
    ],
    ['no address at all', (world: PersonWorld) => world.parcels.clear()],
  ])(
    'of an address that is %s, when handled, is told the same before anything is looked up',
    async (_, given) => {
      const world = createPersonWorld();
      const request = await signing(world);
      given(world);
      world.probe.names.length = 0;
      expect(await handleRequest(world.deps, request)).toEqual({ state: 'applied' });
      expect(world.probe.names.slice(0, 2)).toEqual(['memory.isApplied', 'outcomes.put']);
      expect(world.store.reported.get(`act ${request.requestId}`)).toEqual([{ state: 'applied' }]);
    },
  );

  it('of an address that is blacklisted, when handled, mails nobody', async () => {
    const world = createPersonWorld();
    world.addPerson(EMAIL, ['Anna', 'Jansen'], { status: 'Blacklisted' });
    await handleRequest(world.deps, await signing(world));
    await world.simulator.run(HOUR);
    expect(world.mailer.outbox).toHaveLength(0);
    expect(ids(world)).toHaveLength(1);
  });

  it('of an address that refused, when confirmed by mail alone, comes back', async () => {
    const world = createPersonWorld();
    const id = world.addPerson(EMAIL, ['Anna', 'Jansen'], { status: 'Optout' });
    await world.simulator.run(HOUR);
    await handleRequest(world.deps, await signing(world));
    expect(world.crm.see(id).status).toBe('Invited');
    expect(eventsOn(world, id)).toContain('OptInRequested');
  });

  it('with topics, when handled, keeps those that Vtiger offers', async () => {
    const world = createPersonWorld();
    world.people.topicValues = ['News', 'Offers'];
    await handleRequest(world.deps, await signing(world, {}, ['Offers', 'Invented']));
    const id = onlyId(world);
    const proof = readEvidence(world.crm.commentsOn(id)[0] ?? '')?.block;
    expect(proof).toMatchObject({ event: 'OptInRequested', purposes: ['Offers'] });
    expect(world.crm.see(id).topics).toEqual(['Offers']);
  });

  it.each([
    ['control characters and emoji', { firstname: 'An\u0000na \u{1f600}' }, { firstname: 'An na' }],
    ['markup and entities', { lastname: '<script>Jansen&amp;' }, { lastname: 'script Jansen&amp' }],
    ['a formula', { lastname: '=HYPERLINK(1)' }, { lastname: 'HYPERLINK(1)' }],
    ['more than the column holds', { lastname: 'x'.repeat(200) }, { lastname: 'x'.repeat(80) }],
    ['no last name', { lastname: ' ' }, { lastname: '-' }],
  ])('with %s, when handled, makes a Lead with what Vtiger can keep', async (_, typed, kept) => {
    const world = createPersonWorld();
    await handleRequest(world.deps, await signing(world, typed));
    expect(world.people.see(onlyId(world))).toMatchObject(kept);
  });

  it('without a first name, when handled, leaves the field alone', async () => {
    const world = createPersonWorld();
    await handleRequest(world.deps, await signing(world, { firstname: '' }));
    expect(world.people.see(onlyId(world))['firstname']).toBeUndefined();
  });

  it.each(['nonsense', '', 'anna\u{1f600}@example.com'])(
    'with the address %j, when handled, does nothing',
    async (email) => {
      const world = createPersonWorld();
      expect(await handleRequest(world.deps, await signing(world, { email }))).toEqual({ state: 'applied' });
      expect(ids(world)).toEqual([]);
    },
  );

  it('when one address is signed up more than three times a day, acts three times', async () => {
    const world = createPersonWorld();
    for (let n = 0; n < 5; n += 1) {
      await handleRequest(world.deps, await signing(world));
      world.clock.advance(11 * MINUTE);
    }
    expect(world.mailer.to(EMAIL)).toHaveLength(3);
    expect(world.tally.of('held sign_up_ceiling')).toBe(2);
    await handleRequest(world.deps, await signing(world, { email: 'other@example.com' }));
    expect(ids(world)).toHaveLength(2);
  });

  it('when two forms of one address come at once, makes one Lead', async () => {
    const world = createPersonWorld();
    const both = [await signing(world), await signing(world)];
    const results = await Promise.allSettled(both.map((request) => handleRequest(world.deps, request)));
    const busy = results.filter((each) => each.status === 'rejected').map((each): unknown => each.reason);
    expect(busy).toEqual([expect.objectContaining({ code: 'address_busy', retryable: true })]);
    for (const request of both) expect(await world.work(handleRequest, request)).toBeNull();
    onlyId(world);
  });

  it.each(['timeout', 'late'] as const)(
    'when the creation ends in doubt (%s), looks again before it creates another',
    async (fault) => {
      const world = createPersonWorld();
      const request = await signing(world);
      world.people.failNext('createLead', fault);
      await expect(handleRequest(world.deps, request)).rejects.toMatchObject({
        code: 'crm_timeout',
        inDoubt: true,
        retryAfter: 90_000,
      });
      expect(world.lock.isHeld(world.fingerprint(EMAIL))).toBe(true);
      world.people.landLate();
      expect(await world.work(handleRequest, request)).toBeNull();
      expect(world.crm.see(onlyId(world)).status).toBe('Invited');
      expect(world.people.count('createLead')).toBe(1);
    },
  );

  it('when the CRM is away, is tried again', async () => {
    const world = createPersonWorld();
    const request = await signing(world);
    world.crm.failNext('findByAddress', 'down');
    await expect(handleRequest(world.deps, request)).rejects.toMatchObject({
      code: 'crm_unavailable',
      retryable: true,
    });
    expect(world.parcels.ids()).toEqual([request.requestId]);
    await handleRequest(world.deps, request);
    expect(world.crm.see(onlyId(world)).status).toBe('Invited');
  });

  it('when MAIL_MODE is hold, is kept with its proof and nobody is mailed', async () => {
    const world = createPersonWorld({ settings: { mailMode: { kind: 'hold' } } });
    await handleRequest(world.deps, await signing(world));
    expect(world.crm.see(onlyId(world)).status).toBe('Optin');
    expect(world.mailer.outbox).toHaveLength(0);
  });

  it.each(['before', 'after'] as const)(
    'when the process dies %s any call, makes one Lead, proves it once and invites once',
    async (when) => {
      for (let at = 1; ; at += 1) {
        const world = createPersonWorld();
        const breaches = watchProof(world);
        const request = await signing(world);
        world.probe.names.length = 0;
        world.probe.point = { at, when };
        const first = await handleRequest(world.deps, request).catch(() => null);
        const where = `died ${when} call ${at}: ${world.probe.names[at - 1] ?? 'none'}`;
        const calls = world.probe.names.length;
        world.probe.revive();
        world.clock.advance(2 * MINUTE);
        if (first === null) expect(await world.work(handleRequest, request)).toBeNull();
        await world.simulator.run(20 * MINUTE);
        const id = onlyId(world);
        expect({ where, status: world.crm.see(id).status }).toEqual({ where, status: 'Invited' });
        expect({ where, breaches, twice: repeatedEvidence(world, id) }).toEqual({
          where,
          breaches: [],
          twice: [],
        });
        const again = MAY_REPEAT.test(where) ? world.tally.of('mail invitation repeated') : 0;
        const mails = { where, all: world.mailer.to(EMAIL).length, twice: repeatedMails(world).length };
        expect(mails).toEqual({ where, all: 1 + again, twice: again });
        expect({ where, left: world.parcels.ids() }).toEqual({ where, left: [] });
        expect(world.store.outcome('act', request.requestId)).toEqual({ state: 'applied' });
        if (calls < at) break;
      }
    },
  );
});
