import type { DecisionContext } from './decision';
import type { ConsentEvent } from './event';
import { toSecond } from './instant';
import { emailOptoutOnEntering, type Policy } from './policy';
import { type AddressState, type AgreedText, BLANK_STATE } from './state';
import { isDecision, isMailable, isRefusal, type Status } from './status';

/** Enters a status by an event: the round is over, its traces stay for clicks that are still on their way. */
export function enter(
  status: Status,
  event: ConsentEvent,
  state: AddressState,
  policy: Policy,
): AddressState {
  const emailOptout = emailOptoutOnEntering(status, policy);
  return {
    ...state,
    status,
    changedOn: dateOfEntering(status, event, state),
    before: 'none',
    beforeOn: null,
    notMe: isRefusal(status) && (event.notMe ?? false),
    emailOptout: emailOptout === 'keep' ? state.emailOptout : emailOptout,
    agreed: isMailable(status) ? agreedBy(event, state.agreed) : state.agreed,
    language: event.shown?.language ?? state.language,
  };
}

/** A refusal that arrives late is dated no earlier than the decision it overrides, so that it stays the latest. */
function dateOfEntering(status: Status, event: ConsentEvent, state: AddressState): number {
  const occurred = toSecond(event.occurredAt);
  const overridden = isDecision(state.status)
    ? state.changedOn
    : isDecision(state.before)
      ? state.beforeOn
      : null;
  return isMailable(status) || overridden === null ? occurred : Math.max(occurred, overridden);
}

function agreedBy(event: ConsentEvent, before: AgreedText): AgreedText {
  return {
    basis: event.basis ?? 'consent',
    consentDate: toSecond(event.occurredAt),
    text: event.shown?.text ?? before.text,
    source: event.name === 'ConsentRecorded' ? (event.source ?? '') : before.source || (event.source ?? ''),
  };
}

/** Opens a round: Optin, both dates cleared, what stood before kept for footnote [3]. */
export function openRound(event: ConsentEvent, state: AddressState, context: DecisionContext): AddressState {
  const byPersonMoving = event.name === 'AddressChanged';
  const source = event.name === 'InvitationRequested' ? event.reason : event.source;
  return {
    ...state,
    status: 'Optin',
    changedOn: toSecond(event.occurredAt),
    before: byPersonMoving ? state.before : state.status,
    beforeOn: byPersonMoving ? state.beforeOn : state.changedOn,
    round: context.newRound,
    invitedOn: null,
    remindedOn: null,
    emailOptout: byPersonMoving && state.status === 'Bounced' ? false : state.emailOptout,
    agreed: {
      ...state.agreed,
      text: event.shown?.text ?? state.agreed.text,
      source: (source ?? '').trim() || state.agreed.source,
    },
    language: event.shown?.language ?? state.language,
  };
}

/** A step of the procedure within its round, and its end by expiry. */
export function closeRound(
  status: 'Invited' | 'Reminded' | 'Expired',
  event: ConsentEvent,
  state: AddressState,
): AddressState {
  const on = toSecond(event.occurredAt);
  if (status === 'Expired') return { ...state, status, changedOn: on, before: 'none', beforeOn: null };
  if (status === 'Reminded') return { ...state, status, changedOn: on, remindedOn: state.remindedOn ?? on };
  return { ...state, status, changedOn: on, invitedOn: state.invitedOn ?? on };
}

/** Back to the refusal the round was opened on, with its old date; the round stays for a confirmation given in time. */
export function returnToRefusal(state: AddressState): AddressState {
  return { ...state, status: state.before, changedOn: state.beforeOn, before: 'none', beforeOn: null };
}

/** The address changed under the record: nothing is known of the new one. The date of consent is never cleared. */
export function toNone(state: AddressState): AddressState {
  return {
    ...BLANK_STATE,
    emailOptout: state.status === 'Bounced' ? false : state.emailOptout,
    agreed: state.agreed,
    language: state.language,
  };
}
