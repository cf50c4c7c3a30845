import type { AssessContext, Happening } from './assessment';
import type { Member } from './converge';
import { decide } from './decide';
import { type Decision, rejected } from './decision';
import type { ConsentEvent } from './event';
import type { AddressState } from './state';
import { rowOf } from './transition-table';

/** One look at an address: by what it is judged, and what happened so far. */
export interface Run {
  readonly members: readonly Member[];
  readonly context: AssessContext;
  readonly happened: Happening[];
}

export interface Step {
  readonly state: AddressState;
  readonly decision: Decision;
}

/** Applies an event to the address's state and keeps what it did. */
export function happen(event: ConsentEvent, state: AddressState, run: Run, only?: string): Step {
  const decision = barred(event, run) ?? decide(event, state, run.context);
  if (decision.kind === 'rejected') return { state, decision };
  const changed = decision.kind === 'changed';
  const next = changed ? decision.state : state;
  const { effects } = decision;
  if (changed || effects.length > 0) {
    const note = changed && decision.note !== undefined ? { note: decision.note } : {};
    const scope = only === undefined ? {} : { only };
    run.happened.push({ event, before: state, state: next, changed, effects, ...note, ...scope });
  }
  return { state: next, decision };
}

/** AddressChanged concerns that one record: the table first, then it joins its new address. */
export function move(member: Member, event: ConsentEvent | null, run: Run): Step | null {
  const { base, found } = member.judgement;
  const inHand = event?.name === 'AddressChanged' && event.record === member.record.id ? event : null;
  const seen = found.find((each) => each.name === 'AddressChanged');
  const moved = inHand ?? (seen === undefined ? null : { ...seen, id: run.context.idOf(seen) });
  return moved === null ? null : happen(moved, base, run, member.record.id);
}

/** What an address that can't be mailed does not bar: a refusal needs no mail. */
const NEEDS_NO_ADDRESS: readonly string[] = [
  'ConsentRefused',
  'ConsentWithdrawn',
  'AddressBlacklisted',
  'ComplaintReceived',
  'BlacklistLifted',
  'AddressChanged',
];

/** What the table can't see: an address that can't be asked, and a converted Lead whose history was left behind. */
function barred(event: ConsentEvent, { members, context }: Run): Decision | null {
  const { addressFault } = context;
  if (addressFault !== null && !NEEDS_NO_ADDRESS.includes(event.name)) return rejected(addressFault);
  const own = members.find((member) => member.record.id === event.record);
  const lost = own !== undefined && own.record.convertedFromLead && own.record.seal === '';
  return lost && rowOf(event) === 'InvitationRequested' ? rejected('converted_without_history') : null;
}
