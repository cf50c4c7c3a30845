import type { Crm } from '../crm';
import type { Faults } from '../faults';
import type { Records, StoredRecord } from '../records';
import type { SavedChange } from './saved';

/** What the pages show and change. */
export interface PageParts {
  readonly crm: Crm;
  readonly records: Records;
  readonly faults: Faults;
  readonly onSaved?: ((record: StoredRecord, change: SavedChange) => void | Promise<void>) | undefined;
}
