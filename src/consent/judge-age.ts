import { type Decision, rejected } from './decision';
import type { ConsentEvent } from './event';
import { toSecond } from './instant';
import type { AddressState } from './state';
import { isDecision } from './status';

/** Towards refusal age does not count; a change of address is about one record, an undo about one withdrawal. */
const AGELESS: readonly string[] = [
  'ConsentRefused',
  'ConsentWithdrawn',
  'ComplaintReceived',
  'AddressBlacklisted',
  'AddressChanged',
  'WithdrawalUndone',
];

/** "An event older than the address's last decision may only move it towards refusal." */
export function judgeAge(event: ConsentEvent, state: AddressState, decision: Decision): Decision {
  const decidedOn = lastDecision(state);
  const stale = decidedOn !== null && toSecond(event.occurredAt) < decidedOn;
  if (!stale || decision.kind === 'rejected' || AGELESS.includes(event.name)) return decision;
  return decision.kind === 'unchanged' ? { kind: 'unchanged', effects: [] } : rejected('older_than_decision');
}

/** A blacklisting counts as well: it is not lifted by what came before it. */
function lastDecision(state: AddressState): number | null {
  if (isDecision(state.status) || state.status === 'Blacklisted') return state.changedOn;
  return isDecision(state.before) ? state.beforeOn : null;
}
