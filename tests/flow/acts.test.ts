import { readEvidence } from '../../src/consent/evidence-reader';
import { applyAct } from '../../src/flow/apply-act';
import { applyWebhook } from '../../src/flow/apply-webhook';
import { readBackRefusal } from '../../src/flow/read-back';
import { settleAddress } from '../../src/flow/settle-address';
import { Crash } from '../fakes/probe';
import { createWorld, DAY, HOUR, TEXT, type World } from '../fakes/world';

const EMAIL = 'anna@example.com';

async function invited(world: World, email = EMAIL): Promise<string> {
  const id = world.signUp(email);
  await world.simulator.run(HOUR);
  expect(world.crm.see(id).status).toBe('Invited');
  return id;
}

const eventsOn = (world: World, id: string) =>
  world.crm.commentsOn(id).map((each) => readEvidence(each)?.block['event']);

describe('confirming', () => {
  it('a click on confirm, when applied, writes date and text, welcomes once and ends the round', async () => {
    const world = createWorld();
    const id = await invited(world);
    const click = world.click(world.mailer.outbox[0], 'confirm');
    world.store.networks.set(click.eventId, { ip: '192.0.2.7', userAgent: 'Firefox' });
    world.simulator.act(click);
    await world.simulator.run(DAY);
    const record = world.crm.see(id);
    expect(record).toMatchObject({ status: 'Confirmed', basis: 'consent', emailOptout: false });
    expect(record.consentDate).toBe(Math.floor(click.occurredAt / 1000) * 1000);
    expect(world.mailer.outbox.map((mail) => mail.kind)).toEqual(['invitation', 'welcome']);
    const proof = readEvidence(world.crm.commentsOn(id).at(-1) ?? '')?.block;
    expect(proof).toMatchObject({ event: 'ConsentConfirmed', ip: '192.0.2.7', user_agent: 'Firefox' });
    // Proof has it now: nothing of it outlives an erasure.
    expect(world.store.networks.size).toBe(0);
  });

  it('an act, when applied twice, is applied once', async () => {
    const world = createWorld();
    const id = await invited(world);
    const click = world.click(world.mailer.outbox[0], 'confirm');
    await applyAct(world.deps, click);
    const again = await applyAct(world.deps, click);
    expect(again).toMatchObject({ state: 'unchanged', status: 'Confirmed' });
    expect(world.store.reported.get(`act ${click.eventId}`)).toHaveLength(1);
    expect(eventsOn(world, id).filter((each) => each === 'ConsentConfirmed')).toHaveLength(1);
  });

  it('a click made before expiry, when applied after it, counts', async () => {
    const world = createWorld();
    const id = await invited(world);
    const click = world.click(world.mailer.outbox[0], 'confirm', {
      occurredAt: world.clock.now() + 13 * DAY,
    });
    await world.simulator.run(15 * DAY);
    expect(world.crm.see(id).status).toBe('Expired');
    await applyAct(world.deps, click);
    expect(world.crm.see(id).status).toBe('Confirmed');
  });

  it('an act, when its outcome was not told before the process died, is told on the next try', async () => {
    const world = createWorld();
    await invited(world);
    const click = world.click(world.mailer.outbox[0], 'confirm');
    world.probe.names.length = 0;
    await applyAct(world.deps, click);
    const told = world.probe.names.indexOf('outcomes.put');
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThan(world.probe.names.indexOf('memory.markApplied'));
  });

  it.each([
    ['record_not_found', (world: World, id: string) => world.crm.remove(id)],
    ['address_changed', (world: World, id: string) => world.crm.edit(id, { email: 'other@example.com' })],
  ])('a click on confirm, when the record is gone or moved, is rejected with %s', async (code, change) => {
    const world = createWorld();
    const id = await invited(world);
    change(world, id);
    const click = world.click(world.mailer.outbox[0], 'confirm');
    expect(await applyAct(world.deps, click)).toMatchObject({ state: 'rejected', code });
    expect(world.store.outcome('act', click.eventId)).toMatchObject({ code });
  });

  it('a click on confirm, when its record was merged into another of the address, counts for that one', async () => {
    const world = createWorld();
    const id = await invited(world);
    const lead = world.crm.add({ email: EMAIL, module: 'Leads' });
    await world.simulator.run(HOUR);
    world.crm.remove(id);
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'confirm'));
    expect(world.crm.see(lead).status).toBe('Confirmed');
  });
});

describe('asking again', () => {
  const again = (world: World) =>
    world.click(world.mailer.outbox[0], 'confirm', { event: 'OptInRequested', channel: 'link' });

  it('asking for a new link, when the round is open, sends it under the ceilings and keeps the round', async () => {
    const world = createWorld();
    const id = await invited(world);
    const { round, invitedOn } = world.crm.see(id);
    for (const hours of [0, 0, 1, 1, 24, 0])
      await world.simulator.run(hours * HOUR).then(() => applyAct(world.deps, again(world)));
    expect(world.mailer.to(EMAIL, 'new-link')).toHaveLength(3);
    expect(world.crm.see(id)).toMatchObject({ round, invitedOn });
    expect(new Set(world.mailer.outbox.map((mail) => mail.messageId)).size).toBe(world.mailer.outbox.length);
  });

  it('asking for a new link, when the round is over and nobody wrote it yet, opens a new round', async () => {
    const world = createWorld();
    const id = await invited(world);
    const { round } = world.crm.see(id);
    world.clock.advance(14 * DAY);
    await applyAct(world.deps, again(world));
    expect(world.crm.see(id).status).toBe('Invited');
    expect(world.crm.see(id).round).not.toBe(round);
    expect(world.mailer.outbox.map((mail) => mail.kind)).toEqual(['invitation', 'invitation']);
    expect(world.mailer.outbox[1]?.validUntil).toBeGreaterThan(world.clock.now());
    expect(eventsOn(world, id)).toContain('InvitationExpired');
  });

  it('asking again, when subscribed already, is answered by mail alone', async () => {
    const world = createWorld();
    const id = await invited(world);
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'confirm'));
    const before = world.crm.see(id);
    const outcome = await applyAct(world.deps, again(world));
    expect(outcome).toMatchObject({ state: 'unchanged', status: 'Confirmed' });
    expect(world.mailer.to(EMAIL, 'already-subscribed')).toHaveLength(1);
    expect(world.crm.see(id)).toEqual(before);
  });
});

describe('withdrawing', () => {
  it('a withdrawal by form, when undone within the hour, ends exactly where it was', async () => {
    const world = createWorld();
    const id = await invited(world);
    const before = world.crm.see(id);
    const out = world.click(world.mailer.outbox[0], 'unsubscribe');
    expect(await applyAct(world.deps, out)).toMatchObject({ state: 'applied', undoable: true });
    expect(world.crm.see(id)).toMatchObject({
      status: 'Unsubscribed',
      emailOptout: true,
      newsletterOptin: false,
    });
    const undo = {
      ...world.click(world.mailer.outbox[0], 'unsubscribe'),
      event: 'WithdrawalUndone' as const,
    };
    expect(await applyAct(world.deps, { ...undo, undoes: out.eventId.slice(-8) })).toMatchObject({
      state: 'applied',
    });
    const after = world.crm.see(id);
    expect(after).toEqual({ ...before, modifiedTime: after.modifiedTime, seal: after.seal });
  });

  it('withdraw, undo, withdraw, when applied in turn, ends Unsubscribed and is read back', async () => {
    const world = createWorld();
    const id = await invited(world);
    const out = () => world.click(world.mailer.outbox[0], 'unsubscribe');
    const first = out();
    await applyAct(world.deps, first);
    await applyAct(world.deps, { ...out(), event: 'WithdrawalUndone', undoes: first.eventId.slice(-8) });
    await applyAct(world.deps, out());
    await world.simulator.run(HOUR);
    expect(world.crm.see(id).status).toBe('Unsubscribed');
  });

  it.each(['before', 'after'] as const)(
    'an undo, when the process dies %s any of its calls, is applied all the same and says so',
    async (when) => {
      for (let at = 1; ; at += 1) {
        const world = createWorld();
        const id = await invited(world);
        const out = world.click(world.mailer.outbox[0], 'unsubscribe');
        await applyAct(world.deps, out);
        const undo = world.click(world.mailer.outbox[0], 'unsubscribe', { event: 'WithdrawalUndone' });
        world.simulator.act({ ...undo, undoes: out.eventId.slice(-8) });
        world.probe.names.length = 0;
        world.probe.point = { at, when };
        await world.simulator.run(15 * 60_000);
        expect([at, world.crm.see(id).status]).toEqual([at, 'Invited']);
        expect(world.store.outcome('act', undo.eventId)?.state).not.toBe('rejected');
        if (world.simulator.crashes === 0) break;
      }
    },
  );

  it('an undo, when any other withdrawal came since, is rejected', async () => {
    const world = createWorld();
    const id = await invited(world);
    const out = world.click(world.mailer.outbox[0], 'unsubscribe');
    await applyAct(world.deps, out);
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'unsubscribe', { channel: 'one-click' }));
    const undo = world.click(world.mailer.outbox[0], 'unsubscribe', { event: 'WithdrawalUndone' });
    const outcome = await applyAct(world.deps, { ...undo, undoes: out.eventId.slice(-8) });
    expect(outcome).toMatchObject({ state: 'rejected', code: 'nothing_to_undo' });
    expect(world.crm.see(id).status).toBe('Unsubscribed');
  });

  it('"this was not me", when pressed, refuses and tells recorded proof apart', async () => {
    const world = createWorld();
    const id = await invited(world);
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'decline', { notMe: true }));
    expect(world.crm.see(id)).toMatchObject({ status: 'Optout', emailOptout: true });
    expect(world.crm.see(id).seal).toMatch(/\.n\.[^.]+$/);
  });

  it('a withdrawal, when the record moved to another address, reaches both addresses and reports the first', async () => {
    const world = createWorld();
    const id = await invited(world);
    const lead = world.crm.add({ email: EMAIL, module: 'Leads' });
    await world.simulator.run(HOUR);
    world.crm.edit(id, { email: 'new@example.com' });
    const out = world.click(world.mailer.outbox[0], 'unsubscribe');
    const outcome = await applyAct(world.deps, out);
    expect(outcome).toMatchObject({ state: 'applied', undoable: true });
    expect([world.crm.see(id).status, world.crm.see(lead).status]).toEqual(['Unsubscribed', 'Unsubscribed']);
    expect(world.store.outcome('act', out.eventId)).toEqual(outcome);
  });

  it('a withdrawal, when no record carries the address, waits for a full pass and is applied to who brings it', async () => {
    const world = createWorld();
    const id = await invited(world);
    await world.simulator.run(HOUR);
    world.crm.remove(id);
    const out = world.click(world.mailer.outbox[0], 'unsubscribe');
    expect(await applyAct(world.deps, out)).toMatchObject({ state: 'applied' });
    expect(world.store.waiting.size).toBe(1);
    expect(world.store.passes.size).toBe(2);
    const twin = world.crm.add({ email: 'Anna@Example.com', status: '', modifiedTime: 0 });
    await world.simulator.run(HOUR);
    expect(world.crm.see(twin)).toMatchObject({ status: 'Unsubscribed', emailOptout: true });
    expect(world.store.waiting.size).toBe(0);
  });

  it.each([
    ['a look comes first', (world: World, id: string) => settleAddress(world.deps, { record: id })],
    ['it is read back', (world: World) => world.simulator.run(3 * 60_000)],
  ])('a withdrawal, when a late write lands over it and %s, stays the one by the person', async (_, then) => {
    const world = createWorld();
    const id = await invited(world);
    const waiting = world.crm.see(id);
    const click = world.click(world.mailer.outbox[0], 'unsubscribe');
    await applyAct(world.deps, click);
    expect(world.crm.see(id)).toMatchObject({ status: 'Unsubscribed', emailOptout: true });
    // The write of Invited carried no emailoptout: beside its seal the flag looks like somebody's edit.
    const { status, newsletterOptin, changedOn, seal } = waiting;
    world.crm.edit(id, { status, newsletterOptin, changedOn, seal });
    await then(world, id);
    expect(world.crm.see(id)).toMatchObject({ status: 'Unsubscribed', emailOptout: true });
    expect(eventsOn(world, id).filter((each) => each === 'ConsentWithdrawn')).toHaveLength(1);
    expect(eventsOn(world, id)).not.toContain('ConsentRefused');
    const undo = { ...click, eventId: world.newId(), event: 'WithdrawalUndone' as const };
    await applyAct(world.deps, { ...undo, undoes: click.eventId.slice(-8) });
    expect(world.crm.see(id).status).toBe('Invited');
  });

  it('a refusal, when a late write lands over it, is read back and written again', async () => {
    const world = createWorld();
    const id = await invited(world);
    const before = world.crm.see(id);
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'decline'));
    world.crm.edit(id, { ...before });
    await world.simulator.run(3 * 60_000);
    expect(world.crm.see(id).status).toBe('Optout');
    expect(eventsOn(world, id).filter((each) => each === 'ConsentRefused')).toHaveLength(1);
  });

  it('a refusal, when the person asks again while its read-back waits for the lock, is not applied over that', async () => {
    const world = createWorld();
    const id = await invited(world);
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'unsubscribe'));
    world.clock.reach(world.clock.now() + 60_000);
    const lock = {
      acquire: async (key: string) => {
        await applyWebhook(world.deps, world.hook('OptInRequested', id, { text: TEXT, language: 'en' }));
        return world.lock.acquire(key);
      },
    };
    await readBackRefusal({ ...world.deps, lock }, { record: id, key: world.fingerprint(EMAIL) });
    expect(world.crm.see(id).status).toBe('Invited');
  });

  it('a refusal, when its record is gone at the read-back, is read back on the others of its address', async () => {
    const world = createWorld();
    const id = await invited(world);
    const lead = world.crm.add({ email: EMAIL, module: 'Leads' });
    await world.simulator.run(HOUR);
    const before = world.crm.see(lead);
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'decline'));
    world.crm.edit(lead, { ...before });
    world.crm.remove(id);
    await world.simulator.run(3 * 60_000);
    expect(world.crm.see(lead).status).toBe('Optout');
  });

  it('a refusal, when its record moved before the read-back, does not follow it', async () => {
    const world = createWorld();
    const id = await invited(world);
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'decline'));
    const other = world.crm.add({ email: 'new@example.com' });
    world.crm.edit(id, { email: 'new@example.com' });
    await world.simulator.run(3 * 60_000);
    expect(world.crm.see(other).status).not.toBe('Unsubscribed');
  });

  it('a refusal, when it comes while a mail is under way, waits for the lock and wins', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    world.mailer.meanwhile = (order) => {
      world.mailer.meanwhile = null;
      world.simulator.act(world.click(order, 'decline'));
      return expect(applyAct(world.deps, world.click(order, 'decline'))).rejects.toMatchObject({
        code: 'address_busy',
        retryable: true,
      });
    };
    await world.simulator.run(HOUR);
    expect(world.crm.see(id).status).toBe('Optout');
  });

  it('a refusal, when the process died between write-ahead and mail, stands and nothing is mailed', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    world.mailer.meanwhile = () => {
      world.mailer.meanwhile = null;
      throw new Crash();
    };
    await expect(applyAct(world.deps, { ...optIn(world, id) })).rejects.toThrow(Crash);
    const click = { ...optIn(world, id), event: 'ConsentRefused' as const };
    await applyAct(world.deps, click);
    await world.simulator.run(DAY);
    expect(world.crm.see(id).status).toBe('Optout');
    expect(world.mailer.outbox).toHaveLength(0);
  });
});

function optIn(world: World, record: string) {
  const fingerprint = world.fingerprint(EMAIL);
  return {
    event: 'OptInRequested' as const,
    record,
    fingerprint,
    channel: 'label' as const,
    occurredAt: world.clock.now(),
    eventId: world.newId(),
  };
}
