import { applyAct } from '../../src/flow/apply-act';
import { settleAddress } from '../../src/flow/settle-address';
import { eventsOn, repeatedEvidence, repeatedMails, watchProof } from '../fakes/laws';
import { createWorld, type World } from '../fakes/world';

const EMAIL = 'anna@example.com';
const MINUTE = 60_000;

/** Extension grade: evidence and fields of a record are one write. */
function atomicWorld(): World {
  const world = createWorld();
  world.crm.atomic = true;
  return world;
}

async function invited(): Promise<{ world: World; id: string }> {
  const world = atomicWorld();
  const id = world.signUp(EMAIL);
  await world.simulator.run(10 * MINUTE);
  return { world, id };
}

const calls = (world: World, operation: string) =>
  world.crm.calls.filter((call) => call.operation === operation).length;

describe('a CRM that keeps evidence and fields together', () => {
  it('an invitation, when it is sent, then two writes and no comment of its own', async () => {
    const { world, id } = await invited();
    expect(world.crm.see(id).status).toBe('Invited');
    expect(eventsOn(world, id)).toEqual(['OptInRequested', 'InvitationSent']);
    expect(calls(world, 'write')).toBe(2);
    expect(calls(world, 'addComment')).toBe(0);
  });

  it('a confirmation, when staff bar the person in between, then nothing tells of it and the bar stands', async () => {
    const { world, id } = await invited();
    world.crm.beforeNext('write', () => world.crm.edit(id, { status: 'Blacklisted' }));
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'confirm'));
    expect(world.crm.see(id).status).toBe('Blacklisted');
    expect(eventsOn(world, id)).not.toContain('ConsentConfirmed');
  });

  it('a record, when others write to it at every try, then it is a retryable failure', async () => {
    const world = atomicWorld();
    const id = world.signUp(EMAIL);
    let edits = 0;
    const disturb = () => {
      edits += 1;
      world.crm.edit(id, { source: `source ${edits}` });
      world.crm.beforeNext('write', disturb);
    };
    world.crm.beforeNext('write', disturb);
    await expect(settleAddress(world.deps, { record: id })).rejects.toMatchObject({
      code: 'record_changed',
      retryable: true,
    });
    expect(edits).toBe(3);
    expect(world.mailer.outbox).toHaveLength(0);
  });

  it('a write, when it is not stored, then its evidence is not either, and both are on the next try', async () => {
    const { world, id } = await invited();
    const act = world.click(world.mailer.outbox[0], 'confirm');
    world.crm.failNext('write', 'not_stored');
    await expect(applyAct(world.deps, act)).rejects.toMatchObject({ code: 'crm_not_stored' });
    expect(eventsOn(world, id)).not.toContain('ConsentConfirmed');
    await applyAct(world.deps, act);
    expect(world.crm.see(id).status).toBe('Confirmed');
    expect(eventsOn(world, id).filter((name) => name === 'ConsentConfirmed')).toHaveLength(1);
  });

  it.each(['before', 'after'] as const)(
    'a sign-up, when the process dies %s any call, then it ends invited, proven once, mailed once',
    async (when) => {
      const whole = await invited();
      const last = whole.world.probe.names.length;
      for (let at = 1; at <= last; at += 1) {
        const world = atomicWorld();
        const breaches = watchProof(world);
        const id = world.signUp(EMAIL);
        world.probe.names.length = 0;
        world.probe.point = { at, when };
        await world.simulator.run(35 * MINUTE);
        const where = `${when} call ${at}: ${world.probe.names[at - 1] ?? 'none'}`;
        const repeated = repeatedMails(world).length;
        const mayRepeat = /before .*ledger\.sent|after .*mailer\.send/.test(where);
        expect({
          where,
          breaches,
          twice: repeatedEvidence(world, id),
          status: world.crm.see(id).status,
        }).toEqual({
          where,
          breaches: [],
          twice: [],
          status: 'Invited',
        });
        expect({ where, repeated }).toEqual({ where, repeated: mayRepeat ? repeated : 0 });
      }
    },
  );
});
