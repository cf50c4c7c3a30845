import type { Controls } from './controls';
import { crmFailure } from './failures';
import type { Row, VtigerOperations } from './operations';
import { type AllowedFields, buildQuery, type Select } from './query';

/** Asks; an empty answer may be a failed one. */
export type Ask = (select: Select, allowed: AllowedFields) => Promise<Row[]>;

export function createBareQuery(operations: Pick<VtigerOperations, 'query'>): Ask {
  return (select, allowed) => operations.query(buildQuery(select, allowed));
}

/**
 * Asks with the module's control as one more alternative, so that a query that ran has at least one row. The control
 * is among the rows: callers keep what fits and so leave it out.
 */
export function createProvenQuery(bare: Ask, controls: Controls): Ask {
  return async (select, allowed) => {
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const control = await controls.find(select.module);
      if (control === null) return [];
      const where = [...select.where, [{ field: 'id', op: '=' as const, value: control }]];
      const rows = await bare({ ...select, where }, allowed);
      if (rows.length > 0) return rows;
      controls.lost(select.module);
    }
    throw crmFailure('crm_control_missing', { detail: select.module });
  };
}
