import type { StoredRecord } from '../records';

/** What somebody did on the pages: the demo turns it into signed webhooks, as the extension would. */
export interface SavedChange {
  readonly by: 'staff' | 'webform';
  readonly kind: 'created' | 'changed';
  readonly before: StoredRecord | null;
  /** Names of the fields that differ. */
  readonly fields: readonly string[];
}
