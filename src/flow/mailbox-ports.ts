import type { Language } from '../consent/event';

/* The mailbox: mails that people, mail servers and providers send to the bridge. */

/** What a local part of our own says (VERP and the mailto of List-Unsubscribe): nothing but an address's fingerprint. */
export interface ReturnAddress {
  readonly purpose: 'bounce' | 'withdraw';
  readonly fingerprint: string;
}

/** Local parts with their own MAC: lower-case base32, at most 45 characters (interfaces: Tokens). */
export interface ReturnTokens {
  sign(address: ReturnAddress): string;
  /** Case-insensitive, for mail servers change case; `null` when it is not ours. */
  read(localPart: string): ReturnAddress | null;
}

/** The mail that a report is about, as far as it came back (RFC 3462: whole, or headers alone). */
export interface EmbeddedMail {
  /** With angle brackets; '' where it is missing. */
  readonly messageId: string;
  /** All `https:` and `http:` URLs, and the URIs of List-Unsubscribe. At most 200. */
  readonly links: readonly string[];
  /** Addresses it was sent to. */
  readonly to: readonly string[];
  /** The envelope sender where it is told (Return-Path). */
  readonly returnPath: string;
}

/** One recipient of a delivery report (RFC 3464 section 2.3). */
export interface DeliveryStatus {
  /** Final-Recipient, else Original-Recipient; '' where it is redacted. */
  readonly recipient: string;
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'unknown';
  /** `5.1.1`; '' where there is none. */
  readonly status: string;
}

export type MailReport =
  | {
      readonly kind: 'delivery';
      readonly recipients: readonly DeliveryStatus[];
      readonly original: EmbeddedMail | null;
    }
  /** RFC 5965. */
  | {
      readonly kind: 'feedback';
      readonly type: string;
      readonly recipients: readonly string[];
      readonly original: EmbeddedMail | null;
    };

/** One mail as it was parsed, whatever bytes it was. Personal: never logged. */
export interface ReceivedMail {
  /** Of Message-ID and a hash of the content: the same mail read again has the same id. UUID-shaped. */
  readonly id: string;
  /** Epoch ms: the server's INTERNALDATE. */
  readonly receivedAt: number;
  /** Of the one From address; '' where there is none, or more than one (RFC 5322 section 3.6.2). */
  readonly from: string;
  /** Everything it was delivered to or addressed to: Delivered-To, X-Original-To, To, Cc. At most 100. */
  readonly to: readonly string[];
  /** Decoded, one line, at most 500 characters. */
  readonly subject: string;
  /** First lines of the text, for nothing but the language; at most 2000 characters. */
  readonly text: string;
  /** RFC 3834 and what is in use beside it: no person wrote this now. The reason, or `null`. */
  readonly automatic: string | null;
  /** By the configured own server alone (RFC 8601); `none` when it said nothing. */
  readonly dmarc: 'pass' | 'fail' | 'none';
  readonly report: MailReport | null;
  /** Why it could not be read as it should; it is then for Review or Failed. */
  readonly fault: string | null;
}

/** Where a mail ends: `done` its event is durable, `review` a person must look, `failed` it could not be read. */
export type MailEnd = 'done' | 'review' | 'failed';

/** What a mail asks for, after the rules: pure, from {@link ReceivedMail} alone. */
export type MailIntent =
  | { readonly kind: 'nothing'; readonly end: MailEnd; readonly reason: string }
  | {
      readonly kind: 'withdraw';
      readonly language: Language;
      readonly fingerprint?: string;
      readonly email?: string;
    }
  /** The forged-looking withdrawal: Review, with a register entry. */
  | { readonly kind: 'doubtful-withdrawal'; readonly language: Language; readonly email: string }
  | { readonly kind: 'erase'; readonly language: Language; readonly email: string; readonly proven: boolean }
  | { readonly kind: 'access'; readonly language: Language; readonly email: string }
  | { readonly kind: 'bounces'; readonly bounces: readonly Bounce[]; readonly end: MailEnd }
  | { readonly kind: 'complaint'; readonly fingerprint: string };

export interface Bounce {
  readonly fingerprint: string;
  readonly permanence: 'permanent' | 'soft';
  /** `5.1.1`. */
  readonly status: string;
}

/** How the handling of one mail ended; the reason is a code, never a word of the mail. */
export interface MailOutcome {
  readonly end: MailEnd;
  readonly reason: string;
}

/**
 * Answers only after whatever follows from the mail is durable. May be called again with the same mail: that changes
 * nothing. A retryable Failure leaves the mail where it is.
 */
export type HandleMail = (mail: ReceivedMail) => Promise<MailOutcome>;

/** One process of all leads; one that dies frees the place after a time. */
export interface LeaderLock {
  /** `null` when another leads. */
  stand(): Promise<Reign | null>;
}

export interface Reign {
  /** Aborted when the lead was lost, or could not be proven for as long as it holds. */
  readonly lost: AbortSignal;
  resign(): Promise<void>;
}

/** What the mailbox tells the metrics. */
export interface MailboxTally {
  /** Whether the mailbox can be read; `null` where another process reads it. */
  up(isUp: boolean | null): void;
  mail(end: MailEnd, reason: string): void;
}
