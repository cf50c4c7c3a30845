import { z } from 'zod';
import { crmFailure, isCrmFailure } from './failures';
import type { VtigerOperations } from './operations';
import { buildQuery } from './query';

/**
 * A record of each module that a query must bring back. Vtiger answers a failed SQL statement with success and no
 * rows (fact 8), so an empty answer is believed only when the control, asked for in the same query, is in it.
 */
export interface Controls {
  /** Id of the control; `null`: the module is empty. */
  find(module: string): Promise<string | null>;
  /** The control did not come back: deleted, or the query failed. */
  lost(module: string): void;
}

type Known = { readonly id: string } | 'empty' | 'unknown' | { readonly lost: string };

const rows = z.array(z.object({ id: z.string() }));
const NOBODY = new Set(['id']);

export function createControls(operations: Pick<VtigerOperations, 'query' | 'retrieve'>): Controls {
  const known = new Map<string, Known>();
  const searches = new Map<string, Promise<string | null>>();
  const search = async (module: string): Promise<string | null> => {
    const before = known.get(module) ?? 'unknown';
    const first = await firstId(operations, module);
    // The turn from rows to none is believed when a second look sees it too and the old control is gone.
    const id = first ?? (before === 'empty' ? null : await firstId(operations, module));
    if (id === null) await assertGone(operations, module, before);
    known.set(module, id === null ? 'empty' : { id });
    return id;
  };
  return {
    find: (module) => {
      const now = known.get(module);
      if (typeof now === 'object' && 'id' in now) return Promise.resolve(now.id);
      const running = searches.get(module) ?? search(module).finally(() => searches.delete(module));
      searches.set(module, running);
      return running;
    },
    lost: (module) => {
      const now = known.get(module);
      if (typeof now === 'object' && 'id' in now) known.set(module, { lost: now.id });
    },
  };
}

async function firstId(operations: Pick<VtigerOperations, 'query'>, module: string): Promise<string | null> {
  const text = buildQuery(
    { module, fields: ['id'], where: [], orderBy: ['id'], direction: 'asc', limit: 1 },
    NOBODY,
  );
  const parsed = rows.safeParse(await operations.query(text));
  if (!parsed.success) throw crmFailure('crm_schema', { detail: 'query' });
  return parsed.data[0]?.id ?? null;
}

async function assertGone(
  operations: Pick<VtigerOperations, 'retrieve'>,
  module: string,
  before: Known,
): Promise<void> {
  if (typeof before === 'string') return;
  try {
    await operations.retrieve('id' in before ? before.id : before.lost);
  } catch (error) {
    if (isCrmFailure(error, 'crm_not_found', 'crm_invalid_id')) return;
    throw error;
  }
  // A converted Lead is hidden from queries and can still be retrieved (fact 36).
  if (module !== 'Leads') throw crmFailure('crm_control_missing', { detail: module });
}
