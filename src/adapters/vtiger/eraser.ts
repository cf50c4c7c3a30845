import { MODULES } from '../../consent/record';
import type { Crm } from '../../flow/ports';
import type { PersonCrm } from '../../flow/person-ports';
import { crmFailure, isCrmFailure } from './failures';
import { prefixOf } from './ids';
import type { VtigerOperations } from './operations';
import type { Schemas } from './schemas';

/** What of a person's erasure depends on the grade (GDPR art. 17). */
export type Eraser = Pick<PersonCrm, 'erase' | 'suppress'>;

export interface StandardEraserParts {
  readonly crm: Pick<Crm, 'retrieve'>;
  readonly operations: Pick<VtigerOperations, 'delete'>;
  readonly schemas: Pick<Schemas, 'get'>;
}

/**
 * Vtiger's own delete: the record goes into the recycle bin, and its history and comments stay until staff empty that
 * (fact 50).
 */
export function createStandardEraser({ crm, operations, schemas }: StandardEraserParts): Eraser {
  return {
    erase: async (id) => {
      if ((await crm.retrieve(id)) === null) {
        await assertGone(schemas, id);
        return;
      }
      try {
        await operations.delete(id);
      } catch (error) {
        if (!isCrmFailure(error, 'crm_not_found')) throw error;
        await assertGone(schemas, id);
      }
    },
    /** Vtiger has no place for an address without a record. */
    suppress: () => Promise.resolve(),
  };
}

/**
 * A module that may not be read any more gives the same answer (fact 40); describing it anew then fails, and so does an
 * erasure that nothing proves.
 */
async function assertGone(schemas: Pick<Schemas, 'get'>, id: string): Promise<void> {
  const fresh = await Promise.all(MODULES.map((module) => schemas.get(module, 0)));
  if (!fresh.some(({ idPrefix }) => idPrefix === prefixOf(id))) throw crmFailure('crm_invalid_id');
}
