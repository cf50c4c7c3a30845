import { Failure } from '../../../flow/failure';
import { type CrmFailureCode, crmFailure } from '../failures';
import type { RefusedItem } from './answers';

/** Codes of one item: nothing of it was written, so none of them is in doubt. */
const CODES: Readonly<Record<string, CrmFailureCode>> = {
  NOT_FOUND: 'crm_not_found',
  ACCESS_DENIED: 'crm_access_denied',
  INVALID_ITEM: 'crm_item_refused',
  BUSY: 'crm_busy',
  NOT_TRIED: 'crm_busy',
  NOT_STORED: 'crm_not_stored',
  INTERNAL: 'crm_internal',
};

/** What one refused item means; its message names fields and holds no personal data, by contract. */
export function itemFailure({ code, message }: RefusedItem, operation: string): Failure {
  if (code === 'STALE') return staleFailure();
  const known = CODES[code];
  if (known === undefined) return crmFailure('crm_unknown_error', { write: true, detail: operation });
  const says = known === 'crm_item_refused' || known === 'crm_not_stored';
  return crmFailure(known, { detail: says && message !== '' ? `${operation}: ${message}` : operation });
}

/** The same code as where the flow itself finds it: the address is judged anew at once. */
function staleFailure(): Failure {
  return new Failure('Somebody else wrote to the record in the meantime; it is judged anew.', {
    code: 'record_changed',
    stage: 'crm',
    retryable: true,
  });
}
