import { readEvidence } from '../../src/consent/evidence-reader';
import { applyWebhook } from '../../src/flow/apply-webhook';
import { settleAddress } from '../../src/flow/settle-address';
import type { MailOrder } from '../../src/flow/ports';
import { claimsOf, languageIn } from '../fakes/fake-tokens';
import { createWorld, DAY, HOUR, TEXT } from '../fakes/world';

const EMAIL = 'anna@example.com';

describe('an invitation', () => {
  it('a sign-up, when its webhook is applied, ends Invited with one mail and evidence of both events', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    const hook = world.hook('OptInRequested', id, { text: TEXT, language: 'en', source: 'Footer form' });
    world.simulator.webhook(hook);
    await world.simulator.settle();
    expect(world.crm.see(id)).toMatchObject({ status: 'Invited', newsletterOptin: true });
    expect(world.mailer.outbox).toHaveLength(1);
    const events = world.crm.commentsOn(id).map((each) => readEvidence(each)?.block['event']);
    expect(events).toEqual(['OptInRequested', 'InvitationSent']);
    expect(world.store.outcome('webhook', hook.webhookId)).toEqual({ state: 'applied', status: 'Optin' });
  });

  it('an invitation, when counted from webhook to Invited, takes at most 7 calls of the CRM', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    await applyWebhook(world.deps, world.hook('OptInRequested', id));
    expect(world.crm.see(id).status).toBe('Invited');
    expect(world.crm.cost()).toBeLessThanOrEqual(7);
  });

  it('a sign-up, when its webhook never came, is found by the sweep', async () => {
    const world = createWorld();
    await world.simulator.sweep();
    const id = world.signUp(EMAIL);
    await world.simulator.run(10 * 60_000);
    expect(world.crm.see(id).status).toBe('Invited');
    expect(world.mailer.outbox).toHaveLength(1);
  });

  it('evidence and the write-ahead, when the mail leaves, stand on the record already', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    let seen: unknown = null;
    world.mailer.meanwhile = () => {
      const { status, invitedOn, round } = world.crm.see(id);
      seen = {
        status,
        dated: invitedOn !== null,
        round: round !== '',
        comments: world.crm.commentsOn(id).length,
      };
    };
    await settleAddress(world.deps, { record: id });
    expect(seen).toEqual({ status: 'Optin', dated: true, round: true, comments: 1 });
  });

  it('the mailed links, when read, name record, address and round, carry the language and stay short', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    await settleAddress(world.deps, { record: id });
    const [mail] = world.mailer.outbox;
    expect(mail).toMatchObject({ kind: 'invitation', language: 'en', to: EMAIL, consentText: TEXT });
    expect(mail?.validUntil).toBe((world.crm.see(id).invitedOn ?? 0) + 14 * DAY);
    for (const link of linksOf(mail)) {
      expect(languageIn(link)).toBe('en');
      expect(link.length).toBeLessThanOrEqual(300);
      expect(claimsOf(link)).toMatchObject({ record: id, fingerprint: world.fingerprint(EMAIL) });
      expect(claimsOf(link).round8).toBe(world.crm.see(id).round.slice(-8));
    }
    expect(claimsOf(mail?.links.confirm).expires).toBe((mail?.validUntil ?? 0) / 1000);
  });

  it.each([
    ['Dutch, the default', '', 'nl', 'Ja, stuur mij de nieuwsbrief.'],
    ['the language of the record', 'EN', 'en', TEXT],
    ['the default text where the language has none', 'fr', 'fr', 'Ja, stuur mij de nieuwsbrief.'],
  ])('a mail, when the record names no text, speaks %s', async (_, language, expected, text) => {
    const world = createWorld();
    const id = world.signUp(EMAIL, { language, text: '' });
    await settleAddress(world.deps, { record: id });
    expect(world.mailer.outbox[0]).toMatchObject({ language: expected, consentText: text });
  });

  it('nobody answering, when time passes, is reminded once and expires', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    await world.simulator.run(3 * DAY + HOUR);
    expect(world.crm.see(id)).toMatchObject({ status: 'Reminded', newsletterOptin: true });
    await world.simulator.run(12 * DAY);
    expect(world.crm.see(id)).toMatchObject({ status: 'Expired', newsletterOptin: false });
    expect(world.mailer.outbox.map((mail) => mail.kind)).toEqual(['invitation', 'reminder']);
  });

  it('a German round, when nobody answers, expires without a reminder', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL, { language: 'de' });
    await world.simulator.run(15 * DAY);
    expect(world.crm.see(id).status).toBe('Expired');
    expect(world.mailer.outbox).toHaveLength(1);
  });

  it('redirect mode, when a mail is due, sends it to the address of the admin', async () => {
    const world = createWorld({ settings: { mailMode: { kind: 'redirect', to: 'admin@example.org' } } });
    await settleAddress(world.deps, { record: world.signUp(EMAIL) });
    expect(world.mailer.outbox.map((mail) => mail.to)).toEqual(['admin@example.org']);
  });

  it('a step, when there is no room to send, is planned for later and sent then', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    world.ceilings.room.push(5000);
    await settleAddress(world.deps, { record: id });
    expect(world.crm.see(id)).toMatchObject({ status: 'Optin', invitedOn: null });
    await world.simulator.run(10_000);
    expect(world.crm.see(id).status).toBe('Invited');
  });

  it('an invitation sent long ago, when Redis was emptied since, is marked Invited without a slot for its reminder', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    world.probe.point = null;
    world.crm.failNext('write', 'timeout');
    await expect(settleAddress(world.deps, { record: id })).rejects.toMatchObject({ code: 'crm_timeout' });
    world.flush();
    world.clock.advance(4 * DAY);
    await settleAddress(world.deps, { record: id });
    expect(world.crm.see(id).status).toBe('Invited');
    expect(world.mailer.outbox).toHaveLength(0);
    expect([...world.store.mails.values()]).not.toContain('reserved');
    expect(world.tally.of('mail invitation in_doubt')).toBe(1);
    await world.simulator.run(10 * 60_000);
    expect(world.mailer.outbox.map((mail) => mail.kind)).toEqual(['reminder']);
  });

  it('a webhook, when applied twice, is applied once', async () => {
    const world = createWorld();
    const id = world.signUp(EMAIL);
    const hook = world.hook('OptInRequested', id);
    await applyWebhook(world.deps, hook);
    await applyWebhook(world.deps, hook);
    await applyWebhook(world.deps, { ...hook });
    expect(world.mailer.outbox).toHaveLength(1);
    expect(world.crm.commentsOn(id)).toHaveLength(2);
  });
});

function linksOf(mail: MailOrder | undefined): string[] {
  const { confirm = '', decline = '', unsubscribe = '' } = mail?.links ?? {};
  return [confirm, decline, unsubscribe];
}
