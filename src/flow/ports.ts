import type { ConsentFields, ConsentRecord, ModuleName } from '../consent/record';
import type { EventName, Language } from '../consent/event';
import type { CrmInspection } from './crm-inspection';
import type { RequestKind } from './request-kinds';

/** What the CRM is asked. Every method throws {@link Failure} with stage `crm`. */
export interface Crm {
  /** One record by webservice id; `null` when it does not exist, is deleted or is of another module. Converted Leads are found (fact 36). */
  retrieve(id: string): Promise<ConsentRecord | null>;
  /**
   * All Contacts and Leads whose address, in normal form, equals `address` to the byte. Queries the normal, the
   * unicode and each raw spelling given; an empty answer is believed only beside a control row (fact 8).
   */
  findByAddress(address: string, spellings?: readonly string[]): Promise<ConsentRecord[]>;
  /** All Contacts and Leads whose `consent_address_fp` is the fingerprint; extension grade: or whose address has it. */
  findByFingerprint(fingerprint: string): Promise<ConsentRecord[]>;
  /** Writes only the given fields and compares the answer with what was sent; an unstored field is a Failure `crm_not_stored`. */
  write(id: string, fields: Partial<ConsentFields>, beside?: WriteBeside): Promise<ConsentRecord>;
  /** Whether comments and fields of one write stand or fall together now (extension grade); absent: never. */
  isAtomic?(): Promise<boolean>;
  /** Adds one ModComments row; answers its id. */
  addComment(record: string, content: string): Promise<string>;
  /** All comments of a record, newest first, at most `limit` (default: all). */
  comments(record: string, limit?: number): Promise<CrmComment[]>;
  /**
   * Records with this status, by id after `after`; `invitedBefore` leaves out later rounds. Of this and the other lists:
   * fewer than 100 are the end; 100 in standard grade, up to 599 in extension grade are a page.
   */
  listByStatus(module: ModuleName, status: string, page: StatusPage): Promise<ConsentRecord[]>;
  /** Records changed at or after a moment, in order of (modifiedtime, id), a page. */
  listChanged(module: ModuleName, from: ChangeCursor): Promise<ConsentRecord[]>;
  /** All records by id after `after`, a page. */
  listAll(module: ModuleName, after: string | null): Promise<ConsentRecord[]>;
  /** Of these addresses, the records that carry them (one query per URL-sized chunk and module). */
  findByAddresses(addresses: readonly string[]): Promise<ConsentRecord[]>;
  /** The newest modifiedtime in a module, epoch ms; `null` in an empty module. */
  newestChange(module: ModuleName): Promise<number | null>;
  /** What is there: version, API user, fields found and missing. For doctor, Ping and start. */
  inspect(): Promise<CrmInspection>;
}

/** What belongs to a write. */
export interface WriteBeside {
  /**
   * The record as it was judged. Where the CRM can compare (extension grade), one that is no longer so is a Failure
   * `record_changed`, and nothing is written.
   */
  readonly known?: ConsentRecord;
  /** Comments that come before the fields, in one transaction with them where the CRM can (extension grade). */
  readonly comments?: readonly string[];
}

export interface StatusPage {
  readonly after: string | null;
  readonly invitedBefore?: number;
}

export interface ChangeCursor {
  /** Epoch ms. */
  readonly since: number;
  /** Within the same second: only ids after this one. */
  readonly afterId: string | null;
}

export interface CrmComment {
  readonly id: string;
  readonly content: string;
  readonly createdTime: number | null;
}

export const MAIL_KINDS = [
  'invitation',
  'reminder',
  'welcome',
  'already-subscribed',
  'new-link',
  'fresh-link',
  'erase-check',
  'address-check',
  'request-received',
  'request-done',
  'request-kept',
  'request-refused',
  'request-extended',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** One mail to one person. No names: a form may have been filled by anybody. */
export interface MailOrder {
  readonly kind: MailKind;
  readonly to: string;
  readonly language: Language;
  /** With angle brackets, the same for the same mail sent again. */
  readonly messageId: string;
  readonly links: MailLinks;
  /** Shown in full in invitation, reminder, new-link and welcome. */
  readonly consentText?: string;
  /** Epoch ms: until when the link works, or a request is answered. */
  readonly validUntil?: number;
  /** Addresses of ours that answers come to; absent: MAILBOX_DOMAIN is not set. */
  readonly returnTo?: ReturnTo;
  /** What a `request-*` mail is about. */
  readonly about?: RequestKind;
  /** Why: in `request-kept`, `request-refused`, `request-extended`; written by staff or from our own words. */
  readonly reason?: string;
}

export interface ReturnTo {
  /** The envelope's sender: bounces name whom they are about (VERP). */
  readonly bounce: string;
  /** Also in List-Unsubscribe, where that is sent: who writes there is unsubscribed. */
  readonly withdraw: string;
}

/** Absolute URLs. `unsubscribe` also becomes List-Unsubscribe (RFC 8058) on invitation, reminder, new-link, welcome. */
export interface MailLinks {
  readonly confirm?: string;
  readonly decline?: string;
  readonly unsubscribe?: string;
  readonly preferences?: string;
  readonly fresh?: string;
  /** Confirms a new address. */
  readonly address?: string;
}

/**
 * Sends mail. Throws Failure with stage `mail` and one of the codes: `mail_address_refused` (5.1.x, 5.2.1: the address
 * is dead), `mail_policy_refused` (5.7.x and the like: pause the sender), `mail_refused_unclear` (any other 5.x),
 * `mail_temporary` (4.x), `mail_unreachable` (no connection or no log-in), `mail_in_doubt` (lost after DATA). All but
 * the first and the last are retryable: nothing was sent.
 */
export interface Mailer {
  send(order: MailOrder): Promise<void>;
  /** Connects and authenticates; throws the same Failures. */
  verify(): Promise<void>;
}

export const TOKEN_ACTS = [
  'confirm',
  'decline',
  'subscribe',
  'unsubscribe',
  'undo',
  'preferences',
  'access',
  /** A new address: `adr` is its fingerprint, `rnd` names the request. */
  'address',
] as const;
export type TokenAct = (typeof TOKEN_ACTS)[number];

/** The claims of a link token: `sub`, `act`, `adr`, `rnd`, `exp`. */
export interface TokenClaims {
  readonly record: string;
  readonly act: TokenAct;
  readonly fingerprint: string;
  /** Last 8 characters of the round (of the withdrawal's event id in an undo token). */
  readonly round8?: string;
  /** Epoch seconds. */
  readonly expires?: number;
}

/** `mailed`: signed by TOKEN_SECRETS; `label`: by LABEL_SECRETS; `withdrawOnly`: by a retired key. */
export type TokenVerdict =
  | {
      readonly kind: 'valid' | 'expired';
      readonly claims: TokenClaims;
      readonly issuer: 'mailed' | 'label';
      readonly withdrawOnly: boolean;
    }
  | { readonly kind: 'bad' };

export interface Tokens {
  sign(claims: TokenClaims): string;
  /** Label link: no rnd, no exp, signed by LABEL_SECRETS' first; throws without one. */
  signLabel(record: string, act: TokenAct, fingerprint: string): string;
  verify(token: string): TokenVerdict;
}

/** How an event ended, for pages, the webhook's outcome and metrics. */
export interface Outcome {
  readonly state: 'pending' | 'applied' | 'unchanged' | 'rejected';
  /** Stable code for `rejected` (and for `unchanged` where it says why). */
  readonly code?: string;
  /** One sentence for the admin, without personal data. */
  readonly sentence?: string;
  /** The address's status afterwards. */
  readonly status?: string;
  /** Present when a withdrawal by form may be undone. */
  readonly undoable?: boolean;
}

/** Whose connection an act came over (EVIDENCE_NETWORK). */
export interface ActNetwork {
  readonly ip: string;
  readonly userAgent: string;
}

/** An act of a person on a hub page, accepted at the door. */
export interface PersonAct {
  readonly event: EventName;
  readonly record: string;
  readonly fingerprint: string;
  readonly channel: 'link' | 'label' | 'one-click' | 'form';
  readonly occurredAt: number;
  readonly round8?: string;
  readonly notMe?: boolean;
  /** Text and language as shown on the page. */
  readonly shown?: { readonly text: string; readonly language: Language; readonly policyUrl: string };
  /** `undo`: the withdrawal named by the token. */
  readonly undoes?: string;
  /** Topics that a ConsentSubscribed switches on or a ConsentWithdrawn switches off; absent: everything. */
  readonly topics?: readonly string[];
  /** All topics that the page knew when it was pressed; goes with `topics`, and others are ignored. */
  readonly offered?: readonly string[];
  readonly network?: ActNetwork;
}

/** The hub's and the webhook door's way into the queue. Throws Failure `store_unavailable` when Redis can't take it. */
export interface Intake {
  /** Durable when it resolves; answers the event id (UUIDv7). */
  acceptAct(act: PersonAct): Promise<string>;
  /** Waits at most `waitMs` for the outcome of an act. */
  outcomeOfAct(eventId: string, waitMs: number): Promise<Outcome>;
  /** Memory of the id and the job in one atomic step. */
  acceptWebhook(webhookId: string, event: WebhookEvent): Promise<'accepted' | 'duplicate'>;
  /** `null`: never seen, or forgotten after 7 days. */
  outcomeOfWebhook(webhookId: string): Promise<Outcome | null>;
}

/** The webhook body after the schema; `RecordSaved` only asks for a look. */
export interface WebhookEvent {
  readonly event: EventName | 'RecordSaved';
  readonly record: string;
  readonly occurredAt: number;
  readonly actor: { readonly type: 'contact' | 'staff' | 'system'; readonly user?: string };
  readonly channel: string;
  readonly source: string;
  readonly basis: string;
  readonly text: string;
  readonly language: string;
  readonly policyUrl: string;
  readonly reason: string;
}

/** Winston behind a narrow face. Fields never hold an address or a token. */
export interface Log {
  error(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  child(fields: LogFields): Log;
}
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Clock {
  /** Epoch ms. */
  now(): number;
}
