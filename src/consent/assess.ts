import { desiredFields, type DesiredFields, type Member, needsWrite } from './converge';
import { decide } from './decide';
import { type Decision, type DecisionContext, type Effect, rejected, SENTENCES } from './decision';
import { effectiveState } from './effective';
import type { ConsentEvent } from './event';
import type { FoundEvent } from './judgement';
import type { AddressState } from './state';
import { isNever } from './status';

/** What an event did; `only`: it concerns this one record, not its address. */
export interface Happening {
  readonly event: ConsentEvent;
  readonly before: AddressState;
  readonly state: AddressState;
  /** False where the event changed nothing and only has effects: then no evidence is written. */
  readonly changed: boolean;
  readonly effects: readonly Effect[];
  readonly note?: string;
  readonly only?: string;
}

export interface AssessContext extends DecisionContext {
  /** Fingerprint of the address, '' where the record has no valid one. */
  readonly fingerprint: string;
  /** Why the address can't be asked; `null` for a valid one. */
  readonly addressFault: 'no_address' | 'invalid_address' | null;
  /** Gives a found event its id (hash of record, modifiedtime and event). */
  readonly idOf: (found: FoundEvent) => string;
  /** Records whose found requests by staff wait (STAFF_INVITES_PER_HOUR). */
  readonly withheld?: readonly string[];
  /** A refusal that was made before any record carried the address. */
  readonly pending?: ConsentEvent;
}

export interface Assessment {
  /** What the address is now. */
  readonly state: AddressState;
  readonly happened: readonly Happening[];
  /** The decision on the event in hand; `null` without one. */
  readonly answer: Decision | null;
  /** Notes for the record each concerns; they go with a write and never alone. */
  readonly notes: readonly { readonly record: string; readonly note: string }[];
  /** Records left alone, with the reason. */
  readonly held: readonly { readonly record: string; readonly reason: string }[];
}

const ASKING: readonly string[] = ['OptInRequested', 'InvitationRequested'];

/**
 * Judges all records of one address together with the event in hand: what the address is, what happened to it, and
 * what the event's answer is. Pure; restartable, for it looks at what the records say now.
 */
export function assess(
  members: readonly Member[],
  event: ConsentEvent | null,
  context: AssessContext,
): Assessment {
  const person = event?.actor.type === 'contact';
  const isHeld = (member: Member) => member.judgement.held !== null && !person;
  const free = members.filter((member) => !isHeld(member));
  const happened: Happening[] = [];
  const bases = free.map((member) => baseAfterMove(member, context, happened));
  let state = effectiveState(bases);
  if (context.pending !== undefined)
    state = apply(context.pending, state, { members, context, happened }).state;
  const notes = free.flatMap((member) =>
    member.judgement.putBack.map((note) => ({ record: member.record.id, note: `put back: ${note}` })),
  );
  for (const found of foundEvents(free, event, context)) {
    const judged = apply({ ...found, id: context.idOf(found) }, state, { members, context, happened });
    state = judged.state;
    if (judged.decision.kind === 'rejected')
      notes.push({ record: found.record, note: SENTENCES[judged.decision.code] });
  }
  const held = members
    .filter(isHeld)
    .map((member) => ({ record: member.record.id, reason: member.judgement.held ?? '' }));
  if (event === null) return { state, happened, answer: null, notes, held };
  const blocked = held.some((each) => each.record === event.record);
  if (blocked) return { state, happened, answer: rejected('record_held'), notes, held };
  const answer = apply(event, state, { members, context, happened });
  if (answer.decision.kind === 'rejected')
    notes.push({ record: event.record, note: SENTENCES[answer.decision.code] });
  return { state: answer.state, happened, answer: answer.decision, notes, held };
}

/** AddressChanged concerns that one record: the table first, then it joins its new address. */
function baseAfterMove(member: Member, context: AssessContext, happened: Happening[]): AddressState {
  const { base, found } = member.judgement;
  const moved = found.find((each) => each.name === 'AddressChanged');
  if (moved === undefined) return base;
  const event = { ...moved, id: context.idOf(moved) };
  const decision = decide(event, base, context);
  if (decision.kind !== 'changed') return base;
  happened.push({
    event,
    before: base,
    state: decision.state,
    changed: true,
    effects: [],
    only: member.record.id,
    ...(decision.note === undefined ? {} : { note: decision.note }),
  });
  return decision.state;
}

/** Refusals first. What the event in hand reports itself is not counted twice. */
function foundEvents(
  members: readonly Member[],
  event: ConsentEvent | null,
  context: AssessContext,
): FoundEvent[] {
  const all = members.flatMap((member) => member.judgement.found);
  const open = all.filter((found) => {
    if (found.name === 'AddressChanged') return false;
    const asking = ASKING.includes(found.name);
    if (asking && (context.withheld ?? []).includes(found.record)) return false;
    if (event?.record !== found.record) return true;
    return !(event.name === found.name || (asking && ASKING.includes(event.name)));
  });
  const rank = (found: FoundEvent) =>
    ASKING.includes(found.name) || found.name === 'ConsentRecorded' ? 1 : 0;
  return open.toSorted((a, b) => rank(a) - rank(b));
}

interface Run {
  readonly members: readonly Member[];
  readonly context: AssessContext;
  readonly happened: Happening[];
}

function apply(
  event: ConsentEvent,
  state: AddressState,
  run: Run,
): { state: AddressState; decision: Decision } {
  const decision = barred(event, run) ?? decide(event, state, run.context);
  if (decision.kind === 'rejected') return { state, decision };
  const next = decision.kind === 'changed' ? decision.state : state;
  if (decision.kind === 'changed' || decision.effects.length > 0) {
    const note = decision.kind === 'changed' ? decision.note : undefined;
    run.happened.push({
      event,
      before: state,
      state: next,
      changed: decision.kind === 'changed',
      effects: decision.effects,
      ...(note === undefined ? {} : { note }),
    });
  }
  return { state: next, decision };
}

const REFUSING: readonly string[] = [
  'ConsentRefused',
  'ConsentWithdrawn',
  'AddressBlacklisted',
  'ComplaintReceived',
  'BlacklistLifted',
];

/** What the table can't see: an address that can't be asked, and a converted Lead whose history was left behind. */
function barred(event: ConsentEvent, { members, context }: Run): Decision | null {
  if (context.addressFault !== null && !REFUSING.includes(event.name)) return rejected(context.addressFault);
  const own = members.find((member) => member.record.id === event.record);
  const lost = own !== undefined && own.record.convertedFromLead && own.record.seal === '';
  return lost && event.name === 'InvitationRequested' ? rejected('converted_without_history') : null;
}

/** The records to write and what each must carry; records held or withheld are left alone. */
export function writesFor(
  assessment: Pick<Assessment, 'state' | 'held'>,
  members: readonly Member[],
  context: Pick<AssessContext, 'fingerprint' | 'withheld'>,
): { member: Member; desired: DesiredFields }[] {
  const left = [...assessment.held.map((each) => each.record), ...(context.withheld ?? [])];
  return members
    .filter((member) => !left.includes(member.record.id))
    .map((member) => ({
      member,
      desired: desiredFields(assessment.state, member.record, context.fingerprint),
    }))
    .filter(({ member, desired }) => needsWrite(member, desired, assessment.state))
    .toSorted(
      (a, b) =>
        Number(isNever(b.member.judgement.base.status)) - Number(isNever(a.member.judgement.base.status)),
    );
}
