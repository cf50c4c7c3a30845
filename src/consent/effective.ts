import { type AddressState, BLANK_STATE } from './state';
import { isDecision, isRefusal, isWaiting, type StatusOrNone } from './status';

const FURTHEST: readonly StatusOrNone[] = ['none', 'Expired', 'Optin', 'Invited', 'Reminded'];

/**
 * The effective status of an address over all its records (domain: "Deciding for an address"): Blacklisted if any is;
 * else the latest decision or round opened on one, the refusal where times are equal or unknown; else Bounced; else
 * the furthest of the procedure.
 */
export function effectiveState(states: readonly AddressState[]): AddressState {
  const latest = (among: readonly AddressState[]) => among.toSorted(byWeight).at(-1);
  const decided =
    latest(states.filter((state) => state.status === 'Blacklisted')) ?? latest(states.filter(decides));
  return decided ?? bounced(states) ?? furthest(states);
}

function decides(state: AddressState): boolean {
  return isDecision(state.status) || (isWaiting(state.status) && isDecision(state.before));
}

/** A Bounced record, unless the person asked again since and that round is still being written (ADR 0006). */
function bounced(states: readonly AddressState[]): AddressState | undefined {
  const last = states
    .filter((state) => state.status === 'Bounced')
    .toSorted(byWeight)
    .at(-1);
  if (last === undefined) return undefined;
  const askedAgain = states.some(
    (state) =>
      isWaiting(state.status) &&
      state.before === 'Bounced' &&
      (state.changedOn ?? 0) > (last.changedOn ?? Infinity),
  );
  return askedAgain ? undefined : last;
}

function furthest(states: readonly AddressState[]): AddressState {
  const rank = (state: AddressState) => FURTHEST.indexOf(state.status);
  return states.toSorted((a, b) => rank(a) - rank(b) || byWeight(a, b)).at(-1) ?? BLANK_STATE;
}

/** Later weighs more; an unknown date weighs most for a refusal and least for anything else; ties go to the refusal. */
function byWeight(a: AddressState, b: AddressState): number {
  return compare(time(a), time(b)) || strictness(a) - strictness(b);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function time(state: AddressState): number {
  return state.changedOn ?? (isRefusal(state.status) ? Infinity : -Infinity);
}

function strictness(state: AddressState): number {
  if (isRefusal(state.status)) return state.notMe ? 3 : 2;
  return isWaiting(state.status) ? 1 : 0;
}
