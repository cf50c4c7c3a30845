import type { Language } from '../consent/event';
import type { Policy } from '../consent/policy';
import type { MailMode } from './addresses';
import type { Brand } from './brand';
import type { FieldMap } from './field-map';
import type { Rate } from './kinds';
import type { MailWebhookMap } from './mail-webhook';
import type { OwnWords } from './mailbox-files';
import type { NamedKey, TokenKey } from './secrets';

export type Role = 'web' | 'worker' | 'scheduler';

/** What the admin set, parsed. Durations in milliseconds. */
export interface Config {
  readonly roles: readonly Role[];
  readonly production: boolean;
  readonly http: {
    readonly port: number;
    readonly host: string;
    readonly adminPort: number;
    readonly adminHost: string;
    readonly adminToken: string | undefined;
    readonly publicUrl: string;
    readonly trustProxy: boolean | number | string[];
    readonly rateLimitClient: Rate | 'off';
    readonly rateLimitToken: Rate | 'off';
  };
  readonly vtiger: {
    readonly url: string;
    readonly username: string;
    readonly accessKey: string;
    readonly concurrency: number;
    readonly timeout: number;
    readonly fields: FieldMap;
  };
  readonly redis: { readonly url: string | undefined; readonly prefix: string; readonly dataDir: string };
  readonly mail: {
    readonly smtpUrl: string;
    readonly from: { readonly name: string; readonly address: string };
    readonly replyTo: { readonly name: string; readonly address: string } | undefined;
    readonly dkim:
      { readonly domain: string; readonly selector: string; readonly privateKey: string } | undefined;
    readonly mode: MailMode;
    readonly perSecond: number;
    readonly templateDir: string;
  };
  readonly secrets: {
    readonly webhooks: readonly Buffer[];
    readonly tokens: readonly TokenKey[];
    readonly labels: readonly TokenKey[];
    readonly addressKey: Buffer;
    readonly seals: readonly NamedKey[];
  };
  readonly policy: Policy;
  readonly labelConfirm: 'request' | 'trust';
  readonly staffInvitesPerHour: number;
  readonly evidence: { readonly network: 'none' | 'truncated' | 'full'; readonly days: number };
  readonly brand: Brand;
  readonly privacyUrl: string;
  readonly controller: string;
  readonly consentTexts: Readonly<Partial<Record<Language, string>>>;
  readonly person: {
    /** `default`, or Vtiger's field names. */
    readonly myDataFields: readonly string[];
    readonly roleAddresses: readonly string[];
    readonly erasePolicy: 'review' | 'auto';
    readonly keepModules: readonly string[];
    readonly keepAccountTypes: readonly string[];
    /** Beside `default`, Vtiger's names of fields that a kept record is emptied of. */
    readonly emptyFields: readonly string[];
    readonly eraseUnconfirmedAfter: number;
    readonly requestGroup: string;
  };
  readonly signup: {
    readonly open: boolean;
    readonly source: string;
    /** Per client address: with a proof of work, and without one. */
    readonly rateLimit: Rate | 'off';
    readonly rateLimitPlain: Rate | 'off';
  };
  readonly mailbox: {
    /** Absent: no mailbox is read. */
    readonly imapUrl: string | undefined;
    /** Whose every local part comes into the mailbox; absent: mails carry no return address of ours. */
    readonly domain: string | undefined;
    readonly lookEvery: number;
    readonly folders: { readonly done: string; readonly review: string; readonly failed: string };
    /** Whose Authentication-Results count (RFC 8601 section 5); absent: nobody's. */
    readonly authservId: string | undefined;
    /** Beside the bundled ones. MAILBOX_WORDS_FILE. */
    readonly words: OwnWords;
    readonly trustDmarc: boolean;
    /** So many soft bounces within so long make a permanent one; `off`: never. */
    readonly softLimit: Rate | 'off';
    /** Absent: no provider posts reports. MAIL_WEBHOOK_FILE. */
    readonly webhook: MailWebhookMap | undefined;
  };
  readonly sweepCron: string;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  readonly timing: {
    readonly inDoubtWait: number;
    readonly readBackAfter: number;
    readonly mailDoubtAfter: number;
    readonly jobLock: number;
    readonly shutdownDeadline: number;
  };
}
