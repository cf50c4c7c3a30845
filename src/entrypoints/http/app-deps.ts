import type { Store } from 'express-rate-limit';
import type { Brand } from '../../config/brand';
import type { MailWebhookMap } from '../../config/mail-webhook';
import type { Language } from '../../consent/event';
import type { ToldReport } from '../../flow/mailbox/accept-reports';
import type { PersonDoor } from '../../flow/person-door';
import type { Clock, Intake, Log, TokenAct, Tokens } from '../../flow/ports';
import type { ClickKind } from './click-kinds';

export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/** Bounces and complaints that the mail provider posts. */
export interface MailReportDoor {
  /** How its messages are read. MAIL_WEBHOOK_FILE. */
  readonly map: MailWebhookMap;
  /** Durable when it resolves. */
  accept(webhookId: string, reports: readonly ToldReport[]): Promise<'accepted' | 'duplicate'>;
}

/** The hosted sign-up. */
export interface SignupSettings {
  /** What the CRM shows as the source of these sign-ups. */
  readonly source: string;
  /** Per client address, with a proof of work. */
  readonly rateLimit: RateLimit | 'off';
  /** Per client address, without one: scripts off, or a form on another site. */
  readonly rateLimitPlain: RateLimit | 'off';
  /** Signs the challenges; the same in every process. */
  readonly proofKey: string;
  /** Rounds of each try of the work; absent: as much as no person notices. */
  readonly proofCost?: number;
}

export interface PublicSettings {
  /** Base of every link; its path is where the app is mounted. */
  readonly publicUrl: string;
  /** What express trusts for the client's address. */
  readonly trustProxy: boolean | number | string[];
  readonly brand: Brand;
  readonly privacyUrl: string;
  readonly controller: string;
  /** At least the default language's. */
  readonly consentTexts: Readonly<Partial<Record<Language, string>>>;
  readonly defaultLanguage: Language;
  readonly version: string;
  /** EVIDENCE_NETWORK: whether IP and user agent of an act are kept, and whether the IP whole. */
  readonly evidenceNetwork: 'none' | 'truncated' | 'full';
  readonly labelConfirm: 'request' | 'trust';
  readonly rateLimitClient: RateLimit | 'off';
  readonly rateLimitToken: RateLimit | 'off';
  /** From sending to end, ms, by act: tells how soon a link was opened. Only counted. */
  readonly linkLifetimes?: Readonly<Partial<Record<TokenAct, number>>>;
  /** Absent: SIGNUP=off. */
  readonly signup?: SignupSettings;
  /** How long a POST waits for its outcome, ms. */
  readonly outcomeWait: number;
}

export interface PublicAppDeps {
  readonly intake: Intake;
  /** What people ask for on pages: their choices, their data, leaving. */
  readonly person: PersonDoor;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: PublicSettings;
  /** Decoded; any of them verifies. */
  readonly webhookSecrets: readonly Buffer[];
  /** Absent: there is no such door. */
  readonly mailReports?: MailReportDoor;
  /** Asks the CRM: its version and the API user's name. */
  readonly ping: () => Promise<{ readonly version: string; readonly user: string }>;
  /** Counts opened links; labels hold no token and no address. */
  readonly clicks: (act: string, method: string, kind: ClickKind) => void;
  /** A limiter's shared store; without one each process counts alone. */
  readonly rateLimitStore?: (prefix: string) => Store | undefined;
}
