import { readEvidence } from '../../src/consent/evidence-reader';
import { applyAct } from '../../src/flow/apply-act';
import { applyWebhook } from '../../src/flow/apply-webhook';
import { settleAddress } from '../../src/flow/settle-address';
import { sweepDue } from '../../src/flow/sweep-due';
import { sweepFull } from '../../src/flow/sweep-full';
import { eventsOn, evidenceOn, repeatedEvidence } from '../fakes/laws';
import { createWorld, DAY, HOUR, TEXT, type World, type WorldOptions } from '../fakes/world';

const EMAIL = 'anna@example.com';

async function confirmed(options: WorldOptions = {}): Promise<{ world: World; id: string }> {
  const world = createWorld(options);
  const id = world.signUp(EMAIL);
  await world.simulator.run(10 * 60_000);
  world.simulator.act(world.click(world.mailer.outbox[0], 'confirm'));
  await world.simulator.run(10 * 60_000);
  return { world, id };
}

describe('hold mode', () => {
  const hold = { settings: { mailMode: { kind: 'hold' as const } } };

  it('a sign-up, when mails are held, is reported and nothing is written or sent', async () => {
    const world = createWorld(hold);
    const id = world.signUp(EMAIL);
    const before = world.crm.see(id);
    await world.simulator.run(HOUR);
    expect(world.crm.see(id)).toEqual(before);
    expect(world.mailer.outbox).toHaveLength(0);
    expect(world.tally.of('held mail_mode:OptInRequested')).toBeGreaterThan(0);
  });

  it('an open round, when mails are held, is counted as due and not planned', async () => {
    const world = createWorld(hold);
    world.crm.add({ email: EMAIL, status: 'Optin' });
    expect(await sweepDue(world.deps)).toEqual({ due: 1 });
    expect(world.simulator.planned).toEqual([]);
    expect(world.log.lines.join()).toContain('held by MAIL_MODE');
  });

  it('a refusal and a withdrawal, when mails are held, are applied to every record', async () => {
    const { world, id } = await confirmed();
    const held = { ...world.deps, settings: { ...world.deps.settings, ...hold.settings } };
    const lead = world.crm.add({ email: EMAIL, module: 'Leads' });
    await applyAct(held, world.click(world.mailer.outbox[0], 'unsubscribe'));
    expect([world.crm.see(id).status, world.crm.see(lead).status]).toEqual(['Unsubscribed', 'Unsubscribed']);
    const twin = world.crm.add({ email: EMAIL });
    await applyAct(held, world.click(world.mailer.outbox[0], 'unsubscribe', { channel: 'one-click' }));
    expect(world.crm.see(twin).status).toBe('Unsubscribed');
    expect(world.store.undoEntries.size).toBe(0);
  });

  it('an event that is rejected, when mails are held, is told and nothing is written', async () => {
    const world = createWorld(hold);
    const id = world.crm.add({ email: EMAIL });
    const hook = world.hook('InvitationRequested', id);
    expect(await applyWebhook(world.deps, hook)).toMatchObject({ state: 'rejected', code: 'missing_ground' });
    expect(world.store.outcome('webhook', hook.webhookId)).toMatchObject({ code: 'missing_ground' });
    expect(world.crm.commentsOn(id)).toEqual([]);
  });

  it('a wish to be asked again, when mails are held, sends nothing', async () => {
    const world = createWorld();
    world.signUp(EMAIL);
    await world.simulator.run(20 * 60_000);
    const held = { ...world.deps, settings: { ...world.deps.settings, ...hold.settings } };
    const again = world.click(world.mailer.outbox[0], 'confirm', { event: 'OptInRequested' });
    world.clock.advance(20 * DAY);
    await applyAct(held, again);
    expect(world.mailer.outbox).toHaveLength(1);
  });
});

describe('records of one address', () => {
  it('a record, when it joins a decision, takes it over with its evidence', async () => {
    const { world, id } = await confirmed();
    const lead = world.crm.add({ email: ' Anna@EXAMPLE.com', module: 'Leads' });
    await settleAddress(world.deps, { record: lead });
    expect(world.crm.see(lead)).toMatchObject({
      status: 'Confirmed',
      text: TEXT,
      consentDate: world.crm.see(id).consentDate,
    });
    const [copy] = evidenceOn(world, lead);
    expect(copy?.block).toMatchObject({ event: 'ConsentConfirmed', copied_from: id });
    await world.simulator.run(DAY);
    expect(evidenceOn(world, lead)).toHaveLength(1);
  });

  it('a record, when staff corrects its address to one that confirmed, joins it with evidence', async () => {
    const { world } = await confirmed();
    const other = world.signUp('bert@example.com');
    await world.simulator.run(10 * 60_000);
    world.crm.edit(other, { email: EMAIL });
    await settleAddress(world.deps, { record: other });
    expect(world.crm.see(other).status).toBe('Confirmed');
    expect(eventsOn(world, other).slice(-2)).toEqual(['AddressChanged', 'ConsentConfirmed']);
  });

  it('a record that joins, when a refusal of its new address still stands, does not end the read-back', async () => {
    const { world } = await confirmed();
    const other = world.signUp('bert@example.com');
    await world.simulator.run(10 * 60_000);
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'unsubscribe'));
    world.crm.edit(other, { email: EMAIL });
    await settleAddress(world.deps, { record: other });
    expect(world.store.refusals.size).toBe(1);
    expect(world.crm.see(other).status).toBe('Unsubscribed');
  });

  it('a record, when no other holds evidence any more, takes the status over all the same', async () => {
    const { world, id } = await confirmed();
    const seen = world.crm.see(id);
    const bare = createWorld();
    bare.crm.add({ ...seen });
    const lead = bare.crm.add({ email: EMAIL, module: 'Leads' });
    await settleAddress(bare.deps, { record: lead });
    expect(bare.crm.see(lead).status).toBe('Confirmed');
  });

  it('a converted Lead, when queries hide it, is read by id and takes the act', async () => {
    const world = createWorld();
    const id = world.crm.add({ email: EMAIL, module: 'Leads', convertedFromLead: true });
    const outcome = await applyWebhook(world.deps, world.hook('ConsentRefused', id));
    expect(outcome).toMatchObject({ state: 'applied' });
    expect(world.crm.see(id).status).toBe('Optout');
  });

  it('a record, when its address is changed between look and lock, is looked at anew and at last given up', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    let count = 0;
    const move = () => {
      count += 1;
      world.crm.edit(id, { email: `anna${count}@example.com` });
      if (count < 3) world.crm.beforeNext('findByAddress', move);
    };
    world.crm.beforeNext('findByAddress', move);
    await expect(settleAddress(world.deps, { record: id })).rejects.toMatchObject({ code: 'address_busy' });
    await settleAddress(world.deps, { record: id });
    expect(world.mailer.outbox.map((mail) => mail.to)).toEqual(['anna3@example.com']);
  });

  it.each([
    ['', 'no_address'],
    ['not an address', 'invalid_address'],
  ])(
    'a record with the address "%s", when asked, is rejected with %s and can still refuse',
    async (email, code) => {
      const world = createWorld();
      const id = world.crm.add({ email });
      const asked = world.hook('InvitationRequested', id, { reason: 'met at a fair' });
      expect(await applyWebhook(world.deps, asked)).toMatchObject({ state: 'rejected', code });
      expect(await applyWebhook(world.deps, world.hook('ConsentRefused', id))).toMatchObject({
        state: 'applied',
      });
      expect(world.crm.see(id).status).toBe('Optout');
      await world.simulator.run(10 * 60_000);
      expect(world.crm.see(id).status).toBe('Optout');
    },
  );
});

describe('writers around the bridge', () => {
  it('a refusal by hand, when it is set while the mail is under way, is not overwritten', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    world.mailer.meanwhile = () => {
      world.clock.advance(3000);
      world.crm.edit(id, { status: 'Optout' });
    };
    await settleAddress(world.deps, { record: id });
    expect(world.crm.see(id)).toMatchObject({ status: 'Optout', newsletterOptin: false });
    expect(world.mailer.outbox).toHaveLength(1);
  });

  it('a record, when others write to it all the time, is a retryable failure', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    const disturb = () => {
      world.clock.advance(3000);
      world.crm.edit(id, { source: `source ${world.clock.now()}` });
      world.crm.beforeNext('findByAddress', disturb);
    };
    const read = world.deps.ledger.find;
    const ledger = { ...world.deps.ledger, find: async (key: string) => (disturb(), read(key)) };
    await expect(settleAddress({ ...world.deps, ledger }, { record: id })).rejects.toMatchObject({
      code: 'record_changed',
      retryable: true,
    });
  });

  it('a late write, when it lands during the wait, is seen and nothing is sent twice', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    world.crm.failNext('write', 'late');
    const failure = await settleAddress(world.deps, { record: id }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'crm_timeout', inDoubt: true, retryAfter: 90_000 });
    expect(world.lock.isHeld(world.fingerprint(EMAIL))).toBe(true);
    expect(world.tally.of('in doubt')).toBe(1);
    await expect(settleAddress(world.deps, { record: id })).rejects.toMatchObject({ code: 'address_busy' });
    world.crm.landLate();
    await world.simulator.run(HOUR);
    expect(world.crm.see(id).status).toBe('Invited');
    expect(world.mailer.outbox).toHaveLength(1);
  });

  it('a write that is not stored, when tried again and again, sends no mail and says its notes once', async () => {
    const { world, id } = await confirmed();
    world.crm.edit(id, { status: 'Invited' });
    for (let tries = 0; tries < 3; tries += 1) {
      world.crm.failNext('write', 'not_stored');
      await expect(settleAddress(world.deps, { record: id })).rejects.toMatchObject({
        code: 'crm_not_stored',
        retryable: false,
      });
      world.clock.advance(HOUR);
    }
    expect(world.crm.commentsOn(id).filter((each) => each.includes('put back'))).toHaveLength(1);
    await settleAddress(world.deps, { record: id });
    expect(world.crm.see(id).status).toBe('Confirmed');
    world.crm.edit(id, { status: 'Invited' });
    await settleAddress(world.deps, { record: id });
    expect(world.crm.commentsOn(id).filter((each) => each.includes('put back'))).toHaveLength(2);
  });

  it('consent date and text, when staff change them, are put back from the evidence', async () => {
    const { world, id } = await confirmed();
    const { text, consentDate } = world.crm.see(id);
    world.crm.edit(id, { text: 'something else', consentDate: 0 });
    await world.simulator.run(HOUR);
    expect(world.crm.see(id)).toMatchObject({ status: 'Confirmed', text, consentDate });
  });

  it.each([
    ['no seal at all', 'nonsense'],
    ['a seal of an unknown key', 'v1.zz.Confirmed.none.-.-.-.0.-.' + 'A'.repeat(43)],
    ['a seal over something else', 'v1.s1.Confirmed.none.-.-.-.0.-.' + 'A'.repeat(43)],
  ])('a record with %s, when looked at, is held and staff cannot ask; the person can', async (_, seal) => {
    const world = createWorld();
    const id = world.crm.add({ email: EMAIL, seal, status: 'Confirmed' });
    await settleAddress(world.deps, { record: id });
    expect(world.tally.of('held seal_untrusted')).toBe(1);
    const asked = world.hook('InvitationRequested', id, { reason: 'fair' });
    expect(await applyWebhook(world.deps, asked)).toMatchObject({ code: 'record_held' });
    expect(await applyWebhook(world.deps, world.hook('OptInRequested', id))).toMatchObject({
      state: 'applied',
    });
  });

  it('OptInRequested, when staff or an import says so, is an invitation and never opens a refusal', async () => {
    const { world, id } = await confirmed();
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'unsubscribe'));
    const hook = world.hook('OptInRequested', id, { actor: { type: 'staff', user: '19x5' }, source: 'fair' });
    expect(await applyWebhook(world.deps, hook)).toMatchObject({ state: 'rejected' });
    expect(world.crm.see(id).status).toBe('Unsubscribed');
  });

  it('RecordSaved, when it arrives, is a look and its outcome says applied or why not', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    const saved = world.hook('RecordSaved', id);
    await applyWebhook(world.deps, saved);
    expect(world.crm.see(id).status).toBe('Invited');
    expect(world.store.outcome('webhook', saved.webhookId)).toMatchObject({ state: 'applied' });
    const gone = world.hook('AddressChanged', '12x999');
    await applyWebhook(world.deps, gone);
    expect(world.store.outcome('webhook', gone.webhookId)).toMatchObject({ code: 'record_not_found' });
    const lost = world.hook('ConsentRecorded', '12x999', {
      basis: 'consent',
      text: TEXT,
      policyUrl: 'https://x.example',
      language: 'xx',
    });
    expect(await applyWebhook(world.deps, lost)).toMatchObject({ code: 'record_not_found' });
  });

  it('ConsentRecorded, when complete, is Subscribed; dated later than five minutes from now it is clamped', async () => {
    const world = createWorld();
    const id = world.crm.add({ email: EMAIL });
    const proof = {
      basis: 'consent',
      text: TEXT,
      language: 'en',
      policyUrl: 'https://x.example',
      source: 'paper form',
    };
    const late = world.hook('ConsentRecorded', id, { ...proof, occurredAt: world.clock.now() + DAY });
    expect(await applyWebhook(world.deps, late)).toMatchObject({ code: 'proof_in_future' });
    await applyWebhook(world.deps, world.hook('ConsentRecorded', id, { ...proof, channel: 'somewhere' }));
    expect(world.crm.see(id)).toMatchObject({ status: 'Subscribed', basis: 'consent', source: 'paper form' });
    expect(readEvidence(world.crm.commentsOn(id)[0] ?? '')?.block).toMatchObject({ channel: 'crm' });
  });
});

describe('ceilings and alarm', () => {
  it('invitations by staff, when more than the hour allows are found, are held and done later', async () => {
    const world = createWorld({ staffInvitesPerHour: 2 });
    await world.simulator.sweep();
    const ids = [1, 2, 3, 4, 5].map((n) =>
      world.crm.add({ email: `p${n}@example.com`, newsletterOptin: true, source: 'fair' }),
    );
    await world.simulator.run(30 * 60_000);
    expect(world.mailer.outbox).toHaveLength(2);
    expect(world.tally.of('held staff_invites_per_hour')).toBeGreaterThanOrEqual(3);
    await world.simulator.run(4 * HOUR);
    expect(ids.map((id) => world.crm.see(id).status)).toEqual(ids.map(() => 'Invited'));
  });

  it('an invitation by webhook, when the hour is full, waits as a whole', async () => {
    const world = createWorld({ staffInvitesPerHour: 0 });
    const id = world.crm.add({ email: EMAIL });
    const hook = world.hook('InvitationRequested', id, { reason: 'fair' });
    await expect(applyWebhook(world.deps, hook)).rejects.toMatchObject({
      code: 'staff_invites_held',
      retryable: true,
    });
    expect(world.crm.see(id).status).toBe('');
  });

  it('more than 20 untrusted seals, when a pass sees them, stop all writing but that of persons', async () => {
    const world = createWorld();
    for (let n = 0; n < 21; n += 1) world.crm.add({ email: `p${n}@example.com`, seal: 'nonsense' });
    const id = world.signUp(EMAIL);
    await world.simulator.run(10 * 60_000);
    expect(world.store.alarms).toBe(21);
    expect(world.mailer.outbox).toHaveLength(0);
    await expect(settleAddress(world.deps, { record: id })).rejects.toMatchObject({
      code: 'writing_stopped',
      retryable: true,
    });
    await applyWebhook(world.deps, world.hook('OptInRequested', id));
    expect(world.crm.see(id).status).toBe('Invited');
    for (const each of [...world.crm.records.keys()]) if (each !== id) world.crm.edit(each, { seal: '' });
    await world.simulator.run(DAY + HOUR);
    expect(world.store.alarms).toBe(0);
  });

  it('a mass change of addresses, when it raised the alarm, is judged once the admin releases it', async () => {
    const world = createWorld();
    const ids = Array.from({ length: 21 }, (_, n) => world.signUp(`p${n}@example.com`));
    await world.simulator.run(10 * 60_000);
    for (const [n, id] of ids.entries()) world.crm.edit(id, { email: `p${n}@example.org` });
    await world.simulator.run(HOUR);
    expect(world.store.alarms).toBeGreaterThan(20);
    expect(new Set(ids.map((id) => world.crm.see(id).status))).toEqual(new Set(['Invited']));
    await world.deps.alarm.release(DAY);
    await world.simulator.run(HOUR);
    expect(new Set(ids.map((id) => world.crm.see(id).status))).toEqual(new Set(['']));
    expect(world.store.alarms).toBe(0);
  });

  it('an alarm of the changed sweep, when many seals are broken at once, is raised', async () => {
    const world = createWorld();
    await world.simulator.run(10 * 60_000);
    for (let n = 0; n < 150; n += 1) world.crm.add({ email: `p${n}@example.com`, seal: 'nonsense' });
    await world.simulator.run(10 * 60_000);
    expect(world.store.alarms).toBeGreaterThan(20);
  });

  it('a full pass, when there are more pages than a slice, goes on where it stopped', async () => {
    const world = createWorld();
    for (let n = 0; n < 250; n += 1) world.crm.add({ email: `p${n}@example.com` });
    expect(await sweepFull(world.deps, 1)).toEqual({ underWay: true, seen: 100 });
    expect(await sweepFull(world.deps, 1)).toEqual({ underWay: true, seen: 100 });
    expect(await sweepFull(world.deps, 1)).toEqual({ underWay: false, seen: 50 });
    expect(await sweepFull(world.deps, 1)).toEqual({ underWay: false, seen: 0 });
  });

  it('many open rounds, when they are due, are all found', async () => {
    const world = createWorld();
    for (let n = 0; n < 120; n += 1) world.crm.add({ email: `p${n}@example.com`, status: 'Optin' });
    expect(await sweepDue(world.deps)).toEqual({ due: 120 });
  });

  it('a record, when two sweeps see the same change, has its evidence once', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    await settleAddress(world.deps, { record: id });
    world.flush();
    await settleAddress(world.deps, { record: id });
    await world.simulator.run(HOUR);
    expect(repeatedEvidence(world, id)).toEqual([]);
  });
});
