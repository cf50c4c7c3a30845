import type { Language } from '../consent/event';
import type { Policy } from '../consent/policy';
import type { Clock, Crm, Log, Mailer, ReturnTo, Tokens } from './ports';
import type * as store from './store-ports';

/** What the admin chose, as far as use cases need it. Durations in milliseconds. */
export interface FlowSettings {
  readonly policy: Policy;
  readonly mailMode: { readonly kind: 'hold' | 'live' } | { readonly kind: 'redirect'; readonly to: string };
  /** Base of every link, without a slash at its end. */
  readonly publicUrl: string;
  /** Right side of Message-IDs. */
  readonly messageDomain: string;
  readonly controller: string;
  readonly consentTexts: Readonly<Partial<Record<Language, string>>>;
  readonly privacyUrl: string;
  /** How long a write without an answer may still land. */
  readonly inDoubtWait: number;
  readonly readBackAfter: number;
  readonly mailDoubtAfter: number;
  readonly sweepHorizon: number;
}

/** Everything use cases are given. */
export interface FlowDeps {
  readonly crm: Crm;
  readonly mailer: Mailer;
  readonly tokens: Tokens;
  /** Return addresses of an address's mails, by its fingerprint; absent: MAILBOX_DOMAIN is not set. */
  readonly returnTo?: (fingerprint: string) => ReturnTo;
  readonly clock: Clock;
  readonly log: Log;
  /** A fresh UUIDv7. */
  readonly newId: () => string;
  readonly seals: store.Seals;
  readonly lock: store.AddressLock;
  readonly ledger: store.MailLedger;
  readonly ceilings: store.Ceilings;
  readonly memory: store.EventMemory;
  readonly undo: store.UndoStore;
  readonly standing: store.StandingRefusals;
  readonly pending: store.PendingRefusals;
  readonly outcomes: store.Outcomes;
  readonly watermarks: store.Watermarks;
  readonly alarm: store.Alarm;
  readonly planner: store.Planner;
  readonly network: store.NetworkEvidence;
  readonly tally: store.Tally;
  readonly settings: FlowSettings;
}
