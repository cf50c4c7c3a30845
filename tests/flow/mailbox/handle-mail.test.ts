import { handleMail, MOST_WAITING } from '../../../src/flow/mailbox/handle-mail';
import {
  bounceOf,
  complaintOf,
  createMailWorld,
  mailOf,
  OWN_ADDRESS,
  readMail,
  RETURN_DOMAIN,
} from '../../fakes/mail-world';
import { Crash } from '../../fakes/probe';

const EMAIL = 'anna@example.com';
const DMARC_FAILED = `Authentication-Results: mx.consent.example; dmarc=fail header.from=example.com\n`;

type World = ReturnType<typeof createMailWorld>;
const fingerprint = (world: World) => world.fingerprint(EMAIL);
const returnTo = (world: World, purpose: 'bounce' | 'withdraw') =>
  `${world.returns.sign({ purpose, fingerprint: fingerprint(world) })}@${RETURN_DOMAIN}`;
const ofOurs = (world: World) => `<${fingerprint(world)}.abcd1234.welcome.1@consent.example>`;

/** Mail, where it ends and why, the kind of what is queued, whether a parcel lies beside it. */
const INTENTS: readonly [string, (world: World) => string, string, string, string | null, boolean][] = [
  ['AFMELDEN', () => mailOf(EMAIL, 'AFMELDEN'), 'done', 'withdraw', 'mail-withdrawal', true],
  [
    'a mail to our withdrawal address',
    (world) => mailOf('x@elsewhere.example', 'hi', { to: returnTo(world, 'withdraw') }),
    'done',
    'withdraw',
    'mail-withdrawal',
    false,
  ],
  [
    'AFMELDEN that fails DMARC',
    () => mailOf(EMAIL, 'AFMELDEN', { headers: DMARC_FAILED }),
    'review',
    'dmarc_failed',
    'doubtful-withdrawal',
    true,
  ],
  ['VERWIJDER', () => mailOf(EMAIL, 'VERWIJDER'), 'done', 'erase', 'erase-mailed', true],
  ['GEGEVENS', () => mailOf(EMAIL, 'GEGEVENS'), 'done', 'access', 'link-typed', true],
  ['a bounce', (world) => bounceOf(returnTo(world, 'bounce')), 'done', 'bounce', 'bounce', false],
  ['a complaint', (world) => complaintOf(ofOurs(world)), 'done', 'complaint', 'complaint', false],
  ['anything else', () => mailOf(EMAIL, 'Hello'), 'review', 'no_command', null, false],
  ['a bounce of a stranger', () => bounceOf('x@consent.example'), 'review', 'not_our_mail', null, false],
  ['not-spam', (world) => complaintOf(ofOurs(world), 'not-spam'), 'done', 'not_spam', null, false],
  ['our own mail', () => mailOf(OWN_ADDRESS, 'STOP'), 'done', 'own_mail', null, false],
  ['no mail at all', () => '', 'failed', 'no_header', null, false],
];
const ASKING = INTENTS.filter(([, , , , kind]) => kind !== null);

describe('a mail, when it is handled', () => {
  it.each(INTENTS)('%s, then it ends there and is queued', async (_, source, end, reason, kind, parcel) => {
    const world = createMailWorld();
    await world.addMember(EMAIL);
    expect(await world.receive(source(world))).toEqual({ end, reason });
    const queued = [...world.queued.values()];
    expect(queued.map((each) => each.kind)).toEqual(kind === null ? [] : [kind]);
    expect(world.parcels.ids()).toEqual(parcel ? queued.map(({ requestId }) => requestId) : []);
    // Job data names the address by its fingerprint at most.
    expect(JSON.stringify(queued)).not.toMatch(/@|anna/i);
  });

  it.each(ASKING)('%s, then the log says nothing personal', async (_, source) => {
    const world = createMailWorld();
    await world.addMember(EMAIL);
    await world.receive(source(world));
    await world.workOff();
    expect(world.log.lines.join('\n')).not.toMatch(/@|anna|jansen/i);
    expect(world.register.text()).not.toMatch(/@|anna|jansen/i);
  });

  it('while Redis is away, then it fails so that the mail stays where it is', async () => {
    const world = createMailWorld();
    world.door.down = true;
    await expect(world.receive(mailOf(EMAIL, 'STOP'))).rejects.toMatchObject({
      code: 'store_unavailable',
      retryable: true,
    });
  });

  it('AFMELDEN while too many refusals wait already, then it counts for whom it finds and waits for nobody', async () => {
    const world = createMailWorld();
    const member = await world.addMember(EMAIL);
    const mail = { ...world.mail, waiting: () => Promise.resolve(MOST_WAITING) };
    const receive = async (text: string) => handleMail(mail, await readMail(text, world.clock.now()));
    const full = { end: 'review', reason: 'too_many_waiting' };
    expect(await receive(mailOf(EMAIL, 'AFMELDEN'))).toEqual(full);
    expect(await receive(mailOf('nobody@nowhere.example', 'AFMELDEN'))).toEqual(full);
    // Who has our own withdrawal address had a mail of ours: nobody can forge it.
    const ours = mailOf('x@elsewhere.example', 'hi', { to: returnTo(world, 'withdraw') });
    expect(await receive(ours)).toEqual({ end: 'done', reason: 'withdraw' });
    await world.workOff();
    expect(world.crm.see(member).status).toBe('Unsubscribed');
    expect(world.store.waiting.size).toBe(0);
  });

  it('AFMELDEN of an address that nobody carries, while there is room, then it waits', async () => {
    const world = createMailWorld();
    await world.receive(mailOf('nobody@nowhere.example', 'AFMELDEN'));
    await world.workOff();
    expect(world.store.waiting.size).toBe(1);
  });

  it('whose server gives a time to come, then what it asks happened now', async () => {
    const world = createMailWorld();
    const now = world.clock.now();
    world.clock.advance(1000);
    await handleMail(world.mail, await readMail(mailOf(EMAIL, 'STOP'), now + 3_600_000));
    expect([...world.queued.values()][0]?.occurredAt).toBe(now + 1000);
  });
});

/** What a mail left behind in the CRM, the register and people's mailboxes. */
function effects(world: World) {
  return {
    records: [...world.crm.records.keys()].map((id) => ({
      id,
      status: world.crm.see(id).status,
      comments: world.crm.commentsOn(id),
    })),
    mails: world.mailer.outbox.map(({ messageId }) => messageId),
    tickets: world.register.tickets.size,
    soft: [...world.softBounces.reports].map(([, reports]) => reports.size),
    parcels: world.parcels.ids().filter((id) => !id.startsWith('request.')),
  };
}

describe('a mail that is read a second time', () => {
  it.each(ASKING)('%s: while it is queued, then it is queued once', async (_, source) => {
    const world = createMailWorld();
    await world.addMember(EMAIL);
    const text = source(world);
    const first = await world.receive(text);
    expect(await world.receive(text)).toEqual(first);
    expect(world.queued.size).toBe(1);
  });

  it.each(ASKING)('%s: after all was done, even long after, then it changes nothing', async (_, source) => {
    const world = createMailWorld();
    await world.addMember(EMAIL);
    const text = source(world);
    const first = await world.receive(text);
    await world.workOff();
    const before = effects(world);
    world.clock.advance(86_400_000);
    world.forgetJobs();
    expect(await world.receive(text)).toEqual(first);
    expect(world.queued.size).toBe(0);
    await world.workOff();
    expect(effects(world)).toEqual(before);
  });

  it.each(ASKING)(
    '%s: wherever the process died in between, then it takes effect once',
    async (_, source) => {
      const clean = createMailWorld();
      await clean.addMember(EMAIL);
      const text = source(clean);
      await clean.receive(text);
      const calls = clean.probe.names.length;
      await clean.workOff();
      for (let at = 1; at <= calls; at += 1)
        for (const when of ['before', 'after'] as const) {
          const world = createMailWorld();
          await world.addMember(EMAIL);
          world.probe.point = { at, when };
          await expect(world.receive(text)).rejects.toThrow(Crash);
          world.probe.revive();
          await world.receive(text);
          await world.workOff();
          // Read once more: it died after all was accepted and before the mail was moved.
          await world.receive(text);
          await world.workOff();
          expect({ at, when, ...effects(world) }).toEqual({ at, when, ...effects(clean) });
        }
    },
  );

  it('and was carried out while it was read, then what was typed is not left lying', async () => {
    const world = createMailWorld();
    await world.addMember(EMAIL);
    const text = mailOf(EMAIL, 'AFMELDEN');
    await world.receive(text);
    const accept = world.door.accept;
    // The worker ends the first reading's job between the look and the second acceptance.
    const late = {
      ...world.mail,
      accept: async (...args: Parameters<typeof accept>) => {
        await world.workOff();
        return accept(...args);
      },
    };
    await handleMail(late, await readMail(text, world.clock.now()));
    expect(world.parcels.ids()).toEqual([]);
    expect(world.queued.size).toBe(0);
  });
});
