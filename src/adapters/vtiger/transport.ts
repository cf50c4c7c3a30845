import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosInstance } from 'axios';
import { Failure } from '../../flow/failure';
import { type HttpAnswer, readAnswer } from './answer';
import { crmFailure } from './failures';
import { faultOf } from './transport-faults';

/** One call of webservice.php. GET operations read only the query string, POST operations only the form (fact 10). */
export interface CrmRequest {
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  /** The operation changes records: without an answer it is in doubt. */
  readonly write?: boolean;
  /** A POST that only reads, as the extension's are: it may use a kept connection and be sent again on a stale one. */
  readonly reads?: boolean;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Transport {
  /** Answers `result`; throws Failure. */
  call(request: CrmRequest): Promise<unknown>;
  close(): void;
}

export interface TransportOptions {
  /** Of webservice.php. */
  readonly endpoint: string;
  /** ms for the whole call. */
  readonly timeout: number;
  readonly onCall?: (operation: string, ms: number, result: string) => void;
}

/** A page of 100 records with every field is about 120 kB (fact 94). */
const MAX_ANSWER = 16 * 1024 * 1024;

export function createTransport({ endpoint, timeout, onCall }: TransportOptions): Transport {
  const reads = agentsFor(endpoint, true);
  // A write never goes out on a used socket: the server closes those after 5 s (fact 92), and a reset would be in doubt.
  const writes = agentsFor(endpoint, false);
  const http = axios.create({
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER,
    proxy: false,
    responseType: 'text',
    transformResponse: [(body: unknown) => body],
    validateStatus: () => true,
    timeout,
  });
  const send = (request: CrmRequest) =>
    exchange(http, request, { endpoint, timeout, agents: onlyReads(request) ? reads : writes });
  return {
    call: async (request) => {
      const began = performance.now();
      const report = (result: string) => onCall?.(request.operation, performance.now() - began, result);
      try {
        const asked = { operation: request.operation, write: request.write ?? false };
        const result = readAnswer(await send(request), asked);
        report('ok');
        return result;
      } catch (error) {
        report(error instanceof Failure ? error.code : 'crm_unknown_error');
        throw error;
      }
    },
    close: () => {
      for (const agents of [reads, writes]) for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

interface Way {
  readonly endpoint: string;
  readonly timeout: number;
  readonly agents: ReturnType<typeof agentsFor>;
}

function agentsFor(endpoint: string, keepAlive: boolean) {
  return endpoint.startsWith('https:')
    ? { httpsAgent: new HttpsAgent({ keepAlive }) }
    : { httpAgent: new HttpAgent({ keepAlive }) };
}

function onlyReads({ method, reads = false }: CrmRequest): boolean {
  return method === 'GET' || reads;
}

/** A read whose used socket turned out to be closed is asked once more; nothing of it had been answered. */
async function exchange(http: AxiosInstance, request: CrmRequest, way: Way): Promise<HttpAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(http, request, way);
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null) throw error;
      if (fault.stale && onlyReads(request) && attempt === 1) continue;
      throw crmFailure(fault.code, { write: request.write ?? false, detail: request.operation });
    }
  }
}

async function ask(
  http: AxiosInstance,
  { operation, method, parameters }: CrmRequest,
  { endpoint, timeout, agents }: Way,
): Promise<HttpAnswer> {
  const form = new URLSearchParams({ operation, ...parameters });
  const { status, data } = await http.request<unknown>({
    url: endpoint,
    method,
    ...agents,
    ...(method === 'GET' ? { params: form } : { data: form }),
    // axios' own timeout starts anew with every byte; this one is for the whole call.
    signal: AbortSignal.timeout(timeout),
  });
  return { status, body: typeof data === 'string' ? data : '' };
}
