import { setTimeout as sleep } from 'node:timers/promises';
import type { Rig } from '../harness/rig';
import { ONE_CLICK, Person, unsubscribeLink } from './person';
import type { Random } from './random';

export const chance = (random: Random) => random.chance(0.5);

/** A person who changes their mind, and what was accepted of it. */
export interface Chooser {
  readonly person: Person;
  readonly acts: readonly Choice[];
  /** Whether the record is where these choices lead, by the design's words alone. */
  faults(): string[];
}

type Choice = 'sign up' | 'consent' | 'refuse';

interface Span {
  readonly random: Random;
  /** ms from now until the first choice. */
  readonly from: number;
  /** Epoch ms: nobody begins anew after it. */
  readonly end: number;
}

/** Signs up, answers some of the mails, withdraws some of the time, signs up again: until the end. */
export async function choose(rig: Rig, address: string, { random, from, end }: Span): Promise<Chooser> {
  await sleep(from);
  const person = new Person(rig, address, ['Contacts']);
  const acts: Choice[] = [];
  const broken: string[] = [];
  const chooser = { person, acts, faults: () => [...broken, ...faultsOf(person, acts)] };
  try {
    do {
      await person.tell('OptInRequested');
      acts.push('sign up');
      await answer(person, acts, random);
      await sleep(random.whole(3000));
    } while (Date.now() < end && random.chance(0.6));
  } catch (error) {
    broken.push(error instanceof Error ? error.message : String(error));
  }
  return chooser;
}

async function answer(person: Person, acts: Choice[], random: Random): Promise<void> {
  const mail = await person.mailWith('confirm', 15_000);
  if (mail === null || random.chance(0.2)) return;
  await sleep(random.whole(1500));
  const { confirm = '', decline = '' } = mail.links;
  const choice = random.pick(['confirm', 'confirm', 'decline', 'one-click'] as const);
  if (choice === 'decline') await press(person, decline, { acts, choice: 'refuse' });
  if (choice === 'one-click')
    await press(person, unsubscribeLink(mail), { acts, choice: 'refuse', fields: ONE_CLICK });
  if (choice !== 'confirm') return;
  await press(person, confirm, { acts, choice: 'consent' });
  if (!random.chance(0.5)) return;
  await sleep(random.whole(2000));
  await press(person, unsubscribeLink(mail), { acts, choice: 'refuse', fields: ONE_CLICK });
}

interface Pressed {
  readonly acts: Choice[];
  readonly choice: Choice;
  readonly fields?: string;
}

/** A page that says "no longer" promised nothing; a refusal is always taken. */
async function press(person: Person, link: string, { acts, choice, fields = '' }: Pressed): Promise<void> {
  const { status, again } = await person.press(link, fields);
  if (status === 200 || (again && choice === 'consent')) acts.push(choice);
  else if (choice === 'refuse') throw new Error(`${person.address} refused and was answered ${status}`);
}

function faultsOf(person: Person, acts: readonly Choice[]): string[] {
  const [status = ''] = person.statuses();
  const ends = endsOf(acts);
  return ends.includes(status)
    ? []
    : [`${person.address} is ${status || 'blank'} after ${acts.join(', ')}; must be ${ends.join(' or ')}`];
}

/** The last choice counts; a refusal that is applied late, after a newer consent, may still win (domain.md). */
function endsOf(acts: readonly Choice[]): readonly string[] {
  const last = acts.findLast((act) => act !== 'sign up');
  const refused = ['Optout', 'Unsubscribed'];
  if (last === 'refuse') return refused;
  if (last === 'consent') return acts.includes('refuse') ? ['Confirmed', ...refused] : ['Confirmed'];
  return ['Expired'];
}
