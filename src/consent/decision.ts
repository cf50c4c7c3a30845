import type { ConsentEvent } from './event';
import type { Policy } from './policy';
import type { AddressState } from './state';

/** Why an event changed nothing or was rejected. Stable: webhook outcomes, pages and metrics show them. */
export const SENTENCES = {
  blacklisted: 'The address is blacklisted; only lifting the blacklist opens it again.',
  refused_before: 'The person refused or withdrew; staff cannot ask or record consent over that.',
  expired: 'The link came after its round had ended; ask for a new one.',
  bounced: 'Mail to this address bounced; the address must be corrected first.',
  not_waiting: 'There is no open request that this could belong to.',
  other_round: 'This belongs to an earlier round.',
  older_than_decision: 'The person decided since; an older event may only move towards refusal.',
  missing_ground: 'An invitation by staff needs a ground, for instance where the person was met.',
  missing_reason: 'Lifting a blacklist needs a reason.',
  too_soon_to_reinvite: 'The last round expired too recently to ask again (REINVITE_AFTER).',
  proof_incomplete: 'Recording consent needs basis, text, date and source.',
  proof_in_future: 'The date of the recorded consent lies in the future.',
  proof_before_refusal: 'The proof is older than the refusal, or its basis is not consent.',
  refusal_was_not_me: 'The person said "this was not me"; recorded proof cannot turn that.',
  not_blacklisted: 'The address is not blacklisted.',
  nothing_to_undo: 'There is no withdrawal of the last hour that this could undo.',
  label_not_waiting: 'A printed link gives consent only while an invitation is open.',
  topic_needs_fresh_link: 'A printed link only switches topics off; switching on needs a fresh link.',
  wrong_actor: 'Only the person can do this by a link, or only staff; not whoever sent it.',
  no_address: 'The record has no e-mail address; fill it in first.',
  invalid_address: 'The e-mail address of the record cannot be mailed; correct it first.',
  record_not_found: 'There is no such Contact or Lead; it may have been deleted.',
  record_held: 'The record carries a status that the bridge did not write; see `consent-bridge explain`.',
  converted_without_history:
    'This Contact came from a Lead without its consent fields; map them in Lead conversion first.',
  address_changed: 'The address of the record changed since this link was made.',
} as const;

export type DecisionCode = keyof typeof SENTENCES;

/** Something to do besides writing the state; each can be run again without a second visible result. */
export type Effect =
  'resend-invitation' | 'tell-already-subscribed' | 'welcome' | 'keep-undo' | 'drop-undo' | 'read-back';

export type Decision =
  | {
      readonly kind: 'changed';
      readonly state: AddressState;
      readonly effects: readonly Effect[];
      readonly note?: string;
    }
  | { readonly kind: 'unchanged'; readonly effects: readonly Effect[]; readonly code?: DecisionCode }
  | { readonly kind: 'rejected'; readonly code: DecisionCode };

/** What a withdrawal by form leaves behind for an hour. */
export interface UndoEntry {
  /** The withdrawal's event id. */
  readonly eventId: string;
  readonly before: AddressState;
}

export interface DecisionContext {
  readonly policy: Policy;
  /** Epoch ms. */
  readonly now: number;
  /**
   * The UUIDv7 of the round that an event opens; the same event opens the same round, so that evidence written before
   * a crash names the round that the record gets at last.
   */
  readonly roundOf: (event: Pick<ConsentEvent, 'id' | 'occurredAt'>) => string;
  readonly undo?: UndoEntry;
  /** The last 8 characters of the event id that an undo token names. */
  readonly undoes?: string;
}

export const rejected = (code: DecisionCode): Decision => ({ kind: 'rejected', code });
