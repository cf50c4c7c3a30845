import type { CrmFailureCode } from './failures';

/** What Vtiger puts into `error`; the code is a word, or the number 0 for duplicate prevention (fact 44). */
export interface VtigerError {
  readonly code: string;
  readonly message: string;
}

/** Vtiger's own codes (fact 19). ACCESS_DENIED means several things and is read apart. */
const CODES: Readonly<Record<string, CrmFailureCode>> = {
  '0': 'crm_duplicate',
  AUTHENTICATION_REQUIRED: 'crm_session_lost',
  INVALID_SESSIONID: 'crm_session_lost',
  SESSION_EXPIRED: 'crm_session_lost',
  SESSION_LEFT_IDLE: 'crm_session_lost',
  AUTHENTICATION_FAILURE: 'crm_session_lost',
  INVALID_AUTH_TOKEN: 'crm_login_failed',
  INVALID_USER_CREDENTIALS: 'crm_login_failed',
  INVALID_ID_ATTRIBUTE: 'crm_invalid_id',
  RECORD_NOT_FOUND: 'crm_not_found',
  REFERENCE_INVALID: 'crm_reference_invalid',
  MANDATORY_FIELDS_MISSING: 'crm_mandatory_missing',
  QUERY_SYNTAX_ERROR: 'crm_query_syntax',
  UNKOWN_ENTITY: 'crm_unknown_entity',
  LEAD_ALREADY_CONVERTED: 'crm_lead_converted',
  OPERATION_NOT_SUPPORTED: 'crm_operation_unsupported',
  INTERNAL_SERVER_ERROR: 'crm_internal',
  // The extension's (docs/reference/module-webservice.md).
  CONSENTBRIDGE_DISABLED: 'crm_extension_off',
  CONSENTBRIDGE_INVALID: 'crm_item_refused',
  CONSENTBRIDGE_INTERNAL: 'crm_internal',
};

const BY_ID: ReadonlySet<string> = new Set(['retrieve', 'revise', 'update', 'delete']);
const FIELD_DENIED = /access '?\.?(\w+)\.?'? attribute denied/;

/** Our code for an error of Vtiger, and the field it names, if any. */
export function failureCodeOf(
  operation: string,
  error: VtigerError,
): { readonly code: CrmFailureCode; readonly field?: string } {
  if (error.code !== 'ACCESS_DENIED') return { code: CODES[error.code] ?? 'crm_unknown_error' };
  if (operation === 'getchallenge') return { code: 'crm_login_failed' };
  const field = FIELD_DENIED.exec(error.message)?.[1];
  if (field !== undefined) return { code: 'crm_field_denied', field };
  return { code: accessCodeOf(operation, error.message) };
}

/** Not found, deleted and module not permitted give one answer (fact 40); only operations by id can mean the first. */
function accessCodeOf(operation: string, message: string): CrmFailureCode {
  if (!BY_ID.has(operation)) return 'crm_access_denied';
  if (message.endsWith('operation is denied')) return 'crm_not_found';
  return message.endsWith('denied for id') ? 'crm_invalid_id' : 'crm_access_denied';
}
