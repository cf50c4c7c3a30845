import type { ConsentRecord } from '../../src/consent/record';
import { readEvidence } from '../../src/consent/evidence-reader';
import { adoptLegacy, listLegacy } from '../../src/flow/adopt-legacy';
import { settleAddress } from '../../src/flow/settle-address';
import { createWorld, DAY, type World } from '../fakes/world';

const EMAIL = 'anna@example.com';
const ADOPTION = { source: 'the old mailing list' };

function legacy(world: World, fields: Partial<ConsentRecord> = {}): string {
  const createdTime = Date.parse('2020-01-02T03:04:05.000Z');
  return world.crm.add({ email: EMAIL, status: 'Confirmed', createdTime, ...fields });
}

async function adoptAll(world: World, adoption: Parameters<typeof adoptLegacy>[2] = ADOPTION) {
  const outcomes = [];
  for (const each of await listLegacy(world.deps))
    outcomes.push(await adoptLegacy(world.deps, each, adoption));
  return outcomes;
}

describe('adopting legacy consent', () => {
  it('legacy records, when listed, are those that say yes without seal and proof', async () => {
    const world = createWorld();
    const first = legacy(world);
    const lead = legacy(world, { module: 'Leads', status: 'Subscribed', email: 'bo@example.com' });
    const noAddress = legacy(world, { email: '' });
    legacy(world, { email: 'c@example.com', text: 'Yes.', source: 'form', consentDate: 1_600_000_000_000 });
    legacy(world, { email: 'd@example.com', emailOptout: true });
    legacy(world, { email: 'e@example.com', status: 'Optin' });
    const sealed = legacy(world, { email: 'f@example.com' });
    world.crm.edit(sealed, { seal: 'v1.broken' });
    const found = await listLegacy(world.deps);
    expect(found.map(({ record }) => record)).toEqual([first, noAddress, lead]);
  });

  it('many legacy records, when listed, are read page by page, and --before leaves out later ones', async () => {
    const world = createWorld();
    for (let count = 0; count < 205; count += 1) legacy(world, { email: `p${count}@example.com` });
    legacy(world, { email: 'late@example.com', consentDate: Date.parse('2024-01-01T00:00:00Z') });
    expect(await listLegacy(world.deps)).toHaveLength(206);
    expect(await listLegacy(world.deps, Date.parse('2023-01-01T00:00:00Z'))).toHaveLength(205);
  });

  it('a legacy record, when a look comes by, is left alone', async () => {
    const world = createWorld();
    const id = legacy(world);
    await settleAddress(world.deps, { record: id });
    expect(world.crm.see(id)).toMatchObject({ status: 'Confirmed', seal: '' });
  });

  it('a legacy record, when adopted, is Subscribed on another basis, with evidence that says so and no mail', async () => {
    const world = createWorld();
    const id = legacy(world, { source: 'import 2020' });
    expect(await adoptAll(world)).toMatchObject([{ state: 'applied', status: 'Subscribed' }]);
    const record = world.crm.see(id);
    expect(record).toMatchObject({
      status: 'Subscribed',
      basis: 'other',
      source: ADOPTION.source,
      text: '(text not on record)',
      consentDate: Date.parse('2020-01-02T03:04:05.000Z'),
      newsletterOptin: true,
      emailOptout: false,
    });
    expect(record.seal).not.toBe('');
    const [block] = world.crm.commentsOn(id).map((each) => readEvidence(each)?.block);
    expect(block).toMatchObject({ event: 'ConsentRecorded', actor: 'staff', lawful_basis: 'other' });
    expect(block?.['reason']).toContain('adopted by the administrator');
    expect(block?.['reason']).toContain('import 2020');
    expect(world.mailer.outbox).toEqual([]);
    expect(await listLegacy(world.deps)).toEqual([]);
  });

  it.each([
    ['its own text', { text: 'Old words.' }, { text: 'Given words.' }, { text: 'Old words.' }],
    ['the text given', {}, { text: 'Given words.' }, { text: 'Given words.' }],
    ['its own date', { consentDate: 1_600_000_000_000 }, {}, { consentDate: 1_600_000_000_000 }],
    [
      'the date it was made where its own lies ahead',
      { consentDate: 4_000_000_000_000 },
      {},
      { consentDate: Date.parse('2020-01-02T03:04:05.000Z') },
    ],
  ])('a legacy record, when adopted, keeps %s', async (_, fields, given, expected) => {
    const world = createWorld();
    const id = legacy(world, fields);
    await adoptAll(world, { ...ADOPTION, ...given });
    expect(world.crm.see(id)).toMatchObject({ status: 'Subscribed', ...expected });
  });

  it.each(['Optout', 'Unsubscribed', 'Blacklisted'])(
    'a legacy record, when another record of its address is %s, is refused and takes that over',
    async (status) => {
      const world = createWorld();
      const id = legacy(world);
      const other = world.crm.add({ email: EMAIL, module: 'Leads', status });
      const [outcome] = await adoptAll(world);
      expect(outcome).toMatchObject({ state: 'rejected', status });
      expect(world.crm.see(id).status).toBe(status);
      expect(world.crm.see(other).status).toBe(status);
    },
  );

  it('a legacy record, when its address bounced, stays held', async () => {
    const world = createWorld();
    const other = world.signUp(EMAIL);
    world.mailer.failNext('mail_address_refused');
    await settleAddress(world.deps, { record: other });
    expect(world.crm.see(other).status).toBe('Bounced');
    const id = legacy(world);
    expect(await adoptAll(world)).toMatchObject([{ state: 'rejected', code: 'bounced' }]);
    expect(world.crm.see(id)).toMatchObject({ status: 'Confirmed', seal: '' });
  });

  it('a legacy record, when it has no address, is refused and stays as it is', async () => {
    const world = createWorld();
    const id = legacy(world, { email: '' });
    expect(await adoptAll(world)).toMatchObject([{ state: 'rejected', code: 'no_address' }]);
    expect(world.crm.see(id)).toMatchObject({ status: 'Confirmed', seal: '' });
  });

  it('two legacy records of one address, when adopted, end alike, the second joining the first', async () => {
    const world = createWorld();
    const first = legacy(world);
    const second = legacy(world, { status: 'Subscribed', module: 'Leads' });
    await adoptAll(world);
    for (const id of [first, second]) {
      expect(world.crm.see(id)).toMatchObject({ status: 'Subscribed', basis: 'other' });
      expect(world.crm.see(id).seal).not.toBe('');
      expect(world.crm.commentsOn(id)).toHaveLength(1);
    }
  });

  it('an open round, when a legacy record of its address is adopted, ends with it', async () => {
    const world = createWorld();
    const asked = world.signUp(EMAIL);
    await settleAddress(world.deps, { record: asked });
    legacy(world);
    await adoptAll(world);
    expect(world.crm.see(asked).status).toBe('Subscribed');
    await world.simulator.run(20 * DAY);
    expect(world.mailer.outbox).toHaveLength(1);
  });

  it('an adoption, when tried again after its answer was lost, writes no second evidence', async () => {
    const world = createWorld();
    const id = legacy(world);
    const [found] = await listLegacy(world.deps);
    world.crm.failNext('write', 'timeout');
    await expect(adoptLegacy(world.deps, found!, ADOPTION)).rejects.toMatchObject({ code: 'crm_timeout' });
    world.clock.advance(120_000);
    await adoptLegacy(world.deps, found!, ADOPTION);
    expect(world.crm.see(id).status).toBe('Subscribed');
    expect(world.crm.commentsOn(id)).toHaveLength(1);
  });

  it('a seal that does not hold, when somebody adopts its record, stays held', async () => {
    const world = createWorld();
    const id = legacy(world);
    const [found] = await listLegacy(world.deps);
    world.crm.edit(id, { seal: 'v1.broken' });
    expect(await adoptLegacy(world.deps, found!, ADOPTION)).toMatchObject({ code: 'record_held' });
    expect(world.crm.see(id)).toMatchObject({ status: 'Confirmed', seal: 'v1.broken' });
  });

  it('an event by staff, when it is no adoption, does not free a legacy record', async () => {
    const world = createWorld();
    const id = legacy(world);
    const hook = { id: world.newId(), record: id, occurredAt: world.clock.now(), channel: 'crm' as const };
    const event = {
      ...hook,
      name: 'InvitationRequested' as const,
      actor: { type: 'staff' as const },
      reason: 'fair',
    };
    expect(await settleAddress(world.deps, { record: id, event })).toMatchObject({ code: 'record_held' });
  });
});
