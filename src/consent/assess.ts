import type { AssessContext, Assessment } from './assessment';
import { desiredFields, type DesiredFields, keepAgreed, type Member, needsWrite } from './converge';
import { rejected, SENTENCES } from './decision';
import { effectiveState } from './effective';
import type { ConsentEvent } from './event';
import { happen, move, type Run, type Step } from './happen';
import { coveredRefusal, inHand, isEcho } from './in-hand';
import type { FoundEvent } from './judgement';
import type { AddressState } from './state';
import { isNever, parseStatus } from './status';

export type { AssessContext, Assessment, Happening } from './assessment';

type Note = Assessment['notes'][number];

const ASKING: readonly string[] = ['OptInRequested', 'InvitationRequested'];
/** Refusing works on every record, also on one that is held (GDPR art. 7(3), 21(3)). */
const REFUSING: readonly string[] = [
  'ConsentRefused',
  'ConsentWithdrawn',
  'AddressBlacklisted',
  'ComplaintReceived',
];

/**
 * Judges all records of one address together with the event in hand: what the address is, what happened to it, and
 * what the event's answer is. Pure; restartable, for it looks at what the records say now.
 */
export function assess(
  members: readonly Member[],
  given: ConsentEvent | null,
  context: AssessContext,
): Assessment {
  const event = given === null ? null : inHand(given, members);
  const person = event?.actor.type === 'contact';
  const free = members.filter((member) => member.judgement.held === null || person);
  const run: Run = { members, context, happened: [] };
  const moves = free.map((member) => ({ member, step: move(member, event, run) }));
  const bases = moves.map(({ member, step }) => step?.state ?? member.judgement.base);
  const start = effectiveState(bases);
  const pending = context.pending === undefined ? start : happen(context.pending, start, run).state;
  const covered = coveredRefusal(pending, context);
  // The refusal in hand may be it, when it is read back: then it is answered below.
  const recalled =
    covered === null || covered.id === event?.id ? pending : happen(covered, pending, run).state;
  const echoes = covered !== null && covered.topics === undefined;
  const found = foundEvents(free, event, context).filter((each) => !echoes || !isEcho(each));
  const { state, rejections } = applyFound(found, recalled, run);
  const notes = [...free.flatMap(putBackNotes), ...rejections];
  const moved = moves.find(({ member }) => member.record.id === event?.record)?.step ?? null;
  const answer = event === null ? null : answerTo(event, state, run, moved);
  if (event !== null && answer?.decision.kind === 'rejected')
    notes.push({ record: event.record, note: SENTENCES[answer.decision.code] });
  const end = answer?.state ?? state;
  const released = isNever(end.status) || (person && answer?.decision.kind === 'changed');
  const adopted = (member: Member) => isAdopted(event, member) && answer?.decision.kind !== 'rejected';
  const held = released ? [] : members.filter((member) => !adopted(member)).flatMap(heldReason);
  return { state: end, happened: run.happened, answer: answer?.decision ?? null, notes, held };
}

function applyFound(
  found: readonly ConsentEvent[],
  start: AddressState,
  run: Run,
): { state: AddressState; rejections: Note[] } {
  const rejections: Note[] = [];
  let state = start;
  for (const event of found) {
    const step = happen(event, state, run);
    state = step.state;
    if (step.decision.kind === 'rejected')
      rejections.push({ record: event.record, note: SENTENCES[step.decision.code] });
  }
  return { state, rejections };
}

/** Refusals first. What the event in hand reports itself is not counted twice. */
function foundEvents(
  members: readonly Member[],
  event: ConsentEvent | null,
  context: AssessContext,
): ConsentEvent[] {
  const isOpen = (found: FoundEvent) => {
    if (found.name === 'AddressChanged') return false;
    const asking = ASKING.includes(found.name);
    if (asking && context.withheld?.includes(found.record)) return false;
    if (event?.record !== found.record) return true;
    return event.name !== found.name && !(asking && ASKING.includes(event.name));
  };
  const rank = (found: FoundEvent) => Number(!REFUSING.includes(found.name));
  return members
    .flatMap((member) => member.judgement.found)
    .filter(isOpen)
    .toSorted((a, b) => rank(a) - rank(b))
    .map((found) => ({ ...found, id: context.idOf(found) }));
}

function answerTo(event: ConsentEvent, state: AddressState, run: Run, moved: Step | null): Step {
  if (isBlocked(event, state, run)) return { state, decision: rejected('record_held') };
  if (event.name !== 'AddressChanged') return happen(event, state, run);
  return { state, decision: moved?.decision ?? rejected('record_not_found') };
}

/** Nobody but the person, or a refusal, touches a record that is held. */
function isBlocked(event: ConsentEvent, state: AddressState, { members }: Run): boolean {
  if (event.actor.type === 'contact' || REFUSING.includes(event.name) || isNever(state.status)) return false;
  return members.some(
    (member) =>
      member.record.id === event.record && member.judgement.held !== null && !isAdopted(event, member),
  );
}

/** Adopting frees the one record that it names, and no other; a seal that can't be trusted is not adopted. */
function isAdopted(event: ConsentEvent | null, { record, judgement }: Member): boolean {
  return event?.adopted === true && event.record === record.id && judgement.held === 'legacy_without_proof';
}

function heldReason({ record, judgement: { held } }: Member): { record: string; reason: string }[] {
  return held === null ? [] : [{ record: record.id, reason: held }];
}

function putBackNotes({ record, judgement }: Member): Note[] {
  return judgement.putBack.map((note) => ({ record: record.id, note: `put back: ${note}` }));
}

/**
 * The records to write and what each must carry; records held or withheld are left alone. A refusal reaches first the
 * records that do not show one yet: until then somebody may mail them.
 */
export function writesFor(
  assessment: Pick<Assessment, 'state' | 'held'>,
  members: readonly Member[],
  context: Pick<AssessContext, 'fingerprint' | 'withheld'>,
): { member: Member; desired: DesiredFields }[] {
  const { state, held } = assessment;
  const left = [...held.map((each) => each.record), ...(context.withheld ?? [])];
  const refused = ({ record }: Member) => Number(isNever(parseStatus(record.status) ?? 'none'));
  return members
    .filter((member) => !left.includes(member.record.id))
    .map((member) => {
      const agreed = keepAgreed(state.agreed, member.judgement.base.agreed);
      return { member, desired: desiredFields({ ...state, agreed }, member.record, context.fingerprint) };
    })
    .filter(({ member, desired }) => needsWrite(member, desired, state))
    .toSorted((a, b) => refused(a.member) - refused(b.member));
}
