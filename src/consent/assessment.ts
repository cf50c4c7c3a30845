import type { Decision, DecisionContext, Effect } from './decision';
import type { ConsentEvent } from './event';
import type { FoundEvent } from './judgement';
import type { AddressState } from './state';

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
  /** The last refusal, while nothing has turned it: where the records do not show it, a late write covers it. */
  readonly standing?: ConsentEvent;
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
