import type { ModuleName } from '../consent/record';

/* What is found in the CRM, for doctor, Ping and start. */

export interface CrmInspection {
  readonly version: string;
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly timeZone: string;
    readonly dateFormat: string;
  };
  readonly grade: 'standard' | 'extension';
  /** Absent: the extension is not installed. */
  readonly extension?: ExtensionInspection;
  readonly modules: readonly {
    readonly name: ModuleName | 'ModComments';
    readonly readable: boolean;
    readonly creatable: boolean;
    readonly updateable: boolean;
    /** Our field name -> Vtiger's field name. */
    readonly fields: Readonly<Record<string, string>>;
    readonly missing: readonly string[];
    /** Optional fields that are absent or not writable: what they are for is off there. */
    readonly off: readonly string[];
    readonly notWritable: readonly string[];
    /** Picklist values of consent_status that are absent. */
    readonly missingStatuses: readonly string[];
  }[];
}

export type UnusedExtension =
  'off' | 'hand_made' | 'contract' | 'no_key' | 'other_key' | 'denied' | 'unknown' | 'form';

/** The extension in Vtiger as the bridge finds it. */
export interface ExtensionInspection {
  /** Why the standard operations are used in spite of it; `null`: it is used. */
  readonly unused: { readonly code: UnusedExtension; readonly sentence: string } | null;
  /** What it says of itself; `null`: it did not say. */
  readonly facts: ExtensionFacts | null;
}

export interface ExtensionFacts {
  readonly version: string;
  readonly contract: number;
  /** How far Vtiger's clock was ahead of ours when it answered, ms. */
  readonly clockAhead: number | null;
  /** In which it stores its times (`$default_timezone`); null: a module that does not tell. */
  readonly timeZone: string | null;
  /** The API user is the one named in its settings: what that user saves sends no event. */
  readonly designated: boolean;
  /** Records whose links and fingerprint are not counted yet. */
  readonly backfillWaiting: number;
  /** Events in Vtiger that the bridge has not taken yet. Epoch ms. */
  readonly outbox: { readonly waiting: number; readonly oldest: number | null };
  readonly cronLastRun: number | null;
  /** Consent fields that a workflow depends on: writing them runs a whole save. */
  readonly fullPath: Readonly<Record<ModuleName, readonly string[]>>;
}
