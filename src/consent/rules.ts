import { type Decision, type DecisionCode, type DecisionContext, rejected } from './decision';
import type { ConsentEvent } from './event';
import { toSecond } from './instant';
import { roundEnd } from './next-step';
import type { Policy } from './policy';
import { type AddressState, round8 } from './state';
import { isRefusal } from './status';
import { enter } from './transitions';

/**
 * A confirmation given before its round's end counts even if expiry, or the return to the refusal before the round,
 * was written first. A refusal given since the invitation does not give way.
 */
export function isLateButInTime(event: ConsentEvent, state: AddressState, policy: Policy): boolean {
  const end = roundEnd(state, policy);
  if (end === null || state.invitedOn === null) return false;
  const sameRound = state.round !== '' && event.round8 === round8(state.round);
  const stands = isRefusal(state.status) && (state.changedOn === null || state.changedOn >= state.invitedOn);
  return sameRound && event.occurredAt <= end && !stands;
}

/** Footnote [7] and the plain cells of ConsentRecorded: basis, text, date and source, dated after any refusal. */
export function recordedProof(event: ConsentEvent, state: AddressState, context: DecisionContext): Decision {
  const complete = event.basis !== undefined && event.shown?.text && event.source;
  if (!complete) return rejected('proof_incomplete');
  if (event.occurredAt > context.now) return rejected('proof_in_future');
  const refusal = refusalOf(state);
  if (refusal !== null) {
    if (event.found === true) return rejected('refused_before');
    if (state.notMe) return rejected('refusal_was_not_me');
    const after = refusal.on !== null && toSecond(event.occurredAt) > refusal.on;
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

/** Footnote [8]: exactly the state before that withdrawal. */
export function undone(context: DecisionContext): Decision {
  const { undo, undoes } = context;
  if (undo === undefined || undoes === undefined || !undo.eventId.endsWith(undoes))
    return rejected('nothing_to_undo');
  return { kind: 'changed', state: undo.before, effects: ['drop-undo'] };
}

/** The code of a plain `x`. */
export function rejectionCode(event: ConsentEvent, state: AddressState): DecisionCode {
  if (event.name === 'WithdrawalUndone') return 'nothing_to_undo';
  if (event.name === 'BlacklistLifted') return 'not_blacklisted';
  if (state.status === 'Blacklisted') return 'blacklisted';
  if (event.name === 'InvitationRequested' || event.name === 'ConsentRecorded') {
    return state.status === 'Bounced' ? 'bounced' : 'refused_before';
  }
  return 'not_waiting';
}
