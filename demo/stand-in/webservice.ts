import { accessOf, type Crm } from './crm';
import { authenticationRequired, invalidSession, PhpDie, PhpFatal, VtigerError } from './errors';
import { encodeJson } from './json';
import { OPERATIONS, type RegisteredOperation } from './operations/table';
import { API_VERSION, VTIGER_VERSION } from './sessions';
import type { StandInUser } from './users';

export interface WebserviceRequest {
  readonly method: string;
  readonly get: URLSearchParams;
  readonly post: URLSearchParams;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const HTML = 'text/html; charset=UTF-8';
const JSON_TYPE = 'application/json';

/** PHP's $_REQUEST: POST over GET. An empty value and "0" are as good as none. */
export function requestParameter(request: WebserviceRequest, name: string): string | null {
  return present(request.post.get(name) ?? request.get.get(name));
}
const present = (value: string | null): string | null => (value === '' || value === '0' ? null : value);

/** webservice.php: errors of its own are HTTP 200, a PHP fatal is 500 with an empty body. */
export function answerRequest(crm: Crm, request: WebserviceRequest): Answer {
  try {
    const operation = OPERATIONS.get((requestParameter(request, 'operation') ?? '').toLowerCase());
    if (operation === undefined) throw new PhpFatal('unknown operation');
    const body = encodeJson(outcome(crm, request, operation));
    const format = requestParameter(request, 'format')?.toLowerCase() ?? 'json';
    return format === 'json'
      ? { status: 200, contentType: JSON_TYPE, body }
      : { status: 500, contentType: JSON_TYPE, body: '' };
  } catch (error) {
    if (error instanceof PhpDie) return { status: 200, contentType: HTML, body: error.message };
    if (!(error instanceof PhpFatal)) throw error;
    return { status: crm.displayErrors ? 200 : 500, contentType: HTML, body: '' };
  }
}

function outcome(crm: Crm, request: WebserviceRequest, operation: RegisteredOperation): unknown {
  try {
    return { success: true, result: perform(crm, request, operation) };
  } catch (error) {
    if (error instanceof PhpFatal || error instanceof PhpDie) throw error;
    if (!(error instanceof VtigerError)) throw error;
    return { success: false, error: { message: error.message, code: error.code } };
  }
}

function perform(crm: Crm, request: WebserviceRequest, operation: RegisteredOperation): unknown {
  const name = (requestParameter(request, 'operation') ?? '').toLowerCase();
  const parameters = operation.source === 'GET' ? request.get : request.post;
  const parameter = (key: string): string | null => present(parameters.get(key));
  const session = sessionOf(request);
  if (name === 'extendsession') return extend(crm, request, session);
  if (session === null && operation.beforeLogin !== true) throw authenticationRequired();
  if (name === 'getchallenge') return crm.sessions.challenge(parameter('username'));
  if (name === 'login') {
    const [user, opened] = crm.sessions.login(parameter('username'), parameter('accessKey'), session);
    return loginResult(user, opened);
  }
  const user = crm.sessions.use(session ?? '');
  if (name === 'logout') return logout(crm, request, session ?? '');
  return operation.run?.({ crm, access: accessOf(crm, user), parameter });
}

function sessionOf(request: WebserviceRequest): string | null {
  const session = requestParameter(request, 'sessionName');
  return session === null || session.toLowerCase() === 'null' ? null : session;
}

/** `sessionName` alone is enough; a form field PHPSESSID is taken instead of it and leads nowhere. */
function extend(crm: Crm, request: WebserviceRequest, session: string | null): unknown {
  if (!request.post.has('operation')) throw authenticationRequired();
  const foreign = requestParameter(request, 'PHPSESSID');
  if (session === null || foreign !== null || !crm.sessions.has(session)) {
    throw new VtigerError('AUTHENTICATION_FAILURE', 'Authencation Failed');
  }
  const user = crm.sessions.use(session);
  return {
    sessionName: session,
    userId: `19x${user.id}`,
    version: API_VERSION,
    vtigerVersion: VTIGER_VERSION,
  };
}

/** The only operation that looks at the method. */
function logout(crm: Crm, request: WebserviceRequest, session: string): unknown {
  if (request.method !== 'POST') {
    throw new VtigerError('OPERATION_NOT_SUPPORTED', 'Permission to perform the operation is denied');
  }
  if (!crm.sessions.has(session)) throw invalidSession();
  crm.sessions.end(session);
  return { message: 'successfull' };
}

function loginResult(user: StandInUser, session: string): unknown {
  return {
    username: user.name,
    first_name: user.firstName ?? '',
    last_name: user.lastName ?? '',
    email: user.email ?? '',
    time_zone: user.timeZone ?? 'UTC',
    hour_format: '12',
    date_format: user.dateFormat ?? 'yyyy-mm-dd',
    is_admin: user.admin === true ? 'on' : 'off',
    call_duration: '5',
    other_event_duration: '5',
    sessionName: session,
    userId: `19x${user.id}`,
    version: API_VERSION,
    vtigerVersion: VTIGER_VERSION,
  };
}
