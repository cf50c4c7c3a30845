import { decide } from '../../../src/consent/decide';
import type { DecisionContext } from '../../../src/consent/decision';
import type { ConsentEvent, EventName } from '../../../src/consent/event';
import type { AddressState } from '../../../src/consent/state';
import type { RowName, TransitionTable } from '../../../src/consent/transition-table';
import type { ConstitutionCell } from './constitution';
import { contextOf, DAY, eventOf, MINUTE, NOW, ROUND, ROUND8, stateOf, undoOf } from './samples';

/** One question put to a cell, and what the page answers. */
export interface Probe {
  readonly title: string;
  readonly event: ConsentEvent;
  readonly state: AddressState;
  readonly context: DecisionContext;
  readonly expected: string;
}

/** What an undo goes back to; no other cell answers it without asking for the round. */
const UNDONE = stateOf('Reminded');
const REFUSED_ON = NOW - 300 * DAY;

export function eventFor(row: RowName, extra: Partial<ConsentEvent> = {}): ConsentEvent {
  if (row === 'AddressChangedByPerson')
    return eventOf('AddressChanged', { actor: { type: 'contact' }, ...extra });
  const name: EventName = row === 'AddressChangedByStaff' ? 'AddressChanged' : row;
  return eventOf(name, extra);
}

/** What the page says of a cell, put as questions: the plain one first, then those of its footnote. */
export function probesOf(cell: ConstitutionCell): Probe[] {
  const { row, status, becomes, footnote } = cell;
  // Long ago for everything but the round, whose end has passed as well.
  const state = stateOf(status, status === 'Optin' ? {} : { invitedOn: NOW - 100 * DAY });
  const context = contextOf(undoOf(UNDONE));
  const plain = becomes === '' ? (footnote === 7 ? 'Subscribed' : UNDONE.status) : becomes;
  const probe = (title: string, expected: string, changes: Partial<Probe> = {}): Probe => ({
    title,
    event: eventFor(row),
    state,
    context,
    expected,
    ...changes,
  });
  const event = (extra: Partial<ConsentEvent>) => ({ event: eventFor(row, extra) });
  const all = [probe('plainly', `${plain}${MARKS[footnote] ?? ''}`)];
  const refusedBefore = { ...state, before: 'Unsubscribed' as const, beforeOn: REFUSED_ON };
  const recent = { ...state, changedOn: NOW - MINUTE };
  if (row === 'InvitationRequested' && footnote === 4) all.push(probe('too soon', 'x', { state: recent }));
  else if (becomes === 'Optin') all.push(probe('at once', 'Optin', { state: recent }));
  if (becomes === 'Invited' || becomes === 'Reminded' || becomes === 'Expired')
    all.push(probe('of another round', 'x', event({ round8: 'ffffffff' })));
  if (footnote === 5) all.push(probe('over a refusal', 'Unsubscribed', { state: refusedBefore }));
  if (row === 'ConsentConfirmed') {
    const inTime = { state: { ...state, changedOn: REFUSED_ON, invitedOn: NOW - DAY } };
    const given = plain === 'x' && footnote === 6 ? 'Confirmed' : plain;
    all.push(probe('given in time', given, { ...inTime, ...event({ round8: ROUND8 }) }));
  }
  if (becomes === 'x' && footnote === 0) {
    // Nothing that another cell would ask for may help: round, proof, time and undo are all there.
    const proof = { basis: 'consent' as const, shown: { text: 'Yes.' }, source: 'paper' };
    const open = { ...state, changedOn: REFUSED_ON, round: ROUND, invitedOn: NOW - DAY };
    all.push(probe('with all one could bring', 'x', { ...event({ ...proof, round8: ROUND8 }), state: open }));
  }
  if (footnote === 7) {
    all.push(probe('on another basis', 'x', event({ basis: 'customer' })));
    all.push(probe('older than the refusal', 'x', event({ occurredAt: REFUSED_ON })));
    all.push(probe('found on the record', 'x', event({ found: true })));
    all.push(probe('over "not me"', 'x', { state: { ...state, notMe: true } }));
  }
  if (row === 'ConsentRecorded' && becomes === 'Subscribed')
    all.push(probe('without a text', 'x', event({ shown: { text: '' } })));
  if (row === 'BlacklistLifted' && becomes === 'Optout')
    all.push(probe('without a reason', 'x', event({ reason: '' })));
  if (footnote === 8) all.push(probe('without its entry', 'x', { context: contextOf() }));
  return all;
}

/** What a footnote adds to what can be seen of an answer. */
const MARKS: Readonly<Record<number, string>> = {
  1: ' + resend-invitation',
  2: ' + tell-already-subscribed',
  9: ' + note',
};

/** What can be seen of the answer, in the words of the page. */
export function answerOf({ event, state, context }: Probe, table?: TransitionTable): string {
  const decision = decide(event, state, context, table);
  if (decision.kind === 'rejected') return 'x';
  const mails = decision.effects.filter((each) => /resend|tell/.test(each)).map((each) => ` + ${each}`);
  if (decision.kind === 'unchanged') return ['=', ...mails].join('');
  return [decision.state.status, ...mails, decision.note === undefined ? '' : ' + note'].join('');
}
