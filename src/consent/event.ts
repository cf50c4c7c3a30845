/** Facts in the past tense. Names are those of the webhook door and of the evidence. */
export const EVENTS = [
  'OptInRequested',
  'InvitationRequested',
  'InvitationSent',
  'ReminderSent',
  'InvitationExpired',
  'ConsentConfirmed',
  'ConsentSubscribed',
  'ConsentRecorded',
  'ConsentRefused',
  'ConsentWithdrawn',
  'WithdrawalUndone',
  'AddressBounced',
  'ComplaintReceived',
  'AddressBlacklisted',
  'AddressChanged',
  'BlacklistLifted',
] as const;

export type EventName = (typeof EVENTS)[number];

export const ACTOR_TYPES = ['contact', 'staff', 'system'] as const;
export type ActorType = (typeof ACTOR_TYPES)[number];

/** Who did it; `user` is the webservice id of a CRM user (`19x5`) where staff acted. */
export interface Actor {
  readonly type: ActorType;
  readonly user?: string;
}

export const CHANNELS = [
  'webform',
  'form',
  'link',
  'label',
  'one-click',
  'mailbox',
  'import',
  'crm',
  'system',
] as const;
export type Channel = (typeof CHANNELS)[number];

export const BASES = ['consent', 'customer', 'other'] as const;
export type Basis = (typeof BASES)[number];

export const LANGUAGES = ['nl', 'en', 'de', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The exact text the person saw, with its language and the policy it pointed at. */
export interface ShownText {
  readonly text: string;
  readonly language?: Language;
  readonly policyUrl?: string;
}

/** One fact about one record, its id fixed at the door. */
export interface ConsentEvent {
  /** UUIDv7 given at the door, or for sweeps a hash of record, modifiedtime and event. */
  readonly id: string;
  readonly name: EventName;
  readonly record: string;
  /** Epoch milliseconds, UTC. For ConsentRecorded the proof's date. */
  readonly occurredAt: number;
  readonly actor: Actor;
  readonly channel: Channel;
  readonly source?: string;
  readonly basis?: Basis;
  readonly shown?: ShownText;
  /** The ground of an invitation, the reason of a lift, the words of a refusal. */
  readonly reason?: string;
  /** Last 8 characters of the round that a mailed token or a timer names. */
  readonly round8?: string;
  /** The refusal said "this was not me": no recorded proof may turn it. */
  readonly notMe?: boolean;
  /** A change found on the record by the sweep, not an action taken for this purpose. */
  readonly found?: boolean;
  /** The admin vouches for a record that was held as `legacy_without_proof` (`adopt --legacy`). */
  readonly adopted?: boolean;
  readonly messageId?: string;
  /** Topics that it is about; absent: all mail. */
  readonly topics?: readonly string[];
  /** All topics there are, so that "all but these" can be written; topics that are not among them are ignored. */
  readonly offered?: readonly string[];
}
