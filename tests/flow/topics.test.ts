import { applyAct, type QueuedAct } from '../../src/flow/apply-act';
import { readHistory } from '../../src/flow/read-history';
import { settleAddress } from '../../src/flow/settle-address';
import { eventsOn, evidenceOn, repeatedEvidence, watchProof } from '../fakes/laws';
import { createWorld, DAY, HOUR, TEXT, type World } from '../fakes/world';

const EMAIL = 'anna@example.com';
const OFFERED = ['News', 'Offers', 'Events'];
const SHOWN = {
  text: 'Yes, send me offers.',
  language: 'en',
  policyUrl: 'https://consent.example/p',
} as const;

/** A Contact and a Lead of one address, confirmed. */
async function confirmed(world: World, topics: readonly string[] = []): Promise<[string, string]> {
  const id = world.signUp(EMAIL, { topics });
  const lead = world.crm.add({ email: EMAIL, module: 'Leads' });
  await world.simulator.run(HOUR);
  await applyAct(world.deps, world.click(world.mailer.outbox[0], 'confirm'));
  await world.simulator.run(HOUR);
  expect([id, lead].map((each) => world.crm.see(each).status)).toEqual(['Confirmed', 'Confirmed']);
  return [id, lead];
}

function act(
  world: World,
  event: QueuedAct['event'],
  topics: readonly string[] | null,
  record: string,
): QueuedAct {
  return {
    event,
    record,
    fingerprint: world.fingerprint(EMAIL),
    channel: 'form',
    occurredAt: world.clock.now(),
    eventId: world.newId(),
    ...(topics === null ? {} : { topics, offered: OFFERED }),
    ...(event === 'ConsentSubscribed' ? { shown: SHOWN } : {}),
  };
}
const off = (world: World, topics: readonly string[] | null, id: string) =>
  act(world, 'ConsentWithdrawn', topics, id);
const on = (world: World, topics: readonly string[], id: string) =>
  act(world, 'ConsentSubscribed', topics, id);
const topicsOf = (world: World, ...ids: string[]) => ids.map((id) => world.crm.see(id).topics);

describe('a topic switched off', () => {
  it('by a click, when applied, goes from every record, is proven, and nothing is mailed', async () => {
    const world = createWorld();
    const [id, lead] = await confirmed(world);
    const before = world.crm.see(id);
    const mails = world.mailer.outbox.length;
    world.clock.advance(5000);
    const outcome = await applyAct(world.deps, off(world, ['Offers'], id));
    expect(outcome).toEqual({ state: 'applied', status: 'Confirmed' });
    const { status, text, consentDate, emailOptout, newsletterOptin } = before;
    for (const each of [id, lead]) {
      const now = world.crm.see(each);
      expect(now).toMatchObject({ status, text, consentDate, emailOptout, newsletterOptin });
      expect(now.topics).toEqual(['News', 'Events']);
      const proof = evidenceOn(world, each).at(-1);
      expect(proof).toMatchObject({ toStatus: 'Confirmed', purposes: ['Offers'] });
      expect(proof?.block).toMatchObject({ event: 'ConsentWithdrawn', event_state: 'withdrawn' });
    }
    await world.simulator.run(DAY);
    expect(world.mailer.outbox).toHaveLength(mails);
    expect(eventsOn(world, id).filter((each) => each === 'ConsentWithdrawn')).toHaveLength(1);
    expect(topicsOf(world, id, lead)).toEqual([
      ['News', 'Events'],
      ['News', 'Events'],
    ]);
  });

  it('while the invitation waits, when it is confirmed later, stays off', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    await world.simulator.run(HOUR);
    await applyAct(world.deps, off(world, ['Offers'], id));
    expect(world.crm.see(id)).toMatchObject({ status: 'Invited', topics: ['News', 'Events'] });
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'confirm'));
    expect(world.crm.see(id)).toMatchObject({ status: 'Confirmed', topics: ['News', 'Events'] });
  });

  it('by somebody who was never asked, when applied, is written, and asks nobody anything', async () => {
    const world = createWorld();
    const id = world.crm.add({ email: EMAIL });
    await applyAct(world.deps, off(world, ['Offers'], id));
    await world.simulator.run(DAY);
    expect(world.crm.see(id)).toMatchObject({
      status: '',
      topics: ['News', 'Events'],
      newsletterOptin: false,
    });
    expect(eventsOn(world, id)).toEqual(['ConsentWithdrawn']);
    expect(world.mailer.outbox).toEqual([]);
  });

  it('when it was the last one, is the full withdrawal; undone, all is as before', async () => {
    const world = createWorld();
    const [id, lead] = await confirmed(world, ['News']);
    const click = off(world, ['News'], id);
    expect(await applyAct(world.deps, click)).toEqual({
      state: 'applied',
      status: 'Unsubscribed',
      undoable: true,
    });
    expect(world.crm.see(lead)).toMatchObject({
      status: 'Unsubscribed',
      emailOptout: true,
      topics: ['News'],
    });
    await world.simulator.run(10 * 60_000);
    const undo = { ...act(world, 'WithdrawalUndone', null, id), undoes: click.eventId.slice(-8) };
    expect(await applyAct(world.deps, undo)).toMatchObject({ state: 'applied' });
    await world.simulator.run(HOUR);
    expect(world.crm.see(lead)).toMatchObject({ status: 'Confirmed', emailOptout: false, topics: ['News'] });
  });

  it('after a full withdrawal, when that is to be undone, then there is nothing to undo', async () => {
    const world = createWorld();
    const [id] = await confirmed(world);
    const full = off(world, null, id);
    await applyAct(world.deps, full);
    expect(await applyAct(world.deps, off(world, ['News'], id))).toMatchObject({
      state: 'applied',
      status: 'Unsubscribed',
    });
    expect(world.crm.see(id).topics).toEqual(['Offers', 'Events']);
    const undo = { ...act(world, 'WithdrawalUndone', null, id), undoes: full.eventId.slice(-8) };
    expect(await applyAct(world.deps, undo)).toMatchObject({ state: 'rejected', code: 'nothing_to_undo' });
  });

  it('when the undo token names it, then there is nothing to undo', async () => {
    const world = createWorld();
    const [id] = await confirmed(world);
    const click = off(world, ['News'], id);
    await applyAct(world.deps, click);
    const undo = { ...act(world, 'WithdrawalUndone', null, id), undoes: click.eventId.slice(-8) };
    expect(await applyAct(world.deps, undo)).toMatchObject({ state: 'rejected', code: 'nothing_to_undo' });
  });

  it('where the module has no field for topics, when applied, is the full withdrawal', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL, { topics: null });
    await world.simulator.run(HOUR);
    await applyAct(world.deps, off(world, ['News'], id));
    expect(world.crm.see(id)).toMatchObject({ status: 'Unsubscribed', topics: null });
  });

  it.each(['before', 'after'] as const)(
    'when the process dies %s any of its calls, ends on all records, proven once',
    async (when) => {
      for (let at = 1; ; at += 1) {
        const world = createWorld();
        const breaches = watchProof(world);
        const ids = await confirmed(world, ['News', 'Offers']);
        world.simulator.act(off(world, ['Offers'], ids[1]));
        world.probe.names.length = 0;
        world.probe.point = { at, when };
        await world.simulator.run(15 * 60_000);
        expect([at, ...topicsOf(world, ...ids)]).toEqual([at, ['News'], ['News']]);
        for (const id of ids) {
          expect(eventsOn(world, id).filter((each) => each === 'ConsentWithdrawn')).toHaveLength(1);
          expect(repeatedEvidence(world, id)).toEqual([]);
        }
        expect(breaches).toEqual([]);
        if (world.simulator.crashes === 0) break;
      }
    },
  );

  it.each([
    ['a look comes first', (world: World, id: string) => settleAddress(world.deps, { record: id })],
    ['it is read back', (world: World) => world.simulator.run(3 * 60_000)],
  ])('one after the other, when a late write lands over them and %s, stay off', async (_, then) => {
    const world = createWorld();
    const [id, lead] = await confirmed(world);
    const before = [id, lead].map((each) => world.crm.see(each));
    await applyAct(world.deps, off(world, ['Offers'], id));
    await applyAct(world.deps, off(world, ['Events'], id));
    for (const { id: each, topics, changedOn, seal } of before)
      world.crm.edit(each, { topics, changedOn, seal });
    await then(world, id);
    expect(topicsOf(world, id, lead)).toEqual([['News'], ['News']]);
    expect(eventsOn(world, id).filter((each) => each === 'ConsentWithdrawn')).toHaveLength(2);
  });

  it('when it is switched on again before it is read back, stays on; the other one stays off', async () => {
    const world = createWorld();
    const [id, lead] = await confirmed(world);
    await applyAct(world.deps, off(world, ['Offers', 'Events'], id));
    world.clock.advance(5000);
    await applyAct(world.deps, on(world, ['Offers'], id));
    const late = world.crm.see(id).seal;
    await world.simulator.run(HOUR);
    expect(topicsOf(world, id, lead)).toEqual([
      ['News', 'Offers'],
      ['News', 'Offers'],
    ]);
    expect(world.crm.see(id).seal).toBe(late);
    world.crm.edit(id, { topics: OFFERED });
    world.crm.edit(lead, { topics: OFFERED });
    await settleAddress(world.deps, { record: id });
    expect(topicsOf(world, id, lead)).toEqual([
      ['News', 'Offers'],
      ['News', 'Offers'],
    ]);
  });

  it('when nobody carries the address, waits with the others for who brings it; everything weighs more', async () => {
    for (const { clicks, expected } of [
      { clicks: [['News'], ['Offers']], expected: { status: '', topics: ['Events'] } },
      { clicks: [null, ['Offers']], expected: { status: 'Unsubscribed', topics: [] } },
      { clicks: [['News'], null], expected: { status: 'Unsubscribed', topics: [] } },
    ]) {
      const world = createWorld();
      const gone = world.crm.add({ email: EMAIL });
      world.crm.remove(gone);
      for (const topics of clicks) await applyAct(world.deps, off(world, topics, gone));
      const twin = world.crm.add({ email: EMAIL, modifiedTime: 0 });
      await world.simulator.run(HOUR);
      expect(world.crm.see(twin)).toMatchObject(expected);
      expect(world.store.waiting.size).toBe(0);
    }
  });
});

describe('a topic switched on', () => {
  it('by a fresh link, when subscribed already, is added and proven with the text, and nothing is mailed', async () => {
    const world = createWorld();
    const [id, lead] = await confirmed(world, ['News']);
    await applyAct(world.deps, on(world, ['News'], id));
    expect(world.crm.see(id).status).toBe('Subscribed');
    const mails = world.mailer.outbox.length;
    world.clock.advance(5000);
    expect(await applyAct(world.deps, on(world, ['Offers', 'Weather'], id))).toEqual({
      state: 'applied',
      status: 'Subscribed',
    });
    expect(topicsOf(world, id, lead)).toEqual([
      ['News', 'Offers'],
      ['News', 'Offers'],
    ]);
    const proof = evidenceOn(world, lead).at(-1);
    expect(proof).toMatchObject({ purposes: ['Offers'], fromStatus: 'Subscribed' });
    expect(proof?.block).toMatchObject({ event: 'ConsentSubscribed', consent_text: SHOWN.text });
    await world.simulator.run(DAY);
    expect(world.mailer.outbox).toHaveLength(mails);
  });

  it('after a withdrawal, when applied, is the only one that is on, and the person is welcomed', async () => {
    const world = createWorld();
    const [id] = await confirmed(world);
    await applyAct(world.deps, off(world, null, id));
    world.clock.advance(HOUR);
    await applyAct(world.deps, on(world, ['Events'], id));
    expect(world.crm.see(id)).toMatchObject({ status: 'Subscribed', topics: ['Events'], text: SHOWN.text });
    expect(world.mailer.to(EMAIL, 'welcome')).toHaveLength(2);
  });

  it('when it reaches the worker after a newer switch, then it is rejected', async () => {
    const world = createWorld();
    const [id] = await confirmed(world, ['News']);
    const early = on(world, ['Offers'], id);
    world.clock.advance(5000);
    await applyAct(world.deps, off(world, ['Events'], id));
    await applyAct(world.deps, on(world, ['Events'], id));
    expect(await applyAct(world.deps, early)).toMatchObject({
      state: 'rejected',
      code: 'older_than_decision',
    });
    expect(world.crm.see(id).topics).toEqual(['News', 'Events']);
  });
});

describe('topics of a record that joins', () => {
  it('when the address decided, are those of the decision, with the proof of status and of topics', async () => {
    const world = createWorld();
    const [id] = await confirmed(world);
    world.clock.advance(5000);
    await applyAct(world.deps, off(world, ['News'], id));
    await applyAct(world.deps, off(world, ['Offers'], id));
    const joining = world.crm.add({ email: EMAIL, topics: ['News'] });
    await world.simulator.run(HOUR);
    expect(world.crm.see(joining)).toMatchObject({ status: 'Confirmed', topics: ['Events'], text: TEXT });
    expect(eventsOn(world, joining)).toEqual(['ConsentConfirmed', 'ConsentWithdrawn']);
    expect(evidenceOn(world, joining)[1]).toMatchObject({ purposes: ['Offers'] });
    expect(repeatedEvidence(world, joining)).toEqual([]);
  });
});

describe('the history', () => {
  it('of topics, when read, tells which each event was about', async () => {
    const world = createWorld();
    const [id] = await confirmed(world);
    await applyAct(world.deps, off(world, ['News'], id));
    const history = await readHistory(world.deps, { kind: 'record', id });
    expect(history?.map(({ block, topics }) => [block['event'], topics]).slice(-2)).toEqual([
      ['ConsentConfirmed', []],
      ['ConsentWithdrawn', ['News']],
    ]);
  });
});

describe('what a click costs', () => {
  it.each(['confirm', 'unsubscribe', 'decline'] as const)(
    '%s, when applied, reads its record once',
    async (link) => {
      const world = createWorld();
      world.signUp(EMAIL);
      await world.simulator.run(HOUR);
      world.crm.calls.length = 0;
      await applyAct(world.deps, world.click(world.mailer.outbox[0], link));
      expect(world.crm.cost('retrieve')).toBe(1);
    },
  );

  it('a click, when its record moves between the look at its address and the lock, is judged anew', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    await world.simulator.run(HOUR);
    const click = world.click(world.mailer.outbox[0], 'confirm');
    world.crm.beforeNext('findByAddress', () => world.crm.edit(id, { email: 'other@example.com' }));
    await expect(applyAct(world.deps, click)).rejects.toMatchObject({
      code: 'address_busy',
      retryable: true,
    });
    expect(await applyAct(world.deps, click)).toMatchObject({ state: 'rejected', code: 'address_changed' });
    expect(world.crm.see(id).status).not.toBe('Confirmed');
  });
});
