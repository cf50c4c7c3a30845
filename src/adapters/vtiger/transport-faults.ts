import { isAxiosError } from 'axios';
import type { CrmFailureCode } from './failures';

const UNREACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);
const TIMED_OUT: ReadonlySet<string> = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ERR_CANCELED']);
const TLS = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF|EPROTO)/;

/** What an error of the HTTP client means. `stale`: a used socket was found closed before any answer. */
export function faultOf(error: unknown): { readonly code: CrmFailureCode; readonly stale: boolean } {
  const name = isAxiosError(error) ? (error.code ?? '') : '';
  if (UNREACHED.has(name)) return { code: 'crm_refused', stale: false };
  if (TIMED_OUT.has(name)) return { code: 'crm_timeout', stale: false };
  if (TLS.test(name)) return { code: 'crm_tls', stale: false };
  if (error instanceof Error && error.message.includes('maxContentLength'))
    return { code: 'crm_too_large', stale: false };
  return { code: 'crm_reset', stale: isAxiosError(error) && onUsedSocket(error.request) && !answered(error) };
}

function onUsedSocket(request: unknown): boolean {
  return (
    typeof request === 'object' &&
    request !== null &&
    'reusedSocket' in request &&
    request.reusedSocket === true
  );
}

function answered(error: { readonly response?: unknown }): boolean {
  return error.response !== undefined;
}
