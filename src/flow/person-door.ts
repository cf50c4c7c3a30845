import type { Language } from '../consent/event';
import type { ModuleName } from '../consent/record';
import type { ActNetwork } from './ports';
import type { RelatedCount } from './person-ports';
import type { PersonRequest } from './person-requests';

/* The person's side as the hub's pages see it. */

/** One field of one's data, in words. */
export interface MyField {
  readonly name: string;
  readonly label: string;
  /** As people read it. */
  readonly value: string;
  /** As Vtiger holds it: what a form sends back, and what the download holds. */
  readonly raw: string;
  readonly type: string;
  readonly editable: boolean;
  readonly mandatory: boolean;
  readonly values?: readonly string[];
}

export interface MyRecord {
  readonly id: string;
  readonly module: ModuleName;
  /** Empty ones too. */
  readonly fields: readonly MyField[];
  /** What the bridge itself writes there: choices and history say it in words, the download holds it as it is. */
  readonly consent?: readonly MyField[];
  readonly related: readonly RelatedCount[];
}

/** One line of the consent history, oldest first. */
export interface MyHistoryLine {
  readonly event: string;
  /** UTC, ISO 8601. */
  readonly occurredAt: string;
  readonly from: string;
  readonly to: string;
  readonly actor: string;
  readonly channel: string;
  readonly text: string;
  readonly topics: readonly string[];
}

/** What is stored about the person behind a fresh link (art. 15): their own records, never others of the mailbox. */
export interface MyData {
  readonly address: string;
  readonly status: string;
  /** Switched on; [] with a mailable status = all. */
  readonly topics: readonly string[];
  /** Of one's mails; absent: none was chosen. */
  readonly language?: Language;
  readonly records: readonly MyRecord[];
  readonly history: readonly MyHistoryLine[];
}

/** `shared`: the mailbox is no one person's, staff must answer. `gone`: no record carries the link's address any more. */
export type MyDataView =
  { readonly kind: 'shown'; readonly data: MyData } | { readonly kind: 'shared' } | { readonly kind: 'gone' };

/** What the hub's pages need of the person's side. */
export interface PersonDoor {
  /**
   * Durable when it resolves; answers the request's id, which `Intake.outcomeOfAct` knows too. A request that comes with
   * an id of its own is queued once.
   */
  accept(
    request: PersonRequest,
    content?: Readonly<Record<string, string>>,
    more?: {
      readonly id?: string;
      /** Where it came from, as EVIDENCE_NETWORK allows: proof of what it leads to. */
      readonly network?: ActNetwork;
    },
  ): Promise<string>;
  /** Asks the CRM: only for a POST. Throws Failure with stage `crm`. */
  myData(link: {
    readonly record: string;
    readonly fingerprint: string;
    readonly language: Language;
    readonly round8?: string;
  }): Promise<MyDataView>;
  /** As last read from Vtiger by the schedule; never asks the CRM. */
  topics(): readonly string[];
}
