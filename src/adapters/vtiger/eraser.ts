import type { Crm } from '../../flow/ports';
import type { PersonCrm } from '../../flow/person-ports';
import { isCrmFailure } from './failures';
import type { VtigerOperations } from './operations';

/** What of a person's erasure depends on the grade (GDPR art. 17). */
export type Eraser = Pick<PersonCrm, 'erase' | 'suppress'>;

/** Vtiger's own delete: the record goes into the recycle bin, and its history and comments stay until staff empty that (fact 50). */
export function createStandardEraser(
  { retrieve }: Pick<Crm, 'retrieve'>,
  operations: Pick<VtigerOperations, 'delete'>,
): Eraser {
  return {
    erase: async (id) => {
      // "Not found" of a module that may not be read is told apart there (fact 40).
      if ((await retrieve(id)) === null) return;
      try {
        await operations.delete(id);
      } catch (error) {
        if (!isCrmFailure(error, 'crm_not_found')) throw error;
      }
    },
    /** Vtiger has no place for an address without a record. */
    suppress: () => Promise.resolve(),
  };
}
