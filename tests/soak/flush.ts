import { setTimeout as sleep } from 'node:timers/promises';
import { startRig, type Rig } from '../harness/rig';
import { until } from '../harness/waiting';
import { EvidenceLaw } from './evidence-law';
import { quickTimes } from './kill-runs';
import { Person } from './person';
import { type ProofResult, type ProofScale, prove } from './proof';
import { Random } from './random';

/**
 * Redis is emptied while some are being asked, some were mailed and some wait: every record ends in the right status
 * and nobody is asked a second time.
 */
export function proveFlush({ size, seed }: ProofScale): Promise<ProofResult> {
  const people = size === 'full' ? 1000 : 100;
  return prove('FLUSHALL among open invitations', seed, () => flush(people, new Random(seed)));
}

async function flush(count: number, random: Random) {
  // The round must outlast the asking of everybody and the ten minutes (here 3 s) of doubt.
  const expireAfter = 25 + Math.ceil(count / 8);
  const rig = await startRig({ env: quickTimes(expireAfter) });
  const law = new EvidenceLaw(rig);
  try {
    // The box is ticked on the record, as Vtiger's web form does: the webhook is only the hint that makes it fast.
    const ticked = { newsletter_optin: '1', source: 'WEBFORM' };
    const people = Array.from(
      { length: count },
      (_, index) => new Person(rig, `open.${index}@example.org`, ['Contacts'], ticked),
    );
    for (let from = 0; from < count; from += 20)
      await Promise.all(people.slice(from, from + 20).map((person) => person.tell('OptInRequested')));
    await until('half of the mails', () => rig.smtp.mails.length >= count / 2, { within: 120_000, every: 2 });
    const open = standing(people);
    await rig.redis.flushall();
    await until('everybody asked', () => people.every(isAsked), { within: 180_000, every: 250 });
    const clicked = new Set<Person>();
    for (const person of people) if (random.chance(0.5) && (await confirm(person))) clicked.add(person);
    const ends = () =>
      people.every((person) => ['Confirmed', 'Expired'].includes(person.statuses()[0] ?? ''));
    await until('every record at its end', ends, { within: (expireAfter + 60) * 1000, every: 500 }).catch(
      () => undefined,
    );
    await sleep(2000);
    const violations = [
      ...law.breaches,
      ...people.flatMap((person) => faultsOf({ rig, law }, person, clicked)),
    ];
    return {
      numbers: {
        people: count,
        'open when emptied': open,
        clicked: clicked.size,
        invitations: mailsOf(rig, 'invitation'),
        reminders: mailsOf(rig, 'reminder'),
      },
      violations,
    };
  } finally {
    await rig.stop();
  }
}

const standing = (people: readonly Person[]) => people.filter((person) => !isAsked(person)).length;
const isAsked = (person: Person) => ['Invited', 'Reminded', 'Expired'].includes(person.statuses()[0] ?? '');
const mailsOf = (rig: Rig, kind: string) =>
  rig.smtp.mails.filter(({ parsed }) => parsed.messageId?.includes(`.${kind}.`)).length;

/** Clicks the first link that came, if one came: after the emptying a mail in doubt is never sent again. */
async function confirm(person: Person): Promise<boolean> {
  const mail = await person.mailWith('confirm', 0);
  return mail !== null && (await person.press(mail.links['confirm'] ?? '')).status === 200;
}

function faultsOf(
  { rig, law }: { readonly rig: Rig; readonly law: EvidenceLaw },
  person: Person,
  clicked: ReadonlySet<Person>,
): string[] {
  const faults = law.faultsOf(person.record);
  const [status = ''] = person.statuses();
  const mails = rig.smtp.to(person.address).map(({ parsed }) => parsed.messageId ?? '');
  const invitations = mails.filter((id) => id.includes('.invitation.') || id.includes('.new-link.')).length;
  if (invitations > 1) faults.push(`${person.address} was invited ${invitations} times`);
  const reminders = mails.filter((id) => id.includes('.reminder.')).length;
  if (reminders > 1) faults.push(`${person.address} was reminded ${reminders} times`);
  const ends = clicked.has(person) ? 'Confirmed' : 'Expired';
  if (status !== ends) faults.push(`${person.address} is ${status || 'blank'}, must be ${ends}`);
  return faults;
}
