import { acceptReports, type ToldReport } from '../../../src/flow/mailbox/accept-reports';
import { createMailWorld } from '../../fakes/mail-world';
import { Crash } from '../../fakes/probe';

const EMAIL = 'anna@example.com';
type World = ReturnType<typeof createMailWorld>;
const bounce = (parts: Partial<ToldReport> = {}): ToldReport => ({
  type: 'bounce-permanent',
  address: EMAIL,
  status: '',
  ...parts,
});
const told = async (world: World, ...reports: ToldReport[]) => {
  const answer = await acceptReports(world.mail, `msg-${String(world.accepted.length)}`, reports);
  await world.workOff();
  return answer;
};

describe('a report of the mail provider', () => {
  it.each([
    ['bounce-permanent', '', 'Bounced'],
    ['bounce-permanent', '5.1.1', 'Bounced'],
    ['bounce-permanent', '5.7.1', 'Subscribed'],
    ['bounce-permanent', '4.2.2', 'Subscribed'],
    ['bounce-soft', '', 'Subscribed'],
    ['bounce-soft', '5.1.1', 'Subscribed'],
    ['complaint', '', 'Blacklisted'],
  ] as const)('of type %s with status "%s", then the record is %s', async (type, status, expected) => {
    const world = createMailWorld();
    const id = await world.addMember(EMAIL);
    expect(await told(world, bounce({ type, status }))).toBe('accepted');
    expect(world.crm.see(id).status).toBe(expected);
  });

  it('names an address, then nothing personal is queued', async () => {
    const world = createMailWorld();
    await acceptReports(world.mail, 'msg', [bounce(), bounce({ type: 'complaint' })]);
    expect([...world.queued.values()].map(({ kind }) => kind)).toEqual(['bounce', 'complaint']);
    expect(JSON.stringify([...world.queued.values()])).not.toMatch(/@|anna/);
    expect(world.parcels.ids()).toEqual([]);
  });

  it('names a mail of ours alone, then it is about the address of that mail', async () => {
    const world = createMailWorld();
    const id = await world.addMember(EMAIL);
    const messageId = `<${world.fingerprint(EMAIL)}.abcd1234.welcome.1@consent.example>`;
    await told(world, { type: 'complaint', messageId, status: '' });
    expect(world.crm.see(id).status).toBe('Blacklisted');
  });

  it('names a mail of others alone, then it is accepted and nothing is queued', async () => {
    const world = createMailWorld();
    const messageId = '<x@elsewhere.example>';
    expect(await told(world, { type: 'complaint', messageId, status: '' })).toBe('accepted');
    expect(world.accepted).toEqual([]);
  });

  it('is told again, then it is a duplicate and counts once', async () => {
    const world = createMailWorld();
    await world.addMember(EMAIL);
    const soft = bounce({ type: 'bounce-soft' });
    expect(await acceptReports(world.mail, 'msg', [soft, soft])).toBe('accepted');
    expect(await acceptReports(world.mail, 'msg', [soft, soft])).toBe('duplicate');
    await world.workOff();
    // Two events of one message are two bounces.
    expect([...world.softBounces.reports.values()].map(({ size }) => size)).toEqual([2]);
  });

  it('wherever the process dies, then it counts once when it is told again', async () => {
    const clean = createMailWorld();
    await clean.addMember(EMAIL);
    const soft = bounce({ type: 'bounce-soft' });
    await acceptReports(clean.mail, 'msg', [soft, soft]);
    const calls = clean.probe.names.length;
    for (let at = 1; at <= calls; at += 1)
      for (const when of ['before', 'after'] as const) {
        const world = createMailWorld();
        await world.addMember(EMAIL);
        world.probe.point = { at, when };
        await expect(acceptReports(world.mail, 'msg', [soft, soft])).rejects.toThrow(Crash);
        world.probe.revive();
        await world.workOff();
        await acceptReports(world.mail, 'msg', [soft, soft]);
        await world.workOff();
        expect([...world.softBounces.reports.values()].map(({ size }) => size)).toEqual([2]);
      }
  });

  it('while Redis is away, then it is not called accepted, and is not remembered', async () => {
    const world = createMailWorld();
    world.door.down = true;
    await expect(acceptReports(world.mail, 'msg', [bounce()])).rejects.toMatchObject({
      code: 'store_unavailable',
    });
    world.door.down = false;
    expect(await acceptReports(world.mail, 'msg', [bounce()])).toBe('accepted');
    expect(world.queued.size).toBe(1);
  });
});
