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

export interface Fault {
  readonly code: CrmFailureCode;
  /** A used socket was found closed before any answer. */
  readonly stale: boolean;
}

/** What an error of the HTTP client means; `null` for one that is not the network's. */
export function faultOf(error: unknown): Fault | null {
  if (!isAxiosError(error)) return null;
  const name = error.code ?? '';
  if (UNREACHED.has(name)) return { code: 'crm_refused', stale: false };
  if (TIMED_OUT.has(name)) return { code: 'crm_timeout', stale: false };
  if (TLS.test(name)) return { code: 'crm_tls', stale: false };
  if (error.message.includes('maxContentLength')) return { code: 'crm_too_large', stale: false };
  return { code: 'crm_reset', stale: onUsedSocket(error.request) && error.response === undefined };
}

function onUsedSocket(request: unknown): boolean {
  return (
    typeof request === 'object' &&
    request !== null &&
    'reusedSocket' in request &&
    request.reusedSocket === true
  );
}
