import type { DecisionContext } from './decision';
import type { ConsentEvent } from './event';
import { toSecond } from './instant';
import { emailOptoutOnEntering, type Policy } from './policy';
import { type AddressState, type AgreedText, BLANK_STATE } from './state';
import { isMailable, isNever, type Status } from './status';
import { rowOf } from './transition-table';

/** Enters a status by an event: the round is over, its traces stay for clicks that are still on their way. */
export function enter(
  status: Status,
  event: ConsentEvent,
  state: AddressState,
  policy: Policy,
): AddressState {
  return {
    ...state,
    status,
    changedOn: isMailable(status) ? toSecond(event.occurredAt) : noEarlier(event, state),
    before: 'none',
    beforeOn: null,
    notMe: isNever(status) && (event.notMe === true || state.notMe),
    emailOptout: flagOnEntering(status, state, policy),
    agreed: isMailable(status) ? agreedBy(event, state.agreed) : state.agreed,
    language: event.shown?.language ?? state.language,
  };
}

/**
 * A refusal that arrives late is dated no earlier than what it overrides, so that it is the latest over all records of
 * the address and no confirmation of its round comes after it.
 */
function noEarlier(event: ConsentEvent, state: AddressState): number {
  return Math.max(toSecond(event.occurredAt), state.changedOn ?? 0, state.invitedOn ?? 0);
}

/** Left alone means that each record keeps its own; a flag that the bridge set stays until it clears it. */
function flagOnEntering(status: Status, state: AddressState, policy: Policy): boolean | 'keep' {
  const flag = emailOptoutOnEntering(status, policy);
  return flag === 'keep' && state.emailOptout === true ? true : flag;
}

function agreedBy(event: ConsentEvent, before: AgreedText): AgreedText {
  return {
    basis: event.basis ?? 'consent',
    consentDate: toSecond(event.occurredAt),
    text: event.shown?.text ?? before.text,
    source: sourceOf(event, before),
  };
}

/** A confirmation answers the request, whose source goes on; any other consent has a source of its own. */
function sourceOf({ name, source = '' }: ConsentEvent, before: AgreedText): string {
  return name === 'ConsentConfirmed' ? before.source || source : source.trim() || before.source;
}

/** Opens a round: Optin, both dates cleared, what stood before kept for footnote [3]. */
export function openRound(event: ConsentEvent, state: AddressState, context: DecisionContext): AddressState {
  const byPersonMoving = event.name === 'AddressChanged';
  const source = rowOf(event) === 'InvitationRequested' ? event.reason : event.source;
  return {
    ...state,
    status: 'Optin',
    changedOn: toSecond(event.occurredAt),
    before: byPersonMoving ? state.before : state.status,
    beforeOn: byPersonMoving ? state.beforeOn : state.changedOn,
    round: context.roundOf(event),
    invitedOn: null,
    remindedOn: null,
    emailOptout: byPersonMoving ? flagOfNewAddress(state) : state.emailOptout,
    agreed: {
      ...state.agreed,
      text: event.shown?.text ?? state.agreed.text,
      source: (source ?? '').trim() || state.agreed.source,
    },
    language: event.shown?.language ?? state.language,
  };
}

/** The flag that a bounce set falls with the address that bounced. */
function flagOfNewAddress(state: AddressState): boolean | 'keep' {
  return state.status === 'Bounced' || state.before === 'Bounced' ? false : state.emailOptout;
}

/** A step of the procedure within its round. A date that was written ahead of the mail stays. */
export function stepOn(
  status: 'Invited' | 'Reminded',
  event: ConsentEvent,
  state: AddressState,
): AddressState {
  const on = toSecond(event.occurredAt);
  if (status === 'Reminded') return { ...state, status, changedOn: on, remindedOn: state.remindedOn ?? on };
  return { ...state, status, changedOn: on, invitedOn: state.invitedOn ?? on };
}

/** No answer in time; the round's traces stay for a confirmation given before its end. */
export function expire(event: ConsentEvent, state: AddressState, policy: Policy): AddressState {
  const emailOptout = flagOnEntering('Expired', state, policy);
  const changedOn = toSecond(event.occurredAt);
  return { ...state, status: 'Expired', changedOn, before: 'none', beforeOn: null, emailOptout };
}

/** Back to the refusal the round was opened on, with its old date; the round stays for a confirmation given in time. */
export function returnToRefusal(state: AddressState): AddressState {
  return { ...state, status: state.before, changedOn: state.beforeOn, before: 'none', beforeOn: null };
}

/** The address changed under the record: nothing is known of the new one. The date of consent is never cleared. */
export function toNone(state: AddressState): AddressState {
  return {
    ...BLANK_STATE,
    emailOptout: flagOfNewAddress(state),
    agreed: state.agreed,
    language: state.language,
    topics: state.topics,
  };
}
