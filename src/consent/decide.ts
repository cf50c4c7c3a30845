import { isPersons, notAllowed } from './actors';
import { type Decision, type DecisionContext, type Effect, rejected } from './decision';
import type { ConsentEvent } from './event';
import { judgeAge } from './judge-age';
import { isLateButInTime, recordedProof, rejectionCode, undone } from './rules';
import { withdrawnInPart, withTopics } from './switch-topics';
import { type AddressState, round8 } from './state';
import { type Status, isMailable, isNever, isRefusal, isWaiting } from './status';
import { type Cell, rowOf, TRANSITIONS, type TransitionTable } from './transition-table';
import { enter, expire, openRound, returnToRefusal, stepOn, toNone } from './transitions';

/** Judged on the round also where it was opened on a refusal: its own steps, and a refusal, which is dated anew. */
const JUDGED_ON_ROUND: readonly string[] = [
  'InvitationSent',
  'ReminderSent',
  'InvitationExpired',
  'ConsentRefused',
  'ConsentWithdrawn',
];
const MOVES_TO_REFUSAL: readonly string[] = [
  'ConsentRefused',
  'ConsentWithdrawn',
  'ComplaintReceived',
  'AddressBlacklisted',
];

/**
 * Decides one event on the effective state of its address. Total: every event in every state has an answer.
 *
 * @param table The constitution's table; given only by tests that prove each cell matters.
 */
export function decide(
  event: ConsentEvent,
  state: AddressState,
  context: DecisionContext,
  table: TransitionTable = TRANSITIONS,
): Decision {
  const inPart = withdrawnInPart(event, state);
  if (inPart !== null) return inPart;
  const refusalBehind = judgedOnRefusal(event, state);
  const column = refusalBehind ? state.before : state.status;
  const cell = table[rowOf(event)][column];
  const barred = notAllowed(event, state, cell);
  if (barred !== null) return barred;
  if (refusalBehind && cell === '=') return { kind: 'changed', state: returnToRefusal(state), effects: [] };
  const decision = applyCell({ cell, event, state, context });
  return judgeAge(event, state, withTopics(event, state, decision));
}

/**
 * Footnote [3]: until the person confirms, what others do is judged on the refusal the round was opened on. Where the
 * table then says `=`, it is a bounce or a change of address: the round is over and the refusal stands again.
 */
function judgedOnRefusal(event: ConsentEvent, state: AddressState): boolean {
  const behind = isWaiting(state.status) && isRefusal(state.before);
  return behind && !isPersons(event) && !JUDGED_ON_ROUND.includes(event.name);
}

interface Case {
  readonly cell: Cell;
  readonly event: ConsentEvent;
  readonly state: AddressState;
  readonly context: DecisionContext;
}

function applyCell({ cell, event, state, context }: Case): Decision {
  const changed = (next: AddressState, effects: readonly Effect[] = []): Decision => ({
    kind: 'changed',
    state: next,
    effects,
  });
  switch (cell) {
    case '=':
      if (addsNotMe(event, state)) return changed({ ...state, notMe: true }, ['drop-undo', 'read-back']);
      return { kind: 'unchanged', effects: MOVES_TO_REFUSAL.includes(event.name) ? ['drop-undo'] : [] };
    case '=:resend':
      return { kind: 'unchanged', effects: ['resend-invitation'] };
    case '=:tell':
      return { kind: 'unchanged', effects: ['tell-already-subscribed'] };
    case 'x':
      return rejected(rejectionCode(event, state));
    case 'x:late':
      return isLateButInTime(event, state, context.policy)
        ? entered('Confirmed', { cell, event, state, context })
        : rejected(isRefusal(state.status) ? 'refused_before' : 'expired');
    case 'x:proof':
      return recordedProof(event, state, context);
    case 'x:undo':
      return undone(context, state);
    case 'Optin:reinvite':
      if ((state.changedOn ?? 0) + context.policy.reinviteAfter > event.occurredAt)
        return rejected('too_soon_to_reinvite');
      return invitationOrOptin({ cell, event, state, context });
    case 'Optin':
    case 'Optin:over-refusal':
      return invitationOrOptin({ cell, event, state, context });
    case 'Invited:same-round':
    case 'Reminded:same-round':
      if (event.round8 !== round8(state.round)) return rejected('other_round');
      return changed(stepOn(cell === 'Invited:same-round' ? 'Invited' : 'Reminded', event, state));
    case 'Expired:return':
      if (event.round8 !== round8(state.round)) return rejected('other_round');
      return changed(isRefusal(state.before) ? returnToRefusal(state) : expire(event, state, context.policy));
    case 'none':
    case 'none:note':
      return {
        ...changed(toNone(state)),
        ...(cell === 'none:note' ? { note: 'address changed, ask again' } : {}),
      };
    case 'Subscribed':
      if (event.name === 'ConsentRecorded') return recordedProof(event, state, context);
      return entered('Subscribed', { cell, event, state, context });
    case 'Confirmed':
    case 'Optout':
    case 'Unsubscribed':
    case 'Bounced':
    case 'Blacklisted':
      return entered(cell, { cell, event, state, context });
  }
}

/** "This was not me" after another refusal changes no status, and bars recorded proof from now on (footnote [7]). */
function addsNotMe(event: ConsentEvent, state: AddressState): boolean {
  return event.name === 'ConsentRefused' && event.notMe === true && isNever(state.status) && !state.notMe;
}

function invitationOrOptin({ event, state, context }: Case): Decision {
  if (rowOf(event) === 'InvitationRequested' && (event.reason ?? '').trim() === '')
    return rejected('missing_ground');
  return {
    kind: 'changed',
    state: openRound(event, state, context),
    effects: isNever(state.status) ? ['drop-undo'] : [],
  };
}

function entered(status: Status, { event, state, context }: Case): Decision {
  if (event.name === 'BlacklistLifted' && (event.reason ?? '').trim() === '')
    return rejected('missing_reason');
  const next = enter(status, event, state, context.policy);
  return { kind: 'changed', state: next, effects: effectsOfEntering(status, event, state) };
}

function effectsOfEntering(status: Status, event: ConsentEvent, state: AddressState): readonly Effect[] {
  if (isMailable(status)) return isMailable(state.status) ? ['drop-undo'] : ['drop-undo', 'welcome'];
  if (!isNever(status)) return [];
  const undoable = event.name === 'ConsentWithdrawn' && event.channel === 'form';
  return [undoable ? 'keep-undo' : 'drop-undo', 'read-back'];
}
