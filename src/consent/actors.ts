import { type Decision, rejected } from './decision';
import type { ConsentEvent } from './event';
import type { AddressState } from './state';
import { isWaiting } from './status';
import type { Cell } from './transition-table';

/** Consent, and taking a withdrawal back, are acts of the person (GDPR art. 4(11)). */
const OF_THE_PERSON: readonly string[] = ['ConsentConfirmed', 'ConsentSubscribed', 'WithdrawalUndone'];
const OF_STAFF: readonly string[] = ['InvitationRequested', 'ConsentRecorded', 'BlacklistLifted'];
const BY_LINK: readonly string[] = ['ConsentConfirmed', 'ConsentSubscribed'];

/** The person's own act. A bounce is nobody's, whoever reports it. */
export function isPersons(event: ConsentEvent): boolean {
  return event.actor.type === 'contact' && event.name !== 'AddressBounced';
}

/** What the table can't see: who acts, and by what link. `null` where the table decides. */
export function notAllowed(event: ConsentEvent, state: AddressState, cell: Cell): Decision | null {
  const owners = event.actor.type === 'contact' ? OF_STAFF : OF_THE_PERSON;
  if (owners.includes(event.name)) return rejected('wrong_actor');
  // A label link lies in print for anybody to find: it counts only while the person is being asked.
  const byLabel = event.channel === 'label' && BY_LINK.includes(event.name);
  if (byLabel && event.topics !== undefined) return rejected('topic_needs_fresh_link');
  if (!byLabel || isWaiting(state.status) || cell === '=') return null;
  return rejected(state.status === 'Blacklisted' ? 'blacklisted' : 'label_not_waiting');
}
