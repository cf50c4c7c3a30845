import type { AssessContext } from './assessment';
import type { Member } from './converge';
import { decide } from './decide';
import type { ConsentEvent } from './event';
import type { FoundEvent } from './judgement';
import type { AddressState } from './state';
import { isNever } from './status';
import { asStorable } from './topics';

/** The event as these records can hold it, with what its form asked besides. */
export function inHand(event: ConsentEvent, members: readonly Member[]): ConsentEvent {
  const seen = members.flatMap(({ judgement }) => judgement.found).find(isSameForm(event));
  const chosen = seen?.topics === undefined ? event : { ...event, topics: seen.topics, offered: seen.topics };
  return asStorable(
    chosen,
    members.map(({ record }) => record),
  );
}

const isSameForm = (event: ConsentEvent) => (found: FoundEvent) =>
  event.name === 'OptInRequested' &&
  event.topics === undefined &&
  found.name === event.name &&
  found.record === event.record;

/**
 * A refusal that a write without an answer has landed over (domain: "In doubt"): the address may be mailed, or one of
 * the topics switched off is on again.
 */
export function coveredRefusal(state: AddressState, context: AssessContext): ConsentEvent | null {
  const { standing } = context;
  if (standing === undefined || isNever(state.status)) return null;
  if (standing.topics === undefined) return standing;
  return decide(standing, state, context).kind === 'changed' ? standing : null;
}

/** What the refusal itself left on the record (`emailoptout`) looks like another one beside the late write's seal. */
export function isEcho(found: ConsentEvent): boolean {
  return found.found === true && found.name === 'ConsentRefused';
}
