import { z } from 'zod';
import { crmFailure } from './failures';
import type { Session } from './login';
import { parseResult } from './parse-result';
import type { SessionPool } from './sessions';
import type { CrmRequest, Transport } from './transport';

/** A row or record as Vtiger gives it: strings or null by field name (fact 38). */
export type Row = Readonly<Record<string, unknown>>;
export type Element = Readonly<Record<string, string>>;

/** Vtiger's standard webservice operations, each one call. */
export interface VtigerOperations {
  retrieve(id: string): Promise<Row>;
  /** Writes only the fields of the element; the whole record comes back (fact 46). */
  revise(element: Element & { readonly id: string }): Promise<Row>;
  /** The element may depend on the user who creates it. */
  create(module: string, element: Element | ((userId: string) => Element)): Promise<Row>;
  /** Into the recycle bin (fact 50). */
  delete(id: string): Promise<void>;
  /** At most 100 rows. An empty answer is no proof that nothing matches (fact 8). */
  query(text: string): Promise<Row[]>;
  describe(module: string): Promise<unknown>;
  listTypes(): Promise<readonly string[]>;
  /** The module's related lists that the user may see; the label names one (fact 82). */
  relatedTypes(module: string): Promise<readonly RelatedList[]>;
  /** Rows of a related list; `query` is a `SELECT .. FROM` its module, its `WHERE` in capitals, without semicolon. */
  queryRelated(asked: RelatedAsk): Promise<Row[]>;
  /** The session's account, after a log-in if need be. */
  account(): Promise<Session>;
}

export interface RelatedList {
  readonly label: string;
  readonly module: string;
}

export interface RelatedAsk {
  readonly id: string;
  readonly label: string;
  readonly query: string;
}

/** Bytes of a request line that every web server takes; Apache stops at 8190 (fact 13). */
const REQUEST_LINE = 7500;

const row = z.record(z.string(), z.unknown());
const types = z.object({ types: z.array(z.string()) });
const lists = z.object({
  // PHP's empty array is a list.
  information: z.union([
    z.record(z.string(), z.object({ name: z.string(), label: z.string() })),
    z.array(z.never()),
  ]),
});
const deleted = z.object({ status: z.string() });

export function createOperations(
  transport: Transport,
  pool: SessionPool,
  endpoint: string,
): VtigerOperations {
  type Form = CrmRequest['parameters'];
  const call = (request: Omit<CrmRequest, 'parameters'>, form: Form | ((userId: string) => Form)) =>
    pool.run(({ name, userId }) => {
      const own = typeof form === 'function' ? form(userId) : form;
      return transport.call({ ...request, parameters: { sessionName: name, ...own } });
    });
  const get = (operation: string, form: Form) => call({ operation, method: 'GET' }, form);
  const post = (operation: string, form: Form | ((userId: string) => Form)) =>
    call({ operation, method: 'POST', write: true }, form);
  return {
    retrieve: async (id) => parseResult(row, await get('retrieve', { id }), 'retrieve'),
    revise: async (element) =>
      parseResult(row, await post('revise', { element: encodeElement(element) }), 'revise', true),
    create: async (module, element) => {
      const created = await post('create', (userId) => ({
        elementType: module,
        element: encodeElement(typeof element === 'function' ? element(userId) : element),
      }));
      return parseResult(row, created, 'create', true);
    },
    delete: async (id) => {
      parseResult(deleted, await post('delete', { id }), 'delete', true);
    },
    query: async (text) => {
      if (requestLine(endpoint, text) > REQUEST_LINE) throw crmFailure('crm_query_too_long');
      return parseResult(z.array(row), await get('query', { query: text }), 'query');
    },
    describe: (module) => get('describe', { elementType: module }),
    listTypes: async () => parseResult(types, await get('listtypes', {}), 'listtypes').types,
    relatedTypes: async (module) => {
      const answer = await get('relatedtypes', { elementType: module });
      const { information } = parseResult(lists, answer, 'relatedtypes');
      return Object.values(information).map(({ name, label }) => ({ label, module: name }));
    },
    queryRelated: async ({ id, label, query }) =>
      parseResult(
        z.array(row),
        await get('query_related', { id, query, relatedLabel: label }),
        'query_related',
      ),
    account: () => pool.run((session) => Promise.resolve(session)),
  };
}

/**
 * Vtiger's decoder resolves `\uXXXX` before it looks at escapes, so that a stored text with `\u00e9` in it (evidence
 * has such) would become an illegal escape. Its `u`, written as an escape of its own, is plain JSON and passes.
 */
export function encodeElement(element: Element): string {
  return JSON.stringify(element).replace(/(?<!\\)((?:\\\\)+)u/g, '$1\\u0075');
}

/** `query` is a GET (fact 10), so its text has to fit into the URL. */
function requestLine(endpoint: string, text: string): number {
  const query = new URLSearchParams({ operation: 'query', sessionName: 'x'.repeat(40), query: text });
  return `GET ${new URL(endpoint).pathname}?${query.toString()} HTTP/1.1`.length;
}

/** How much of the request line one value takes inside a list. */
export function encodedLength(text: string): number {
  return new URLSearchParams({ q: text }).toString().length - 2;
}
