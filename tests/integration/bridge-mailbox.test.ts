import { readConfig } from '../../src/config';
import { returnTokens } from '../../src/mailbox-parts';
import { createSeals } from '../../src/adapters/seals/seals';
import { bounceOf, complaintOf, mailOf as written } from '../fakes/mail-world';
import { confirmed, inStatus, type Person } from '../harness/people';
import { mailOf, mailsOf, startPersonRig, ticketsOf } from '../harness/person-page';
import type { Rig } from '../harness/rig';
import { until } from '../harness/waiting';
import { startTestMailbox, type TestMailbox } from './harness/dovecot';

jest.setTimeout(120_000);

let mailbox: TestMailbox;
let rig: Rig;

beforeAll(async () => {
  mailbox = await startTestMailbox();
  rig = await startPersonRig({
    env: { IMAP_URL: mailbox.url(), MAILBOX_DOMAIN: 'in.example.org', MAILBOX_LOOK_EVERY: '1s' },
  });
});
afterAll(async () => {
  await rig.stop();
  await mailbox.stop();
});

/** The return address of a person's mails, made with the bridge's own keys. */
function returnAddress({ email }: Person, purpose: 'bounce' | 'withdraw'): string {
  const config = readConfig(rig.env);
  const { addressKey, seals: sealSecrets } = config.secrets;
  const seals = createSeals({ addressKey, sealSecrets });
  return `${returnTokens(config).sign({ purpose, fingerprint: seals.fingerprint(email) })}@in.example.org`;
}

const inDone = (count: number) =>
  until('the mails are in Done', async () => ((await mailbox.counts())['Done'] ?? 0) >= count, {
    within: 30_000,
  });

describe('the mailbox of a running bridge', () => {
  it('takes a withdrawal by From and by our own address, a bounce and a complaint to the record', async () => {
    const [byFrom, byToken, bounced, complained] = [
      await confirmed(rig),
      await confirmed(rig),
      await confirmed(rig),
      await confirmed(rig),
    ];
    const before = (await mailbox.counts())['Done'] ?? 0;
    await mailbox.append([
      written(byFrom.email, 'Re: AFMELDEN'),
      written('somebody@else.example', 'hallo', { to: returnAddress(byToken, 'withdraw') }),
      bounceOf(returnAddress(bounced, 'bounce')),
      complaintOf(complained.mail.parsed.messageId ?? ''),
    ]);
    await inStatus(rig, byFrom, 'Unsubscribed');
    await inStatus(rig, byToken, 'Unsubscribed');
    await inStatus(rig, bounced, 'Bounced');
    await inStatus(rig, complained, 'Blacklisted');
    await inDone(before + 4);
  });

  it('answers VERWIJDER by a mail to the address on record, and nothing is erased before its button', async () => {
    const person = await confirmed(rig);
    await mailbox.append([written(person.email, 'VERWIJDER')]);
    const check = await mailOf(rig, person.email, 'erase-check');
    expect(check.links['my-data']).toBeDefined();
    expect(ticketsOf(rig, person)).toEqual([]);
    expect(rig.crm.records.get(person.id)).toBeDefined();
  });

  it('sends a fresh link for GEGEVENS, and nothing to an address that nobody carries', async () => {
    const person = await confirmed(rig);
    const before = (await mailbox.counts())['Done'] ?? 0;
    await mailbox.append([
      written(person.email, 'GEGEVENS'),
      written('nobody@nowhere.example', 'VERWIJDER'),
      written('nobody@nowhere.example', 'GEGEVENS'),
    ]);
    await mailOf(rig, person.email, 'fresh-link');
    await inDone(before + 3);
    await until('the requests are done', async () => {
      const counts = await rig.redis.zcard('{consent}:requests:delayed');
      return counts === 0 && (await rig.redis.llen('{consent}:requests:active')) === 0;
    });
    expect(rig.smtp.to('nobody@nowhere.example')).toEqual([]);
    expect(mailsOf(rig, person.email, 'fresh-link')).toHaveLength(1);
  });

  it('leaves what it does not know for people', async () => {
    await mailbox.append([written('jan@example.org', 'Vraag over mijn rekening')]);
    await until('the mail is in Review', async () =>
      (await mailbox.subjects('Review')).includes('Vraag over mijn rekening'),
    );
  });
});
