import { type AddressState, BLANK_STATE } from './state';
import { isDecision, isRefusal, isWaiting, type StatusOrNone } from './status';
import { sharedTopics } from './topics';

const FURTHEST: readonly StatusOrNone[] = ['none', 'Expired', 'Optin', 'Invited', 'Reminded'];

/**
 * The effective status of an address over all its records (domain: "Deciding for an address"): Blacklisted if any is;
 * else the latest decision or round opened on one, the refusal where times are equal or unknown; else Bounced; else
 * the furthest of the procedure.
 */
export function effectiveState(states: readonly AddressState[]): AddressState {
  const barred = states.filter((state) => state.status === 'Blacklisted');
  const decided = states.filter((state) => decides(state) && !isRefused(state, states));
  const state = heaviest(barred) ?? heaviest(decided) ?? bounced(states) ?? furthest(states);
  const language = heaviest(states.filter((each) => each.language !== ''))?.language;
  const topics = sharedTopics(state, states);
  return { ...state, topics, language: state.language === '' ? (language ?? '') : state.language };
}

function decides(state: AddressState): boolean {
  return isDecision(state.status) || (isWaiting(state.status) && isDecision(state.before));
}

/** A round that ended in a refusal on one record is over, though the write to this record is still to come. */
function isRefused(state: AddressState, states: readonly AddressState[]): boolean {
  const over = (each: AddressState) => isRefusal(each.status) && each.round === state.round;
  return isWaiting(state.status) && state.round !== '' && states.some(over);
}

/** A Bounced record, unless the person asked again since and that round is still being written (ADR 0006). */
function bounced(states: readonly AddressState[]): AddressState | undefined {
  const last = heaviest(states.filter((state) => state.status === 'Bounced'));
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
  const far = Math.max(...states.map(rank));
  return heaviest(states.filter((state) => rank(state) === far)) ?? BLANK_STATE;
}

function rank(state: AddressState): number {
  return FURTHEST.indexOf(state.status);
}

function heaviest(states: readonly AddressState[]): AddressState | undefined {
  return states.toSorted(byWeight).at(-1);
}

/**
 * Later weighs more; ties go to the refusal, then to the further step, then to what asks less of the other records.
 * Where all is equal the spelling decides, so that every look at the same records, in whatever order, goes on from the
 * same one, and a look after a write finds nothing more to write.
 */
function byWeight(a: AddressState, b: AddressState): number {
  const bySpelling = () => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return (
    compare(time(a), time(b)) ||
    strictness(a) - strictness(b) ||
    rank(a) - rank(b) ||
    reticence(a) - reticence(b) ||
    bySpelling()
  );
}

/** A record keeps its own date of consent and its own flag where the address says nothing of them. */
function reticence({ agreed, emailOptout }: AddressState): number {
  return (agreed.consentDate === null ? 2 : 0) + (emailOptout === 'keep' ? 1 : 0);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * A round counts from its invitation, not from its reminder: the system's mails do not make what the person asked any
 * later. Unknown is latest for a refusal and earliest for anything else.
 */
function time({ status, changedOn, invitedOn }: AddressState): number {
  if (changedOn === null) return isRefusal(status) ? Infinity : -Infinity;
  return isWaiting(status) ? Math.min(changedOn, invitedOn ?? changedOn) : changedOn;
}

function strictness(state: AddressState): number {
  if (isRefusal(state.status)) return state.notMe ? 3 : 2;
  return isWaiting(state.status) ? 1 : 0;
}
