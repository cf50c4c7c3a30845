import { setTimeout as sleep } from 'node:timers/promises';
import { createSeals } from '../../src/adapters/seals/seals';
import { readConfig } from '../../src/config';
import { returnTokens } from '../../src/mailbox-parts';
import { bounceOf, mailOf } from '../fakes/mail-world';
import { type Rig, startRig } from '../harness/rig';
import { until } from '../harness/waiting';
import { startTestMailbox } from '../integration/harness/dovecot';
import { EvidenceLaw } from './evidence-law';
import { quickTimes } from './kill-runs';
import { prove, type ProofResult, type ProofScale } from './proof';
import { Random } from './random';

export interface MailboxKills {
  readonly kills: number;
  /** At least; people of several mails make it a few more. */
  readonly mails: number;
  readonly seed: number;
}

/**
 * kill -9 of the bridge at random while mails come in: every mail takes effect once. None is lost (who wrote AFMELDEN
 * is Unsubscribed with one consent record; the fifth soft bounce makes Bounced) and none counts twice (four do not).
 */
export function proveMailbox({ size, seed }: ProofScale): Promise<ProofResult> {
  const scale = size === 'full' ? { kills: 100, mails: 2000 } : { kills: 10, mails: 200 };
  return prove('kill -9 while a mailbox is read', seed, () => mailboxKills({ ...scale, seed }));
}

const DOMAIN = 'in.example.org';
/** SOFT_BOUNCE_LIMIT's default. */
const LIMIT = 5;
/** ms that a bridge lives after its mails came, at most. */
const LONGEST_LIFE = 1500;

export async function mailboxKills({ kills, mails, seed }: MailboxKills) {
  const random = new Random(seed);
  const box = await startTestMailbox();
  const rig = await startRig({
    env: { ...quickTimes(600), IMAP_URL: box.url(), MAILBOX_DOMAIN: DOMAIN, MAILBOX_LOOK_EVERY: '1s' },
  });
  const law = new EvidenceLaw(rig);
  try {
    const people = peopleOf(rig, mails);
    const posted = shuffled(
      people.flatMap(({ mails }) => mails),
      random,
    );
    const share = Math.ceil(posted.length / (kills + 1));
    for (let life = 0; life < kills; life += 1) {
      box.deliver(posted.slice(life * share, (life + 1) * share));
      await sleep(random.whole(LONGEST_LIFE));
      await rig.bridge().kill('SIGKILL');
      // The dead one's lead, half a minute of waiting in each life.
      await rig.redis.del('{consent}:leader:mailbox');
      await rig.startBridge();
    }
    box.deliver(posted.slice(kills * share));
    const folders = { INBOX: 0, Done: posted.length - questionsIn(people), Review: questionsIn(people) };
    const isRead = async () => foldersDiffer(await box.counts(), folders) === null;
    const isDone = async () => people.every((person) => faultsOf({ rig, law }, person).length === 0);
    await until('every mail read', isRead, { within: 120_000, every: 500 }).catch(() => undefined);
    await until('every mail done', isDone, { within: 300_000, every: 1000 }).catch(() => undefined);
    // What counts twice, or is written late, would show now.
    await sleep(3000);
    const misplaced = foldersDiffer(await box.counts(), folders);
    const violations = [
      ...law.breaches,
      ...(misplaced === null ? [] : [misplaced]),
      ...people.flatMap((person) => faultsOf({ rig, law }, person)),
    ];
    return { numbers: { mails: posted.length, kills, people: people.length }, violations };
  } finally {
    await rig.stop();
    await box.stop();
  }
}

/** Somebody with a record, the mails about them, and what must stand on the record at the end. */
interface Written {
  readonly record: string;
  readonly mails: readonly string[];
  readonly ends: string;
  /** Consent records of a withdrawal. */
  readonly withdrawals: number;
  readonly questions: number;
}

type Kind = (
  address: string,
  returned: (purpose: 'bounce' | 'withdraw') => string,
) => Omit<Written, 'record'>;

const withdrawn = { ends: 'Unsubscribed', withdrawals: 1, questions: 0 };
const unread = { ends: '', withdrawals: 0, questions: 0 };
const bounced = { ends: 'Bounced', withdrawals: 0, questions: 0 };
const softly = (to: string, times: number) =>
  Array.from({ length: times }, () => bounceOf(to, { status: '4.4.1', action: 'delayed' }));

/** By turns; the number of people of each kind follows from their mails. */
const KINDS: readonly Kind[] = [
  (address) => ({ mails: [mailOf(address, 'AFMELDEN')], ...withdrawn }),
  (_address, returned) => ({
    mails: [mailOf('else@far.example', 'hallo', { to: returned('withdraw') })],
    ...withdrawn,
  }),
  (address) => {
    const twice = mailOf(address, 'Re: unsubscribe');
    return { mails: [twice, twice], ...withdrawn };
  },
  (_address, returned) => ({ mails: softly(returned('bounce'), LIMIT - 1), ...unread }),
  (_address, returned) => ({ mails: softly(returned('bounce'), LIMIT), ...bounced }),
  (_address, returned) => ({ mails: [bounceOf(returned('bounce'))], ...bounced }),
  (address) => ({ mails: [mailOf(address, 'Vraag over mijn rekening')], ...unread, questions: 1 }),
];

function peopleOf(rig: Rig, mails: number): Written[] {
  const config = readConfig(rig.env);
  const tokens = returnTokens(config);
  const { addressKey, seals: sealSecrets } = config.secrets;
  const seals = createSeals({ addressKey, sealSecrets });
  const people: Written[] = [];
  for (let made = 0, at = 0; made < mails; at += 1) {
    const address = `mailed.${at}@example.org`;
    const fingerprint = seals.fingerprint(address);
    const kind = KINDS[at % KINDS.length] ?? KINDS[0];
    const written = kind?.(address, (purpose) => `${tokens.sign({ purpose, fingerprint })}@${DOMAIN}`);
    if (written === undefined) continue;
    const fields = { lastname: `Person ${at}`, email: address, consent_address_fp: fingerprint };
    people.push({ record: rig.crm.records.insert(at % 3 === 0 ? 'Leads' : 'Contacts', fields), ...written });
    made += written.mails.length;
  }
  return people;
}

const questionsIn = (people: readonly Written[]) => people.reduce((sum, { questions }) => sum + questions, 0);

function foldersDiffer(
  counts: Readonly<Record<string, number>>,
  wanted: Readonly<Record<string, number>>,
): string | null {
  const isAlike = Object.entries(wanted).every(([folder, count]) => counts[folder] === count);
  return isAlike && (counts['Failed'] ?? 0) === 0
    ? null
    : `the folders hold ${JSON.stringify(counts)}, not ${JSON.stringify(wanted)}`;
}

function faultsOf(
  { rig, law }: { readonly rig: Rig; readonly law: EvidenceLaw },
  { record, ends, withdrawals, mails }: Written,
): string[] {
  const status = rig.crm.records.get(record)?.['consent_status'] ?? '';
  const proven = law.eventsOn(record).filter((event) => event === 'ConsentWithdrawn').length;
  return [
    ...(status === ends ? [] : [`${record} with ${mails.length} mails is "${status}", must be "${ends}"`]),
    ...(proven === withdrawals ? [] : [`${record} has ${proven} withdrawals on record, not ${withdrawals}`]),
    ...law.faultsOf(record),
  ];
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((each) => [random.next(), each] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, each]) => each);
}
