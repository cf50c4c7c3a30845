import type { Crm } from './crm';
import { createDenied, invalidSession, operationDenied, recordDenied, type VtigerError } from './errors';
import { type CallInfo, type Fault, type Faults, pick, wait } from './faults';
import type { CallLog } from './calls';
import { encodeJson } from './json';
import type { Hooks } from './hooks';
import type { Records } from './records';
import { type Answer, answerRequest, requestParameter, type WebserviceRequest } from './webservice';

export interface Exchange {
  readonly crm: Crm;
  readonly faults: Faults;
  readonly before: Hooks;
  readonly after: Hooks;
  readonly calls: CallLog;
  readonly records: Records;
}

const JSON_TYPE = 'application/json';
const HTML = 'text/html; charset=UTF-8';

/**
 * One request through faults and hooks. What is applied stays applied when the client has gone away meanwhile: PHP goes
 * on to the end as well. `null` means: cut the connection.
 */
export async function exchange(parts: Exchange, request: WebserviceRequest): Promise<Answer | null> {
  const call = describeCall(request);
  const faults = parts.faults.take(call);
  parts.calls.add({ ...call, at: parts.crm.now() });
  if (pick(faults, 'drop') !== undefined) return null;
  await parts.before.run(call);
  await wait(pick(faults, 'slow'));
  await wait(pick(faults, 'apply-late'));
  const answer = refused(parts, faults, request) ?? (await applied(parts, faults, request, call));
  await wait(pick(faults, 'answer-late'));
  await parts.after.run(call);
  return pick(faults, 'invalid-json') === undefined ? answer : broken(answer);
}

/** Operation, module and record of a request, as faults, hooks and the log name them. */
export function describeCall(request: WebserviceRequest): CallInfo {
  const operation = (requestParameter(request, 'operation') ?? '').toLowerCase();
  const id =
    requestParameter(request, 'id') ?? /"id"\s*:\s*"(\w+)"/.exec(request.post.get('element') ?? '')?.[1];
  const query = request.get.get('query') ?? '';
  const module = requestParameter(request, 'elementType') ?? /from\s+(\w+)/i.exec(query)?.[1];
  return { operation, module: module ?? MODULES[id?.split('x')[0] ?? ''] ?? '', record: id ?? '' };
}
const MODULES: Readonly<Record<string, string>> = {
  '10': 'Leads',
  '11': 'Accounts',
  '12': 'Contacts',
  '17': 'HelpDesk',
  '30': 'ModComments',
};

/** Faults that keep the call from being applied at all. */
function refused(parts: Exchange, faults: readonly Fault[], request: WebserviceRequest): Answer | null {
  const html = pick(faults, 'html');
  if (html !== undefined) {
    const body = '<!DOCTYPE html><html><body><h1>Bad Gateway</h1></body></html>';
    return { status: html.status ?? 502, contentType: HTML, body };
  }
  if (pick(faults, 'empty') !== undefined) {
    return { status: parts.crm.displayErrors ? 200 : 500, contentType: HTML, body: '' };
  }
  if (pick(faults, 'session-expired') !== undefined) {
    parts.crm.sessions.end(requestParameter(request, 'sessionName') ?? '');
    return errorAnswer(invalidSession());
  }
  return pick(faults, 'denied') === undefined ? null : denied(request);
}

const BY_RECORD = new Set(['retrieve', 'revise', 'update', 'delete']);

/** As recorded: of a record, of a module's create, and of everything else, which is also what not found says. */
function denied(request: WebserviceRequest): Answer {
  const { operation } = describeCall(request);
  if (BY_RECORD.has(operation)) return errorAnswer(recordDenied());
  return errorAnswer(operation === 'create' ? createDenied() : operationDenied());
}

const errorAnswer = ({ code, message }: VtigerError): Answer => ({
  status: 200,
  contentType: JSON_TYPE,
  body: encodeJson({ success: false, error: { message, code } }),
});

async function applied(
  parts: Exchange,
  faults: readonly Fault[],
  request: WebserviceRequest,
  call: CallInfo,
): Promise<Answer> {
  const lock = pick(faults, 'lock-timeout');
  if (lock !== undefined && isWrite(call)) {
    await wait(lock);
    return answerRequest(parts.crm, unchanged(request, call));
  }
  const dropped = pick(faults, 'drop-field');
  const sent = dropped === undefined ? request : withoutFields(request, dropped);
  const other = pick(faults, 'other-writer');
  if (other !== undefined && other.moment !== 'after') otherWrites(parts, other, call);
  const answer = answerRequest(parts.crm, sent);
  if (other?.moment === 'after') otherWrites(parts, other, call);
  return answer;
}

const isWrite = (call: CallInfo): boolean => call.operation === 'revise' || call.operation === 'update';

/** A lock that was waited for in vain: success, and the record as it was. */
function unchanged(request: WebserviceRequest, call: CallInfo): WebserviceRequest {
  const session = requestParameter(request, 'sessionName') ?? '';
  const get = new URLSearchParams({ operation: 'retrieve', sessionName: session, id: call.record });
  return { method: 'GET', get, post: new URLSearchParams() };
}

function withoutFields(request: WebserviceRequest, fault: Fault): WebserviceRequest {
  const post = new URLSearchParams(request.post);
  const names = Array.isArray(fault.fields) ? fault.fields : Object.keys(fault.fields ?? {});
  const element: unknown = JSON.parse(post.get('element') ?? '{}');
  if (typeof element !== 'object' || element === null) return request;
  post.set(
    'element',
    JSON.stringify(Object.fromEntries(Object.entries(element).filter(([name]) => !names.includes(name)))),
  );
  return { ...request, post };
}

function otherWrites(parts: Exchange, fault: Fault, call: CallInfo): void {
  const { fields } = fault;
  if (fields === undefined || Array.isArray(fields) || call.record === '') return;
  parts.records.edit(call.record, Object.fromEntries(Object.entries(fields)));
}

/** Cut off in the middle, as a control character or a proxy would leave it. */
const broken = (answer: Answer): Answer => ({
  ...answer,
  body: answer.body.slice(0, Math.max(1, answer.body.length - 2)),
});
