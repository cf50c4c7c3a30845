import type { Channel, ConsentEvent } from './event';
import type { AgreedText } from './state';
import type { StatusOrNone } from './status';
import { topicsNamed } from './topics';

/** Consent states as the W3C DPV guide spells ISO/IEC TS 27560 (27560-shaped, not conformant). */
const EVENT_STATES: Partial<Record<ConsentEvent['name'], string>> = {
  OptInRequested: 'requested',
  InvitationRequested: 'requested',
  InvitationSent: 'requested',
  ReminderSent: 'requested',
  InvitationExpired: 'expired',
  ConsentConfirmed: 'given',
  ConsentSubscribed: 'given',
  ConsentRecorded: 'given',
  ConsentRefused: 'refused',
  ConsentWithdrawn: 'withdrawn',
  ComplaintReceived: 'withdrawn',
  AddressBlacklisted: 'refused',
  BlacklistLifted: 'refused',
};

/** An undo and a change of address say nothing of consent themselves: the status they lead to does. */
const STATUS_STATES: Partial<Record<StatusOrNone, string>> = {
  Optin: 'requested',
  Invited: 'requested',
  Reminded: 'requested',
  Expired: 'expired',
  Confirmed: 'given',
  Subscribed: 'given',
  Optout: 'refused',
  Unsubscribed: 'withdrawn',
};

/** One consent record: what proves an event (GDPR art. 7(1)). JSON, ASCII only: Vtiger loses 4-byte characters. */
export interface Evidence {
  readonly schema: 'consent-bridge/1';
  readonly event_id: string;
  readonly event: ConsentEvent['name'];
  readonly event_state: string;
  readonly record_ids: readonly string[];
  readonly pii_principal_id: string;
  readonly from_status: StatusOrNone;
  readonly to_status: StatusOrNone;
  /** UTC, ms. */
  readonly occurred_at: string;
  readonly actor: string;
  readonly asserted_by: 'hub' | 'crm';
  readonly channel: Channel;
  readonly collection_method: string;
  readonly lawful_basis?: string;
  readonly consent_text?: string;
  readonly consent_text_hash?: string;
  readonly consent_text_language?: string;
  readonly privacy_notice?: string;
  readonly controller: string;
  readonly purpose: 'e-mail newsletter';
  /** The topics that it is about; absent: all of the newsletter. */
  readonly purposes?: readonly string[];
  readonly round?: string;
  readonly message_id?: string;
  readonly reason?: string;
  readonly note?: string;
  readonly ip?: string;
  readonly user_agent?: string;
  /** Set where a record joined its address and took the decision over. */
  readonly copied_from?: string;
  /** What the record carries after the event; the seal's MAC covers date and text. */
  readonly agreement: {
    readonly basis: string;
    readonly date: string | null;
    readonly text: string;
    readonly source: string;
  };
}

export interface EvidenceFacts {
  readonly event: ConsentEvent;
  readonly recordIds: readonly string[];
  readonly fingerprint: string;
  readonly from: StatusOrNone;
  readonly to: StatusOrNone;
  readonly round: string;
  readonly textHash: string;
  readonly controller: string;
  readonly note?: string;
  readonly copiedFrom?: string;
  readonly agreed: AgreedText;
  readonly network?: { readonly ip: string; readonly userAgent: string };
}

const BY_HUB: readonly Channel[] = ['form', 'link', 'label', 'one-click', 'mailbox', 'system'];

/** Builds the consent record of one event; empty members are left out. */
export function evidenceOf(facts: EvidenceFacts): Evidence {
  const { event } = facts;
  const shown = event.shown;
  return {
    schema: 'consent-bridge/1',
    event_id: event.id,
    event: event.name,
    event_state: EVENT_STATES[event.name] ?? STATUS_STATES[facts.to] ?? 'none',
    record_ids: facts.recordIds,
    pii_principal_id: facts.fingerprint,
    from_status: facts.from,
    to_status: facts.to,
    occurred_at: new Date(event.occurredAt).toISOString(),
    actor: event.actor.user === undefined ? event.actor.type : `${event.actor.type} ${event.actor.user}`,
    asserted_by: BY_HUB.includes(event.channel) ? 'hub' : 'crm',
    channel: event.channel,
    collection_method: event.source ?? '',
    ...(event.basis === undefined ? {} : { lawful_basis: event.basis }),
    ...(shown?.text ? { consent_text: shown.text, consent_text_hash: facts.textHash } : {}),
    ...(shown?.language === undefined ? {} : { consent_text_language: shown.language }),
    ...(shown?.policyUrl ? { privacy_notice: shown.policyUrl } : {}),
    controller: facts.controller,
    purpose: 'e-mail newsletter',
    ...(event.topics === undefined ? {} : { purposes: topicsNamed(event) }),
    ...(facts.round === '' ? {} : { round: facts.round }),
    ...(event.messageId === undefined ? {} : { message_id: event.messageId }),
    ...(event.reason ? { reason: event.reason } : {}),
    ...(facts.note === undefined ? {} : { note: facts.note }),
    ...(facts.copiedFrom === undefined ? {} : { copied_from: facts.copiedFrom }),
    agreement: {
      basis: facts.agreed.basis,
      date: facts.agreed.consentDate === null ? null : new Date(facts.agreed.consentDate).toISOString(),
      text: facts.agreed.text,
      source: facts.agreed.source,
    },
    ...(facts.network === undefined ? {} : { ip: facts.network.ip, user_agent: facts.network.userAgent }),
  };
}

const MARK = 'consent-bridge evidence';

/** The ModComments row: a line for people, then the JSON block. */
export function evidenceComment(evidence: Evidence): string {
  const move =
    evidence.from_status === evidence.to_status
      ? `status stays ${evidence.to_status}`
      : `${evidence.from_status} to ${evidence.to_status}`;
  const note = evidence.note === undefined ? '' : ` (${evidence.note})`;
  const topics = evidence.purposes === undefined ? '' : `, topics: ${evidence.purposes.join(', ')}`;
  const line = `E-mail consent: ${evidence.event}, ${move}, ${evidence.occurred_at}, by ${evidence.actor} via ${evidence.channel}${note}${topics}`;
  return joinEvidence(ascii(line), ascii(JSON.stringify(evidence)));
}

/**
 * Reads the JSON block of a comment; `null` for a comment that carries none. Not a proof: staff can write comments.
 * The mark may stand in a note before the block and in a text within it, so each is tried from the first.
 */
export function parseEvidenceBlock(comment: string): unknown {
  return findBlock(comment)?.block ?? null;
}

/** A comment in two: the line for people and the block's JSON text, as the extension keeps them. */
export function splitEvidence(comment: string): { readonly line: string; readonly json: string } | null {
  const found = findBlock(comment);
  if (found === null) return null;
  return {
    line: comment.slice(0, found.at).trimEnd(),
    json: comment.slice(found.at + MARK.length).trim(),
  };
}

export function joinEvidence(line: string, json: string): string {
  return `${line}\n${MARK} ${json}`;
}

function findBlock(comment: string): { readonly at: number; readonly block: object } | null {
  for (let at = comment.indexOf(MARK); at >= 0; at = comment.indexOf(MARK, at + 1)) {
    const block = parsed(comment.slice(at + MARK.length));
    if (typeof block === 'object' && block !== null) return { at, block };
  }
  return null;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
}

/**
 * Everything beyond ASCII, and what Vtiger rewrites (`<`, `&`), as JSON escapes, so that the block comes back as it
 * was sent (facts 55 to 57).
 */
function ascii(text: string): string {
  return text.replace(
    /[^\x20-\x7e]|[<>&]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
