import type { ConsentEvent } from './event';
import type { ConsentRecord } from './record';
import type { AddressState } from './state';

/** A multi picklist is a set. */
export function sameTopics(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((topic) => b.includes(topic));
}

/** What an event names, without what is not offered. */
export function topicsNamed({ name, topics = [], offered = [] }: ConsentEvent): readonly string[] {
  return name === 'ConsentWithdrawn' ? topics : topics.filter((topic) => offered.includes(topic));
}

/**
 * Where a record of the address has no field for topics, nothing can be told apart: a topic less is everything less
 * (refusing works everywhere), and none can be switched on alone.
 */
export function asStorable(
  event: ConsentEvent,
  records: readonly Pick<ConsentRecord, 'topics'>[],
): ConsentEvent {
  if (event.topics === undefined || records.every(({ topics }) => topics !== null)) return event;
  return event.name === 'ConsentSubscribed' ? { ...event, offered: [] } : ofEverything(event);
}

/** The same event without its topics. */
export function ofEverything(event: ConsentEvent): ConsentEvent {
  const whole = { ...event };
  delete whole.topics;
  delete whole.offered;
  return whole;
}

/** Of two refusals what both refuse together. */
export function widerRefusal(event: ConsentEvent, earlier: ConsentEvent): ConsentEvent {
  if (event.topics === undefined) return event;
  if (earlier.topics === undefined) return earlier;
  return { ...event, topics: [...new Set([...earlier.topics, ...event.topics])] };
}

/**
 * What several records of one decision agree on: a topic that one of them lacks was switched off there. Where they have
 * nothing in common, what the first names: an empty list would be everything.
 */
export function sharedTopics(state: AddressState, states: readonly AddressState[]): readonly string[] {
  const named = states
    .filter(({ status, changedOn }) => status === state.status && changedOn === state.changedOn)
    .map(({ topics }) => topics)
    .filter((topics) => topics.length > 0)
    .toSorted((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1));
  const [first = [], ...rest] = named;
  const shared = first.filter((topic) => rest.every((topics) => topics.includes(topic)));
  return shared.length > 0 ? shared : state.topics.length > 0 ? state.topics : first;
}
