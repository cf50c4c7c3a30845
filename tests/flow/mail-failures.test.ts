import { settleAddress } from '../../src/flow/settle-address';
import type { MailFault } from '../fakes/fake-mailer';
import { createWorld, HOUR } from '../fakes/world';

const EMAIL = 'anna@example.com';

describe('a mail that fails', () => {
  it.each<[MailFault, string, boolean]>([
    ['mail_policy_refused', 'Optin', true],
    ['mail_refused_unclear', 'Optin', true],
    ['mail_temporary', 'Optin', true],
    ['mail_unreachable', 'Optin', true],
  ])(
    '%s, when the invitation is sent, leaves %s and is a failure with retryable %s',
    async (fault, status, retryable) => {
      const world = createWorld();
      const id = world.signUp(EMAIL);
      world.mailer.failNext(fault);
      await expect(settleAddress(world.deps, { record: id })).rejects.toMatchObject({
        code: fault,
        retryable,
      });
      expect(world.crm.see(id).status).toBe(status);
      expect(world.tally.of('mail invitation failed')).toBe(1);
    },
  );

  it('a temporary refusal, when tried again, is no duplicate', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    world.mailer.failNext('mail_temporary', 'mail_unreachable');
    await world.simulator.run(HOUR);
    expect(world.crm.see(id).status).toBe('Invited');
    expect(world.mailer.outbox).toHaveLength(1);
    expect(world.tally.of('mail invitation repeated')).toBe(0);
  });

  it('a policy refusal, when it came, pauses the sender and not the person', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    const other = world.signUp('bert@example.com');
    world.mailer.failNext('mail_policy_refused');
    await settleAddress(world.deps, { record: id }).catch(() => undefined);
    await settleAddress(world.deps, { record: other });
    expect(world.mailer.outbox).toHaveLength(0);
    expect(world.crm.see(other).status).toBe('Optin');
    await world.simulator.run(HOUR);
    expect([world.crm.see(id).status, world.crm.see(other).status]).toEqual(['Invited', 'Invited']);
  });

  it('an address that is always refused for no clear reason, when tried again, pauses nobody', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    world.mailer.failFor(EMAIL, 'mail_refused_unclear');
    await world.simulator.run(30 * 60_000);
    expect(world.ceilings.pausedUntil).toBe(0);
    const other = world.signUp('bert@example.com');
    await settleAddress(world.deps, { record: other });
    expect([world.crm.see(id).status, world.crm.see(other).status]).toEqual(['Optin', 'Invited']);
    expect(world.tally.of('mail invitation failed')).toBeGreaterThan(3);
  });

  it('refusals for no clear reason, when a second address meets one within 10 minutes, pause the sender', async () => {
    const world = createWorld();
    const refused = async (email: string) => {
      world.mailer.failFor(email, 'mail_refused_unclear');
      await settleAddress(world.deps, { record: world.signUp(email) }).catch(() => undefined);
    };
    await refused(EMAIL);
    world.clock.advance(11 * 60_000);
    await refused('bert@example.com');
    expect(world.ceilings.pausedUntil).toBe(0);
    await refused('carl@example.com');
    expect(world.ceilings.pausedUntil).toBe(world.clock.now() + 5 * 60_000);
  });

  it('a dead address, when invited, is Bounced on all its records, without a consent record of it', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    const lead = world.crm.add({ email: ` ANNA@example.com`, module: 'Leads' });
    world.mailer.failNext('mail_address_refused');
    await settleAddress(world.deps, { record: id });
    for (const each of [id, lead]) {
      expect(world.crm.see(each)).toMatchObject({
        status: 'Bounced',
        emailOptout: true,
        newsletterOptin: false,
      });
      expect(world.crm.commentsOn(each).join()).not.toContain('AddressBounced');
    }
  });

  it('a dead address, when found out by an answer mail, is Bounced as well', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    await world.simulator.settle();
    await world.simulator.run(HOUR);
    world.mailer.failNext('mail_address_refused');
    world.simulator.act(world.click(world.mailer.outbox[0], 'confirm'));
    await world.simulator.settle();
    expect(world.crm.see(id).status).toBe('Bounced');
    expect(world.tally.of('mail welcome refused')).toBe(1);
  });

  it('a mail in doubt, when it may have left, counts as sent', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    world.mailer.failNext('mail_in_doubt');
    await world.simulator.run(HOUR);
    expect(world.crm.see(id).status).toBe('Invited');
    expect(world.mailer.outbox).toHaveLength(1);
    expect(world.tally.of('mail invitation in_doubt')).toBe(1);
  });

  it('an answer mail, when it fails, blocks nothing and is not tried again', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    await world.simulator.run(HOUR);
    world.mailer.failNext('mail_unreachable');
    const click = world.click(world.mailer.outbox[0], 'confirm');
    world.simulator.act(click);
    await world.simulator.run(HOUR);
    expect(world.crm.see(id).status).toBe('Confirmed');
    expect(world.mailer.to(EMAIL, 'welcome')).toHaveLength(0);
    expect(world.store.outcome('act', click.eventId)).toMatchObject({
      state: 'applied',
      status: 'Confirmed',
    });
    expect(world.log.lines.join()).toContain('mail_unreachable');
    expect(world.log.lines.join()).not.toContain('anna');
  });

  it('an answer mail, when the sender is paused, is held', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    await world.simulator.run(HOUR);
    world.ceilings.pausedUntil = world.clock.now() + HOUR;
    world.simulator.act(world.click(world.mailer.outbox[0], 'confirm'));
    await world.simulator.settle();
    expect(world.crm.see(id).status).toBe('Confirmed');
    expect(world.mailer.outbox).toHaveLength(1);
    expect(world.tally.of('mail welcome held')).toBe(1);
  });
});
