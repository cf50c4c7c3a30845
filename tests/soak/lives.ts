import { setTimeout as sleep } from 'node:timers/promises';
import type { Rig } from '../harness/rig';
import { ONE_CLICK, Person, UNSUBSCRIBE, undoLink, unsubscribeLink } from './person';
import type { Random } from './random';

/** How a person lived through it, and what the design says of the end. */
export interface Life {
  readonly person: Person;
  readonly kind: LifeKind;
  readonly ends: readonly string[];
  /** The accepted act that must be proven; `null` where nobody acted. */
  readonly act: string | null;
}

export const LIVES = ['confirm', 'tick', 'decline', 'one-click', 'undo', 'ignore', 'staff'] as const;
export type LifeKind = (typeof LIVES)[number];

/** One person from sign-up to the last choice; answers when the choice was accepted. */
export async function live(rig: Rig, kind: LifeKind, address: string, random: Random): Promise<Life> {
  const modules = random.chance(0.25)
    ? (['Contacts', 'Leads'] as const)
    : ([random.pick(['Contacts', 'Leads'] as const)] as const);
  await sleep(random.whole(400));
  const person = kind === 'tick' ? ticked(rig, address) : new Person(rig, address, modules);
  if (kind !== 'tick') await person.tell('OptInRequested');
  const life = (ends: readonly string[], act: string | null): Life => ({ person, kind, ends, act });
  if (kind === 'ignore') return life(['Expired'], 'InvitationExpired');
  if (kind === 'staff') {
    await sleep(random.whole(1500));
    await person.tell('ConsentRefused', { actor: { type: 'staff', user: '19x1' }, channel: 'crm' });
    return life(['Optout'], 'ConsentRefused');
  }
  const mail = await person.mailWith('confirm');
  if (mail === null)
    throw new Error(
      `${address} (${kind}) got no invitation in two minutes and is ${person.statuses().join(' and ') || 'blank'}`,
    );
  await sleep(random.whole(300));
  const { confirm = '', decline = '' } = mail.links;
  const unsubscribe = unsubscribeLink(mail);
  if (kind === 'decline') return life(await chosen(person, decline, '', ['Optout']), 'ConsentRefused');
  if (kind === 'one-click') {
    if (random.chance(0.5)) await person.press(confirm);
    return life(await chosen(person, unsubscribe, ONE_CLICK, ['Unsubscribed']), 'ConsentWithdrawn');
  }
  const { status, again } = await person.press(confirm);
  // The mail came so late that its round was over: the page said so, nothing was promised.
  if (status === 410) return life(again ? ['Expired', 'Confirmed'] : ['Expired'], null);
  if (status !== 200) throw new Error(`${address} confirmed and was answered ${status}`);
  if (kind !== 'undo') return life(['Confirmed'], 'ConsentConfirmed');
  return withdrawAndUndo(person, unsubscribe, random).then(({ ends, act }) => life(ends, act));
}

function ticked(rig: Rig, address: string): Person {
  return new Person(rig, address, ['Contacts'], { newsletter_optin: '1', source: 'WEBFORM' });
}

async function chosen(
  person: Person,
  link: string,
  fields: string,
  ends: readonly string[],
): Promise<readonly string[]> {
  const { status } = await person.press(link, fields);
  if (status !== 200) throw new Error(`${person.address} refused and was answered ${status}`);
  return ends;
}

async function withdrawAndUndo(
  person: Person,
  link: string,
  random: Random,
): Promise<Pick<Life, 'ends' | 'act'>> {
  await sleep(random.whole(600));
  const withdrawn = await person.press(link, UNSUBSCRIBE);
  if (withdrawn.status !== 200)
    throw new Error(`${person.address} withdrew and was answered ${withdrawn.status}`);
  const undo = undoLink(withdrawn);
  if (undo === null) return { ends: ['Unsubscribed'], act: 'ConsentWithdrawn' };
  await sleep(random.whole(300));
  const undone = await person.press(undo);
  // Where an answer got lost, the same button was pressed twice: the second press may have ended the undo or found it done.
  if (withdrawn.again || undone.again)
    return { ends: ['Confirmed', 'Unsubscribed'], act: 'ConsentWithdrawn' };
  if (undone.status !== 200) throw new Error(`${person.address} undid and was answered ${undone.status}`);
  return { ends: ['Confirmed'], act: 'WithdrawalUndone' };
}
