export const MODULES = ['Contacts', 'Leads'] as const;
export type ModuleName = (typeof MODULES)[number];

/** The fields that the bridge may write, by our names. Times are epoch milliseconds UTC, whole seconds. */
export interface ConsentFields {
  readonly status: string;
  readonly newsletterOptin: boolean;
  readonly emailOptout: boolean;
  readonly basis: string;
  readonly consentDate: number | null;
  readonly invitedOn: number | null;
  readonly remindedOn: number | null;
  readonly changedOn: number | null;
  readonly text: string;
  readonly source: string;
  readonly language: string;
  /** `[]`: all; `null`: the module has no such field. The order means nothing. */
  readonly topics: readonly string[] | null;
  readonly round: string;
  readonly addressFp: string;
  readonly seal: string;
}

/** A Contact or Lead as the CRM holds it now. */
export interface ConsentRecord extends ConsentFields {
  /** Webservice id, `12x345`. */
  readonly id: string;
  readonly module: ModuleName;
  /** Raw, with the spaces and capitals that Vtiger keeps. */
  readonly email: string;
  readonly createdTime: number | null;
  readonly modifiedTime: number | null;
  /** Vtiger's own `source` field: CRM, WEBFORM, IMPORT, WEBSERVICE. */
  readonly origin: string;
  readonly convertedFromLead: boolean;
}
