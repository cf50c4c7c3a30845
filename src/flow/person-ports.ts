import type { Language } from '../consent/event';
import type { ModuleName } from '../consent/record';
import type { FlowDeps } from './deps';
import type { RequestKind } from './request-kinds';

/* The person's side: seeing, changing, taking along and erasing (GDPR art. 15 to 21), and the hosted sign-up. */

/** A field that the API user may read, as Vtiger describes it. */
export interface PersonField {
  /** Vtiger's name: `firstname`, `cf_863`. */
  readonly name: string;
  /** In the API user's language. */
  readonly label: string;
  /** Vtiger's type: string, text, picklist, multipicklist, boolean, date, reference, owner ... */
  readonly type: string;
  readonly editable: boolean;
  readonly mandatory: boolean;
  /** Of a picklist. */
  readonly values?: readonly string[];
  /** What a reference may point to. */
  readonly refersTo?: readonly string[];
  /** One that the bridge writes (`consent_status` and the like, however Vtiger calls it): shown as choices, never as data. */
  readonly ofConsent?: boolean;
}

/** One record with every readable field as Vtiger holds it; '' for null. Personal: never logged, never queued. */
export interface PersonRecord {
  readonly id: string;
  readonly module: ModuleName;
  readonly fields: Readonly<Record<string, string>>;
}

export interface RelatedCount {
  /** Vtiger's module: ModComments, Emails, HelpDesk, Documents ... */
  readonly module: string;
  /** `null`: the API user may not read it. */
  readonly count: number | null;
}

/** Persons in the CRM, beyond their consent. Every method throws Failure with stage `crm`. */
export interface PersonCrm {
  describe(module: ModuleName): Promise<readonly PersonField[]>;
  /** `null` when it does not exist, is deleted, or may not be read. */
  read(id: string): Promise<PersonRecord | null>;
  /** Writes only these fields (Vtiger's names) and compares the answer; else Failure `crm_not_stored`. Never consent fields. */
  change(id: string, values: Readonly<Record<string, string>>): Promise<void>;
  /** Comments, mails, tickets and documents that hang on the record. */
  related(id: string): Promise<readonly RelatedCount[]>;
  /** Answers the new Lead's id. */
  createLead(values: Readonly<Record<string, string>>): Promise<string>;
  /** Values of `consent_topics`, of both modules, in the picklist's order; [] where there is no such field. */
  topics(): Promise<readonly string[]>;
  /**
   * Whether documents of these modules name the record (a Contact), or its Account. `unknown`: a module can't be read,
   * or its positive control fails (facts 8, 40): then nothing may be deleted. An empty module is believed of an admin
   * alone: of others, sharing rules may hide its records (fact 89).
   */
  documents(record: PersonRecord, modules: readonly string[]): Promise<'none' | 'some' | 'unknown'>;
  /** What the API user may do in these modules, in their order; `editable`: making records and changing them; one that does not exist allows nothing. */
  rights(
    modules: readonly string[],
  ): Promise<readonly { readonly module: string; readonly readable: boolean; readonly editable: boolean }[]>;
  /** The Account of a Contact with its type; `null`: none; `unknown`: there is one and it can't be read. */
  account(record: PersonRecord): Promise<{ readonly type: string } | 'unknown' | null>;
  /** Erases one record: by `consentbridge.erase` where installed, else by Vtiger's delete. Gone already is no fault. */
  erase(id: string): Promise<void>;
  /** Keeps a refusal of an erased address (extension grade; else nothing is kept). */
  suppress(fingerprint: string, status: string): Promise<void>;
  /** Webservice id of the API user. */
  apiUser(): Promise<string>;
  /** What a reference or owner is called (`11x5` -> `Example BV`); `null` where it may not be read. Absent: ids are shown. */
  labelOf?(id: string): Promise<string | null>;
}

/** One entry of the request register (GDPR art. 12(3)): a HelpDesk ticket. It holds no name and no address. */
export interface RegisterEntry {
  /** Webservice id of the ticket. */
  readonly ticket: string;
  readonly kind: RequestKind;
  /** Id of the request; '' for one that staff entered (phone, letter). */
  readonly requestId: string;
  /** Webservice id; '' when staff named none. */
  readonly record: string;
  readonly language: Language | '';
  /** Epoch ms. */
  readonly receivedAt: number;
  /** One month on (art. 12(3)), or three when extended. Epoch ms. */
  readonly dueAt: number;
  readonly extended: boolean;
  readonly open: boolean;
  /** Closed by staff, and the bridge has not acted on it yet. */
  readonly untold: boolean;
  /** What staff or the bridge wrote as the outcome. */
  readonly outcome: string;
}

export interface NewRegisterEntry {
  readonly kind: RequestKind;
  readonly requestId: string;
  readonly record: string;
  readonly language: Language;
  readonly receivedAt: number;
  readonly dueAt: number;
  /** For staff: why a person is needed, without personal data. */
  readonly note: string;
}

/** The request register, in the CRM. Every method throws Failure with stage `crm`. */
export interface Register {
  /** The same `requestId` opens one ticket. Answers its id. */
  open(entry: NewRegisterEntry): Promise<string>;
  /** Everything open, and what staff closed and nobody was told of. */
  list(): Promise<readonly RegisterEntry[]>;
  find(ticket: string): Promise<RegisterEntry | null>;
  /** Closes it, or marks a closed one as told. */
  close(ticket: string, outcome: string): Promise<void>;
  /** art. 12(3): two months more, once. */
  extend(ticket: string, dueAt: number, reason: string): Promise<void>;
}

/** How the register stands: for metrics, the log and the command line. */
export interface RequestCounts {
  /** Not answered yet: open, or closed by staff and the person not told. */
  readonly open: number;
  /** Of these, due within five days or overdue. */
  readonly dueSoon: number;
  readonly overdue: number;
}

/** How it stood at the last look: metrics must not ask the CRM at each scrape. */
export interface LastCounts {
  put(counts: RequestCounts): Promise<void>;
  /** `null`: nobody has looked for long, or Redis was emptied. */
  find(): Promise<RequestCounts | null>;
}

/**
 * Personal content of a request in flight, apart from job data: encrypted, deleted when the work is done, and gone by
 * itself after `ttl`.
 */
export interface Parcels {
  put(id: string, content: Readonly<Record<string, string>>, ttl: number): Promise<void>;
  /** `null`: never put, dropped, or too old. */
  find(id: string): Promise<Readonly<Record<string, string>> | null>;
  drop(id: string): Promise<void>;
}

/** Soft bounces of each address within SOFT_BOUNCE_LIMIT's time. */
export interface SoftBounces {
  /** Counts a report once; whether the address has met the limit with it. */
  count(fingerprint: string, report: { readonly id: string; readonly at: number }): Promise<boolean>;
  forget(fingerprint: string): Promise<void>;
}

/** What is queued or remembered about a person, so that erasing reaches it. */
export interface Traces {
  /** Jobs, outcomes, network evidence and marks of these records and this fingerprint; the job in hand is left. */
  erase(person: {
    readonly records: readonly string[];
    readonly fingerprint: string;
    readonly except?: string;
  }): Promise<void>;
}

export interface PersonSettings {
  /** Vtiger's names of the fields that the person may change, per module. MY_DATA_FIELDS. */
  readonly editable: Readonly<Record<ModuleName, readonly string[]>>;
  readonly erasePolicy: 'review' | 'auto';
  /** Documents of these modules keep a record. ERASE_KEEP_MODULES. */
  readonly keepModules: readonly string[];
  /** Accounts of these types keep their Contacts. ERASE_KEEP_ACCOUNT_TYPES. */
  readonly keepAccountTypes: readonly string[];
  /** Vtiger's names of the fields that a kept record is emptied of, per module. ERASE_EMPTY_FIELDS. */
  readonly emptied: Readonly<Record<ModuleName, readonly string[]>>;
  /** Local parts of addresses that belong to no one person. ROLE_ADDRESSES. */
  readonly roleAddresses: readonly string[];
  /** `consent_source` of the hosted sign-up's Leads. SIGNUP_SOURCE. */
  readonly signupSource: string;
  /** How long after Expired a Lead of the hosted sign-up is erased, ms. ERASE_UNCONFIRMED_AFTER. */
  readonly eraseUnconfirmedAfter: number;
}

/** Everything use cases of the person's side are given. */
export interface PersonDeps extends FlowDeps {
  readonly people: PersonCrm;
  readonly register: Register;
  readonly parcels: Parcels;
  readonly traces: Traces;
  readonly requestCounts: LastCounts;
  readonly softBounces: SoftBounces;
  readonly person: PersonSettings;
}
