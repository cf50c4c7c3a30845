import type { Decision } from './decision';
import type { ConsentEvent } from './event';
import { toSecond } from './instant';
import type { AddressState } from './state';
import { isMailable, isNever } from './status';
import { sameTopics, topicsNamed } from './topics';
import { rowOf } from './transition-table';

/* Consent is given and withdrawn for each purpose on its own (GDPR recitals 32 and 43): topics of the newsletter. */

/**
 * A withdrawal that names topics and leaves others: the status stays. `null` where it is none, or a whole one: the last
 * topic goes, or what would be left can't be told.
 */
export function withdrawnInPart(event: ConsentEvent, state: AddressState): Decision | null {
  if (event.name !== 'ConsentWithdrawn' || event.topics === undefined) return null;
  const left = topicsLeft(event, state);
  if (left === 'none') return null;
  if (left === 'unchanged') return { kind: 'unchanged', effects: ['drop-undo'] };
  return {
    kind: 'changed',
    state: { ...state, topics: left, changedOn: datedAnew(event, state) },
    // Where nothing is mailed anyway, a write that is lost does no harm.
    effects: isNever(state.status) ? ['drop-undo'] : ['drop-undo', 'read-back'],
  };
}

function topicsLeft(
  { topics: off = [], offered = [] }: ConsentEvent,
  { topics }: AddressState,
): readonly string[] | 'none' | 'unchanged' {
  if (off.length === 0) return 'unchanged';
  const on = topics.length === 0 ? offered : topics;
  if (on.length === 0) return 'none';
  const left = on.filter((topic) => !off.includes(topic));
  if (left.length === on.length) return 'unchanged';
  // A topic that staff took out of the list since is seen by nobody and keeps nobody subscribed.
  const seen = offered.length === 0 ? left : left.filter((topic) => offered.includes(topic));
  return seen.length === 0 ? 'none' : left;
}

/**
 * The date tells which of two records was written last, and which of two switches came last: where mail goes out, or
 * where nothing else tells that the record was written. Elsewhere the date is the status's own.
 */
function datedAnew(event: ConsentEvent, { status, changedOn }: AddressState): number | null {
  if (!isMailable(status) && status !== 'none') return changedOn;
  return Math.max(toSecond(event.occurredAt), changedOn ?? 0);
}

/** What topics make of the table's answer: switched on by the person, or chosen where she asks to be asked. */
export function withTopics(event: ConsentEvent, state: AddressState, decision: Decision): Decision {
  if (event.topics === undefined || decision.kind === 'rejected') return decision;
  const on = topicsNamed(event);
  if (event.name === 'ConsentSubscribed') return switchedOn(on, { event, state, decision });
  const asked = rowOf(event) === 'OptInRequested' && decision.kind === 'changed' && on.length > 0;
  return asked ? { ...decision, state: { ...decision.state, topics: on } } : decision;
}

interface Switching {
  readonly event: ConsentEvent;
  readonly state: AddressState;
  readonly decision: Exclude<Decision, { kind: 'rejected' }>;
}

/** All that is on stays on: where that is everything, it stays everything. Who got nothing gets what she names. */
function switchedOn(on: readonly string[], { event, state, decision }: Switching): Decision {
  if (on.length === 0) return { kind: 'unchanged', effects: [] };
  const all = state.topics.length === 0 ? [] : [...new Set([...state.topics, ...on])];
  const topics = isMailable(state.status) ? all : on;
  if (decision.kind === 'changed') return { ...decision, state: { ...decision.state, topics } };
  if (sameTopics(topics, state.topics)) return decision;
  const next = { ...state, topics, changedOn: toSecond(event.occurredAt) };
  return { kind: 'changed', state: next, effects: ['drop-undo'] };
}
