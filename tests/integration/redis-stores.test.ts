import { setTimeout as sleep } from 'node:timers/promises';
import { createCeilings } from '../../src/adapters/redis/ceilings';
import type { RedisConnection } from '../../src/adapters/redis/connection';
import type { Keys } from '../../src/adapters/redis/keys';
import { createEventMemory, createMailLedger, createOutcomes } from '../../src/adapters/redis/ledger';
import { createAddressLock, createLoginLock } from '../../src/adapters/redis/lock';
import { createNetworkEvidence } from '../../src/adapters/redis/network';
import {
  createPendingRefusals,
  createStandingRefusals,
  createUndoStore,
} from '../../src/adapters/redis/refusals';
import { createAlarm, createWatermarks } from '../../src/adapters/redis/watermarks';
import { BLANK_STATE } from '../../src/consent/state';
import type { ConsentEvent } from '../../src/consent/event';
import { startTestRedis, type TestRedis, testKeys } from './harness/redis';

let server: TestRedis;
let redis: RedisConnection;
let keys: Keys;

beforeAll(async () => {
  server = await startTestRedis();
  redis = await server.connect();
});
afterAll(() => server.stop());
beforeEach(() => {
  keys = testKeys();
});

const refusal: ConsentEvent = {
  id: 'e1',
  name: 'ConsentRefused',
  record: '12x1',
  occurredAt: 1000,
  actor: { type: 'contact' },
  channel: 'link',
};

describe('the address lock', () => {
  const lockOf = (ttl: number, patience = 0) => createAddressLock({ redis, keys, ttl, patience });

  it('has one holder, when 20 ask at once', async () => {
    const leases = await Promise.all(Array.from({ length: 20 }, () => lockOf(5000).acquire('a')));
    expect(leases.filter((lease) => lease !== null)).toHaveLength(1);
  });

  it('is free for other addresses, while one is held', async () => {
    await lockOf(5000).acquire('a');
    expect(await lockOf(5000).acquire('b')).not.toBeNull();
  });

  it('can be had again, when it was released', async () => {
    const lease = await lockOf(5000).acquire('a');
    await lease!.release();
    expect(await lockOf(5000).acquire('a')).not.toBeNull();
  });

  it('ends by itself, when its holder died', async () => {
    await lockOf(80).acquire('a');
    expect(await lockOf(80, 1000).acquire('a')).not.toBeNull();
  });

  it('lives its full time again, when it is extended', async () => {
    const lease = await lockOf(300).acquire('a');
    await sleep(200);
    await lease!.extend();
    await sleep(200);
    expect(await lockOf(300).acquire('a')).toBeNull();
  });

  it('stays with its holder in one process, when that stood still for longer than the lock lives', async () => {
    const lock = lockOf(60);
    const late = await lock.acquire('a');
    await sleep(150);
    expect(await redis.exists(keys.key('lock', 'a'))).toBe(0);
    expect(await lock.acquire('a')).toBeNull();
    await late!.release();
    expect(await lock.acquire('a')).not.toBeNull();
  });

  it('stands for its time alone, when its holder left it', async () => {
    const lock = lockOf(100);
    (await lock.acquire('a'))!.leave();
    expect(await lock.acquire('a')).toBeNull();
    expect(await lockOf(100, 1000).acquire('a')).not.toBeNull();
  });

  it('says lock_lost and leaves the next holder alone, when a late holder extends or releases', async () => {
    const late = await lockOf(60).acquire('a');
    const next = await lockOf(5000, 1000).acquire('a');
    await expect(late!.extend()).rejects.toMatchObject({
      code: 'lock_lost',
      retryable: true,
      retryAfter: 1000,
    });
    await late!.release();
    expect(await lockOf(5000).acquire('a')).toBeNull();
    await expect(next!.extend()).resolves.toBeUndefined();
  });

  it('serialises log-ins, when several processes log in', async () => {
    let inside = 0;
    let most = 0;
    const login = createLoginLock({ redis, keys, ttl: 5000 });
    const run = () =>
      login(async () => {
        inside += 1;
        most = Math.max(most, inside);
        await sleep(15);
        inside -= 1;
      });
    await Promise.all([run(), run(), run(), run()]);
    expect(most).toBe(1);
  });

  it('lets one log in at a time, when a log-in takes longer than the lock lives', async () => {
    let inside = 0;
    let most = 0;
    const login = createLoginLock({ redis, keys, ttl: 120 });
    const run = () =>
      login(async () => {
        inside += 1;
        most = Math.max(most, inside);
        await sleep(500);
        inside -= 1;
      });
    await Promise.all([run(), run()]);
    expect(most).toBe(1);
  });

  it('frees the log-in, when the log-in failed', async () => {
    const login = createLoginLock({ redis, keys, ttl: 60_000 });
    await expect(login(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    await expect(login(async () => 'in')).resolves.toBe('in');
  });
});

describe('the mail ledger', () => {
  it('reserves a mail once, when 20 workers try', async () => {
    const ledger = createMailLedger(redis, keys);
    const won = await Promise.all(Array.from({ length: 20 }, () => ledger.reserve('fp.r.invitation.0')));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await ledger.find('fp.r.invitation.0')).toBe('reserved');
  });

  it('says sent and reserves no second time, when the mail was sent', async () => {
    const ledger = createMailLedger(redis, keys);
    await ledger.reserve('m');
    await ledger.sent('m');
    expect(await ledger.find('m')).toBe('sent');
    expect(await ledger.reserve('m')).toBe(false);
  });

  it('is taken over once, when the mail was certainly not sent', async () => {
    const ledger = createMailLedger(redis, keys);
    await ledger.reserve('m');
    await ledger.unsent('m');
    expect(await ledger.find('m')).toBe('unsent');
    const won = await Promise.all(Array.from({ length: 20 }, () => ledger.reserve('m')));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await ledger.find('m')).toBe('reserved');
    expect(await redis.ttl(keys.key('mail', 'm'))).toBeGreaterThan(30 * 86_400);
  });

  it('forgets a sent mail after 48 hours, keeps a reserved one for longer', async () => {
    const ledger = createMailLedger(redis, keys);
    await ledger.reserve('m');
    expect(await redis.ttl(keys.key('mail', 'm'))).toBeGreaterThan(30 * 86_400);
    await ledger.sent('m');
    expect(await redis.ttl(keys.key('mail', 'm'))).toBeLessThanOrEqual(48 * 3600);
  });

  it('answers null, when nothing is known', async () => {
    expect(await createMailLedger(redis, keys).find('nothing')).toBeNull();
  });

  it('numbers resends, when the mail of the same name was reserved', async () => {
    const ledger = createMailLedger(redis, keys);
    await ledger.reserve('m');
    expect(await ledger.nextResend('m')).toBe(1);
    expect(await ledger.nextResend('m')).toBe(2);
  });
});

describe('the event memory', () => {
  it('says that the mark stood, when evidence is written a second time', async () => {
    const memory = createEventMemory(redis, keys);
    expect(await memory.markEvidence('e')).toBe(false);
    expect(await memory.markEvidence('e')).toBe(true);
  });

  it('knows an applied event', async () => {
    const memory = createEventMemory(redis, keys);
    expect(await memory.isApplied('e')).toBe(false);
    await memory.markApplied('e');
    expect(await memory.isApplied('e')).toBe(true);
  });
});

describe('the ceilings', () => {
  const ceilings = (mailsPerSecond = 1000, staffInvitesPerHour = 2) =>
    createCeilings({ redis, keys, mailsPerSecond, staffInvitesPerHour });

  it('let one mail through, when 20 ask for one address at once', async () => {
    const waits = await Promise.all(Array.from({ length: 20 }, () => ceilings().address('fp', 'ask')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(1);
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(600_000);
  });

  it("make a first resend wait, when the round's first mail was counted", async () => {
    expect(await ceilings().address('fp', 'count')).toBe(0);
    expect(await ceilings().address('fp', 'ask')).toBeGreaterThan(0);
  });

  it('refuse for up to a day, when three mails went out in 24 hours', async () => {
    for (let mail = 0; mail < 3; mail += 1) await ceilings().address('fp', 'count');
    const wait = await ceilings().address('fp', 'ask');
    expect(wait).toBeGreaterThan(600_000);
    expect(wait).toBeLessThanOrEqual(86_400_000);
  });

  it('leave other addresses alone', async () => {
    await ceilings().address('fp', 'ask');
    expect(await ceilings().address('other', 'ask')).toBe(0);
  });

  it('give no more slots than MAIL_RATE in a second, when 30 workers ask', async () => {
    const started = Date.now();
    const answers = await Promise.all(Array.from({ length: 30 }, () => ceilings(10).mailSlot()));
    const seconds = (Date.now() - started) / 1000;
    const sent = answers.filter((wait) => wait === 0).length;
    expect(sent).toBeLessThanOrEqual(10 * (Math.floor(seconds) + 1));
    expect(sent).toBeGreaterThan(10);
  });

  it('give no slot, while the sender is paused', async () => {
    await ceilings().pauseSender(60_000);
    expect(await ceilings().mailSlot()).toBeGreaterThan(50_000);
  });

  it('hold a refusal without a clear reason to be the sender’s, when a second address met one', async () => {
    expect(await ceilings().refusedUnclearly('a')).toBe(false);
    expect(await ceilings().refusedUnclearly('a')).toBe(false);
    expect(await ceilings().refusedUnclearly('b')).toBe(true);
    expect(await redis.ttl(keys.key('mail-refused-unclear'))).toBeLessThanOrEqual(600);
  });

  it('let two staff invitations an hour through, when the same event asks again it is not counted', async () => {
    const staff = ceilings();
    expect(await staff.staffInvite('e1')).toBe(0);
    expect(await staff.staffInvite('e1')).toBe(0);
    expect(await staff.staffInvite('e2')).toBe(0);
    expect(await staff.staffInvite('e3')).toBeGreaterThan(0);
    expect(await staff.staffInvite('e2')).toBe(0);
  });

  it('let three requests a day through per key, when the same one asks again it is not counted', async () => {
    const asked = ceilings();
    for (const id of ['r1', 'r1', 'r2', 'r3']) expect(await asked.daily('sign-up.fp', id)).toBe(0);
    expect(await asked.daily('sign-up.fp', 'r4')).toBeGreaterThan(3600_000);
    expect(await asked.daily('sign-up.fp', 'r3')).toBe(0);
    expect(await asked.daily('sign-up.other', 'r5')).toBe(0);
  });
});

describe('refusals and undo', () => {
  it('an undo entry is as it was kept, and gone when dropped', async () => {
    const undo = createUndoStore(redis, keys);
    const entry = { eventId: 'w1', before: { ...BLANK_STATE, status: 'Confirmed' as const } };
    await undo.keep('fp', entry);
    expect(await undo.find('fp')).toEqual(entry);
    expect(await redis.ttl(keys.key('undo', 'fp'))).toBeLessThanOrEqual(3600);
    await undo.drop('fp');
    expect(await undo.find('fp')).toBeNull();
  });

  it('an undo entry keeps what stood before, when the withdrawal is applied again', async () => {
    const undo = createUndoStore(redis, keys);
    await undo.keep('fp', { eventId: 'w1', before: { ...BLANK_STATE, status: 'Confirmed' } });
    await undo.keep('fp', { eventId: 'w1', before: { ...BLANK_STATE, status: 'Unsubscribed' } });
    expect((await undo.find('fp'))?.before.status).toBe('Confirmed');
    await undo.keep('fp', { eventId: 'w2', before: { ...BLANK_STATE, status: 'Subscribed' } });
    expect((await undo.find('fp'))?.before.status).toBe('Subscribed');
  });

  it('a standing refusal is found as it was set, and ends when dropped', async () => {
    const standing = createStandingRefusals(redis, keys);
    await standing.set('fp', refusal);
    expect(await standing.find('fp')).toEqual(refusal);
    await standing.drop('fp');
    expect(await standing.find('fp')).toBeNull();
  });

  it('pending refusals are kept without end, found among others, dropped one by one', async () => {
    const pending = createPendingRefusals(redis, keys);
    await pending.add('fp1', refusal);
    await pending.add('fp2', refusal);
    expect(await redis.ttl(keys.key('pending-refusals'))).toBe(-1);
    expect(await pending.among(['fp0', 'fp1', 'fp2'])).toEqual(['fp1', 'fp2']);
    expect(await pending.among([])).toEqual([]);
    await pending.drop('fp1');
    expect(await pending.find('fp1')).toBeNull();
    expect(await pending.find('fp2')).toEqual(refusal);
  });

  it('network evidence is null, when none was kept', async () => {
    expect(await createNetworkEvidence(redis, keys).find('e')).toBeNull();
  });
});

describe('watermarks, outcomes and the alarm', () => {
  it('are absent at first and as they were set afterwards', async () => {
    const marks = createWatermarks(redis, keys);
    expect(await marks.get('Contacts')).toBeNull();
    expect(await marks.fullPass('Contacts')).toBeNull();
    expect(await marks.lastFullPass('Contacts')).toBeNull();
    await marks.set('Contacts', 5);
    await marks.saveFullPass('Contacts', { after: '12x9', from: 3, drift: 1 });
    await marks.endFullPass('Contacts', 9);
    expect(await marks.get('Contacts')).toBe(5);
    expect(await marks.get('Leads')).toBeNull();
    expect(await marks.fullPass('Contacts')).toEqual({ after: '12x9', from: 3, drift: 1 });
    expect(await marks.lastFullPass('Contacts')).toBe(9);
    await marks.saveFullPass('Contacts', null);
    expect(await marks.fullPass('Contacts')).toBeNull();
  });

  it('an outcome of an act lives an hour, of a webhook a week', async () => {
    const outcomes = createOutcomes(redis, keys);
    await outcomes.put('act', 'a', { state: 'applied' });
    await outcomes.put('webhook', 'w', { state: 'applied' });
    expect(await redis.ttl(keys.key('outcome', 'act', 'a'))).toBeLessThanOrEqual(3600);
    expect(await redis.ttl(keys.key('outcome', 'webhook', 'w'))).toBeGreaterThan(6 * 86_400);
  });

  it('the alarm stands until it is cleared', async () => {
    const alarm = createAlarm(redis, keys);
    expect(await alarm.isRaised()).toBe(false);
    await alarm.raise(21);
    expect(await alarm.isRaised()).toBe(true);
    await alarm.clear();
    expect(await alarm.isRaised()).toBe(false);
  });

  it('the alarm, when the admin released it, is not raised again for so long', async () => {
    const alarm = createAlarm(redis, keys);
    await alarm.raise(21);
    await alarm.release(60_000);
    await alarm.raise(21);
    expect(await alarm.isRaised()).toBe(false);
    await redis.del(keys.key('alarm-released'));
    await alarm.raise(21);
    expect(await alarm.isRaised()).toBe(true);
  });
});
