import { type Decision, type DecisionCode, type DecisionContext, rejected } from './decision';
import type { ConsentEvent } from './event';
import { toSecond } from './instant';
import type { Policy } from './policy';
import { type AddressState, round8 } from './state';
import { isRefusal } from './status';
import { rowOf } from './transition-table';
import { enter } from './transitions';

/**
 * A confirmation given before its round's end counts even if expiry, or the return to the refusal before the round,
 * was written first. A refusal given since the invitation does not give way.
 */
export function isLateButInTime(event: ConsentEvent, state: AddressState, policy: Policy): boolean {
  const { invitedOn } = state;
  if (invitedOn === null) return false;
  const sameRound = state.round !== '' && event.round8 === round8(state.round);
  const stands = isRefusal(state.status) && (state.changedOn ?? Infinity) >= invitedOn;
  return sameRound && event.occurredAt < invitedOn + policy.expireAfter && !stands;
}

/** Footnote [7] and the plain cells of ConsentRecorded: basis, text, date and source, dated after any refusal. */
export function recordedProof(event: ConsentEvent, state: AddressState, context: DecisionContext): Decision {
  const filled = [event.basis, event.shown?.text, event.source].every((each) => (each ?? '').trim() !== '');
  if (!filled) return rejected('proof_incomplete');
  if (event.occurredAt > context.now) return rejected('proof_in_future');
  const refusal = refusalOf(state);
  if (refusal !== null) {
    if (event.found === true) return rejected('refused_before');
    if (state.notMe) return rejected('refusal_was_not_me');
    const after = toSecond(event.occurredAt) > (refusal.on ?? Infinity);
    if (event.basis !== 'consent' || !after) return rejected('proof_before_refusal');
  }
  return {
    kind: 'changed',
    state: enter('Subscribed', event, state, context.policy),
    effects: ['drop-undo'],
  };
}

function refusalOf(state: AddressState): { on: number | null } | null {
  if (isRefusal(state.status)) return { on: state.changedOn };
  return isRefusal(state.before) ? { on: state.beforeOn } : null;
}

/**
 * Footnote [8]: exactly the state before that withdrawal. Where records kept their own flag it was 0, or it would have
 * been read as a refusal. Topics stay as they are: the withdrawal left them alone.
 */
export function undone({ undo, undoes = '' }: DecisionContext, { topics }: AddressState): Decision {
  if (undo === undefined || undoes === '' || !undo.eventId.endsWith(undoes))
    return rejected('nothing_to_undo');
  const emailOptout = undo.before.emailOptout === 'keep' ? false : undo.before.emailOptout;
  return { kind: 'changed', state: { ...undo.before, emailOptout, topics }, effects: ['drop-undo'] };
}

/** The code of a plain `x`. */
export function rejectionCode(event: ConsentEvent, state: AddressState): DecisionCode {
  if (event.name === 'WithdrawalUndone') return 'nothing_to_undo';
  if (event.name === 'BlacklistLifted') return 'not_blacklisted';
  if (state.status === 'Blacklisted') return 'blacklisted';
  if (rowOf(event) === 'InvitationRequested' || event.name === 'ConsentRecorded') {
    return state.status === 'Bounced' ? 'bounced' : 'refused_before';
  }
  return 'not_waiting';
}
