import type { UndoEntry } from '../consent/decision';
import type { ConsentEvent, EventName } from '../consent/event';
import type { FoundEvent } from '../consent/judgement';
import type { ModuleName } from '../consent/record';
import type { ParsedSeal, SealCovers, SealFacts } from '../consent/seal';
import type { ActNetwork, Outcome } from './ports';

/* Work in flight. All of it may be lost (Redis emptied) and the records still end right, except accepted acts. */

/** Serialises all work on an address, over all processes. */
export interface AddressLock {
  /** `null` when somebody else holds it. Expires after IN_DOUBT_WAIT unless extended. */
  acquire(key: string): Promise<Lease | null>;
}

export interface Lease {
  /** Full time again, from now; throws Failure `lock_lost` (retryable) when it is no longer ours. Before each write. */
  extend(): Promise<void>;
  release(): Promise<void>;
  /** Ends the work and lets the lock stand for its time: a write may still land. */
  leave(): void;
}

/** One mail per address, round, kind and resend number. */
export interface MailLedger {
  find(key: string): Promise<'reserved' | 'unsent' | 'sent' | null>;
  /** Kept while unsent. Answers false when there was an entry already; one marked unsent is taken over. */
  reserve(key: string): Promise<boolean>;
  /** The mail server certainly did not take it: sending it again is no duplicate. */
  unsent(key: string): Promise<void>;
  /** 48 hours. */
  sent(key: string): Promise<void>;
  /** The next resend number of a round. */
  nextResend(key: string): Promise<number>;
}

/** Ceilings on mail. Every method answers 0 for "go", else how many ms to wait. */
export interface Ceilings {
  /** MAIL_RATE over all workers; also while the sender is paused. */
  mailSlot(): Promise<number>;
  /** After a refusal that is not the person's fault (5.7.x): nobody mails for so long. */
  pauseSender(ms: number): Promise<void>;
  /** The address was refused for no clear reason; answers whether another one was, within 10 minutes. */
  refusedUnclearly(fingerprint: string): Promise<boolean>;
  /** 1 in 10 minutes and 3 in 24 hours per address. `count` counts without blocking (the round's first mail). */
  address(fingerprint: string, mode: 'ask' | 'count'): Promise<number>;
  /** 3 in 24 hours, of what anybody can ask for on a page. The same request asks once. */
  daily(key: string, requestId: string): Promise<number>;
  /** STAFF_INVITES_PER_HOUR. The same event asks once. */
  staffInvite(eventId: string): Promise<number>;
}

/** What is remembered of an event: so that a retry neither writes evidence twice nor runs effects twice. */
export interface EventMemory {
  /** Sets the mark; true when it stood already: look the comment up before writing one. */
  markEvidence(key: string): Promise<boolean>;
  isApplied(eventId: string): Promise<boolean>;
  /** Before effects run: they are at most once. */
  markApplied(eventId: string): Promise<void>;
}

/** What a withdrawal by form leaves for an hour (footnote [8]). */
export interface UndoStore {
  keep(fingerprint: string, entry: UndoEntry): Promise<void>;
  find(fingerprint: string): Promise<UndoEntry | null>;
  drop(fingerprint: string): Promise<void>;
}

/** A refusal that must still stand when it is read back; an undo or a later act of the person ends it. */
export interface StandingRefusals {
  set(fingerprint: string, event: ConsentEvent): Promise<void>;
  find(fingerprint: string): Promise<ConsentEvent | null>;
  drop(fingerprint: string): Promise<void>;
}

/** Refusals of addresses that no record carries yet; compared by every full pass. */
export interface PendingRefusals {
  add(fingerprint: string, event: ConsentEvent): Promise<void>;
  find(fingerprint: string): Promise<ConsentEvent | null>;
  /** Which of these are pending. */
  among(fingerprints: readonly string[]): Promise<string[]>;
  drop(fingerprint: string): Promise<void>;
}

export interface Outcomes {
  put(kind: 'act' | 'webhook', id: string, outcome: Outcome): Promise<void>;
}

/** How far the sweeps have come. */
export interface Watermarks {
  /** Epoch ms; `null`: absent, a full pass is due. */
  get(module: ModuleName): Promise<number | null>;
  set(module: ModuleName, at: number): Promise<void>;
  /** The full pass under way in a module. */
  fullPass(module: ModuleName): Promise<FullPass | null>;
  saveFullPass(module: ModuleName, pass: FullPass | null): Promise<void>;
  /** When the last full pass ended, epoch ms. */
  lastFullPass(module: ModuleName): Promise<number | null>;
  endFullPass(module: ModuleName, at: number): Promise<void>;
}

export interface FullPass {
  /** The last id seen. */
  readonly after: string | null;
  /** The newest change when the pass began: the watermark it leaves. */
  readonly from: number;
  readonly drift: number;
}

/** A wrong key looks like many edits: then nothing is written of the bridge's own accord. */
export interface Alarm {
  raise(count: number): Promise<void>;
  isRaised(): Promise<boolean>;
  clear(): Promise<void>;
  /** Cleared, and not raised again for so long: the admin looked, and says that so many changes are meant. */
  release(ms: number): Promise<void>;
}

/**
 * Queues due work. Ids make repeats harmless; they must tell different minutes of `at` apart, for a step is planned
 * again from within its own job (no room to send, a mail in doubt).
 */
export interface Planner {
  /** Look at the record and do what is due, at `at` (epoch ms). */
  planStep(step: PlannedStep): Promise<void>;
  /** Look at a record that changed; looks with the same mark that wait or run are one. */
  planLook(record: string, mark: string, at?: number): Promise<void>;
  /** Read a refusal back. */
  planReadBack(record: string, fingerprint: string, at: number): Promise<void>;
}

export interface PlannedStep {
  readonly record: string;
  readonly step: 'invite' | 'remind' | 'expire';
  /** Last 8 characters of the round. */
  readonly round8: string;
  readonly at: number;
}

/** HMACs and hashes of addresses, texts and seals. */
export interface Seals {
  /** First 22 characters of base64url(HMAC-SHA256(ADDRESS_KEY, "address:" + address)). */
  fingerprint(address: string): string;
  /** SHA-256 of a consent text, base64url. */
  textHash(text: string): string;
  issue(facts: SealFacts, covers: SealCovers): string;
  check(seal: ParsedSeal, covers: SealCovers): 'valid' | 'invalid' | 'unknown_kid';
  /** Id of a found event: hash of record, modifiedtime and event. */
  foundId(found: Pick<FoundEvent, 'record' | 'name'>, modifiedTime: number | null): string;
  /** The UUIDv7 of the round that an event opens: its time, and a hash of its id. */
  roundId(opening: Pick<ConsentEvent, 'id' | 'occurredAt'>): string;
  /** Id derived from parts, for steps: the same step has the same event id. */
  derivedId(...parts: readonly string[]): string;
}

/** IP and user agent of an act, where the admin keeps them (EVIDENCE_NETWORK); kept apart from job data. */
export interface NetworkEvidence {
  /** Once all its evidence is written. */
  drop(eventId: string): Promise<void>;
  find(eventId: string): Promise<ActNetwork | null>;
}

/** Counters for /metrics; labels never hold an address or a record. */
export interface Tally {
  mail(kind: string, result: 'sent' | 'refused' | 'failed' | 'in_doubt' | 'repeated' | 'held'): void;
  event(name: EventName, result: Outcome['state'], code: string): void;
  inDoubtWrite(): void;
  held(reason: string): void;
}
