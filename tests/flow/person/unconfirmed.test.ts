import type { ConsentEvent } from '../../../src/consent/event';
import { signUp as signUpOnPage } from '../../../src/flow/person/sign-up';
import { eraseUnconfirmed } from '../../../src/flow/person/unconfirmed';
import type { PersonField } from '../../../src/flow/person-ports';
import { settleAddress } from '../../../src/flow/settle-address';
import { API_USER } from '../../fakes/fake-person-crm';
import { createPersonWorld, type PersonWorld } from '../../fakes/person-world';
import { DAY, TEXT } from '../../fakes/world';

const EMAIL = 'anna@example.com';
const SOURCE = 'Sign-up page';

type Options = Parameters<typeof createPersonWorld>[0];

const plain = (name: string): PersonField => ({
  ...{ name, label: name, type: 'string', editable: true, mandatory: false },
});

function create(options: Options = {}): PersonWorld {
  const world = createPersonWorld(options);
  const { Contacts, Leads } = world.people.fields;
  world.people.fields = { Contacts, Leads: [...Leads, plain('modifiedby')] };
  world.simulator.sweepEvery = DAY;
  return world;
}

/** A Lead as the sign-up page makes it, whose owner never answered. Answers its id. */
async function expired(world: PersonWorld, changes: Partial<ConsentEvent> = {}): Promise<string> {
  const occurredAt = world.clock.now();
  world.clock.advance(1000);
  const record = await world.people.createLead({ email: EMAIL, lastname: 'Peeters' });
  world.people.set(record, { modifiedby: API_USER });
  await signUp(world, record, { occurredAt, ...changes });
  await world.simulator.run(15 * DAY);
  expect(world.crm.see(record).status).toBe('Expired');
  return record;
}

async function signUp(world: PersonWorld, record: string, changes: Partial<ConsentEvent>): Promise<void> {
  const event: ConsentEvent = {
    ...{ id: world.newId(), name: 'OptInRequested', record, occurredAt: world.clock.now() },
    ...{ actor: { type: 'contact' }, channel: 'form', source: SOURCE, shown: { text: TEXT } },
    ...changes,
  };
  await settleAddress(world.deps, { record, event });
}

describe('a Lead of the sign-up page that nobody confirmed', () => {
  it('when it expired long enough ago, is erased with its traces', async () => {
    const world = create();
    const record = await expired(world);
    world.clock.advance(28 * DAY);
    expect(await eraseUnconfirmed(world.deps)).toEqual({ erased: 0, failed: 0 });
    world.clock.advance(3 * DAY);
    expect(await eraseUnconfirmed(world.deps)).toEqual({ erased: 1, failed: 0 });
    expect(world.people.isGone(record)).toBe(true);
    expect(world.traces.erased).toEqual([{ records: [record], fingerprint: world.fingerprint(EMAIL) }]);
    expect(await eraseUnconfirmed(world.deps)).toEqual({ erased: 0, failed: 0 });
  });

  it('when another record has its address, goes without what is known of the address', async () => {
    const world = create();
    const record = await expired(world);
    world.clock.advance(31 * DAY);
    const other = world.crm.add({ email: EMAIL });
    expect(await eraseUnconfirmed(world.deps)).toEqual({ erased: 1, failed: 0 });
    expect([record, other].map((id) => world.people.isGone(id))).toEqual([true, false]);
    expect(world.traces.erased).toEqual([{ records: [record], fingerprint: '' }]);
  });

  const STAYS: readonly [string, (world: PersonWorld, record: string) => unknown][] = [
    ['it came from elsewhere', ({ crm }, id) => crm.edit(id, { origin: 'CRM' })],
    ['its consent has another source', ({ crm }, id) => crm.edit(id, { source: 'Fair 2026' })],
    ['staff changed it last', ({ people }, id) => people.set(id, { modifiedby: '19x5' })],
    ['nobody knows who changed it last', ({ people }, id) => people.set(id, { modifiedby: '' })],
    ['it was converted', ({ crm }, id) => crm.edit(id, { convertedFromLead: true })],
    ['somebody set its status', ({ crm }, id) => crm.edit(id, { status: 'Optin' })],
    ['its seal does not hold', ({ crm }, id) => crm.edit(id, { seal: 'v1.x' })],
    ['it has no seal', ({ crm }, id) => crm.edit(id, { seal: '' })],
    ['its date of expiry is gone', ({ crm }, id) => crm.edit(id, { changedOn: null })],
    ['its address was changed', ({ crm }, id) => crm.edit(id, { email: 'new@example.com' })],
    ['it has a phone number', ({ people }, id) => people.set(id, { phone: '+32 1' })],
    ['it has a description', ({ people }, id) => people.set(id, { description: 'called her' })],
    [
      'a document hangs on it',
      ({ people }, id) => people.counts.set(id, [{ module: 'Documents', count: 1 }]),
    ],
    ['staff commented on it', ({ crm }, id) => crm.addComment(id, 'wants a demo')],
    ['it was there before the sign-up', ({ crm }, id) => crm.edit(id, { createdTime: 1 })],
    ['nobody knows since when it is there', ({ crm }, id) => crm.edit(id, { createdTime: null })],
    ['it can not be read', ({ people }) => void (people.read = () => Promise.resolve(null))],
    ['the person signed up again', (world, id) => signUp(world, id, {})],
    ['writing has stopped', ({ deps }) => deps.alarm.raise(21)],
  ];

  it.each(STAYS)('when %s, stays', async (_, given) => {
    const world = create();
    const record = await expired(world);
    world.clock.advance(31 * DAY);
    await given(world, record);
    expect(await eraseUnconfirmed(world.deps)).toEqual({ erased: 0, failed: 0 });
    expect(world.people.isGone(record)).toBe(false);
    expect(world.traces.erased).toEqual([]);
  });

  it.each<[string, Partial<ConsentEvent>]>([
    ['by staff', { name: 'InvitationRequested', actor: { type: 'staff' }, channel: 'crm', reason: 'fair' }],
    ['by another form', { channel: 'webform' }],
  ])('when the consent was asked for %s, stays', async (_, changes) => {
    const world = create();
    const record = await expired(world, changes);
    world.clock.advance(31 * DAY);
    expect(await eraseUnconfirmed(world.deps)).toEqual({ erased: 0, failed: 0 });
    expect(world.people.isGone(record)).toBe(false);
  });

  it('when it is a Contact that looks the same, stays', async () => {
    const world = create();
    const record = await expired(world);
    world.clock.advance(31 * DAY);
    world.crm.records.set(record, { ...world.crm.see(record), module: 'Contacts' });
    expect(await eraseUnconfirmed(world.deps)).toEqual({ erased: 0, failed: 0 });
  });

  it('while the bridge is on hold, stays', async () => {
    const world = create();
    const record = await expired(world);
    world.clock.advance(31 * DAY);
    const settings = { ...world.deps.settings, mailMode: { kind: 'hold' as const } };
    expect(await eraseUnconfirmed({ ...world.deps, settings })).toEqual({ erased: 0, failed: 0 });
    expect(world.people.isGone(record)).toBe(false);
  });

  it('when others work on its address, is left for the next time; the others go', async () => {
    const world = create();
    const record = await expired(world);
    world.clock.advance(31 * DAY);
    const lease = await world.lock.acquire(world.fingerprint(EMAIL));
    expect(await eraseUnconfirmed(world.deps)).toEqual({ erased: 0, failed: 1 });
    await lease?.release();
    expect(await eraseUnconfirmed(world.deps)).toEqual({ erased: 1, failed: 0 });
    expect(world.people.isGone(record)).toBe(true);
  });

  it('when the CRM fails at its deletion, is erased the next time', async () => {
    const world = create();
    const record = await expired(world);
    world.clock.advance(31 * DAY);
    world.people.failNext('erase', 'down');
    await expect(eraseUnconfirmed(world.deps)).rejects.toMatchObject({ code: 'crm_unavailable' });
    expect(await eraseUnconfirmed(world.deps)).toEqual({ erased: 1, failed: 0 });
    expect(world.people.isGone(record)).toBe(true);
  });
});

describe('a sign-up on the page, from its form to its end', () => {
  it('when nobody confirms, leaves nothing', async () => {
    const world = create();
    const requestId = world.newId();
    await world.parcels.put(requestId, { firstname: 'Anna', lastname: 'Peeters', email: EMAIL }, DAY);
    const shown = { text: TEXT, policyUrl: 'https://consent.example/privacy' };
    const typed = {
      kind: 'sign-up' as const,
      requestId,
      occurredAt: world.clock.now(),
      language: 'en' as const,
    };
    await signUpOnPage(world.deps, { ...typed, shown, topics: [], source: SOURCE });
    const [record = ''] = world.crm.records.keys();
    world.people.set(record, { modifiedby: API_USER });
    await world.simulator.run(15 * DAY);
    expect(await eraseUnconfirmed(world.deps)).toEqual({ erased: 0, failed: 0 });
    world.clock.advance(31 * DAY);
    expect(await eraseUnconfirmed(world.deps)).toEqual({ erased: 1, failed: 0 });
    expect(world.people.isGone(record)).toBe(true);
  });
});
