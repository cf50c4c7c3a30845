import { AxiosError } from 'axios';
import { faultOf } from '../../../../src/adapters/vtiger/transport-faults';

const fault = (code: string, request?: unknown, message = '') =>
  faultOf(new AxiosError(message, code, undefined, request));

describe('fault of the HTTP client', () => {
  it.each([
    ['ECONNREFUSED', 'crm_refused'],
    ['ENOTFOUND', 'crm_refused'],
    ['EAI_AGAIN', 'crm_refused'],
    ['EHOSTUNREACH', 'crm_refused'],
    ['ENETUNREACH', 'crm_refused'],
    ['ECONNABORTED', 'crm_timeout'],
    ['ETIMEDOUT', 'crm_timeout'],
    ['ERR_CANCELED', 'crm_timeout'],
    ['CERT_HAS_EXPIRED', 'crm_tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'crm_tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'crm_tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'crm_tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'crm_tls'],
    ['ECONNRESET', 'crm_reset'],
    ['EPIPE', 'crm_reset'],
    ['HPE_INVALID_CONSTANT', 'crm_reset'],
    ['', 'crm_reset'],
  ])('%s, when it ends a call, then the code is %s', (name, code) => {
    expect(fault(name)).toEqual({ code, stale: false });
  });

  it('an answer that is too long, when it ends a call, then the code says so', () => {
    const message = 'maxContentLength size of 10 exceeded';
    expect(fault('ERR_BAD_RESPONSE', undefined, message)?.code).toBe('crm_too_large');
  });

  it('a reset, when the socket had been used before, then it is stale', () => {
    expect(fault('ECONNRESET', { reusedSocket: true })?.stale).toBe(true);
    expect(fault('ECONNRESET', { reusedSocket: false })?.stale).toBe(false);
  });

  it('an error that is not the HTTP client’s, when met, then it is no fault of the network', () => {
    expect(faultOf(new TypeError('Invalid URL'))).toBeNull();
  });
});
