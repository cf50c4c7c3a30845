import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import { Failure } from '../../flow/failure';

/** Before a server is called silent. */
const SILENCE = 60_000;

/** Logs in and opens the folder of the URL. All UIDs are used within this one opening: UIDVALIDITY cannot change in it. */
export async function connectMailbox(imapUrl: string, signal: AbortSignal): Promise<ImapFlow> {
  const client = new ImapFlow(connectionOptions(imapUrl));
  // Told by the command it fails, or by the pass that finds the connection closed.
  client.on('error', () => undefined);
  const hangUp = () => {
    client.close();
  };
  signal.addEventListener('abort', hangUp);
  try {
    await client.connect();
    await client.mailboxOpen(folderOf(imapUrl));
    return client;
  } catch (error) {
    client.close();
    throw mailboxFailure(error);
  } finally {
    signal.removeEventListener('abort', hangUp);
  }
}

function connectionOptions(imapUrl: string): ImapFlowOptions {
  const url = new URL(imapUrl);
  const secure = url.protocol === 'imaps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    // What goes over the wire is personal; this project's own log says what an admin needs.
    logger: false,
    disableAutoIdle: true,
    // RFC 2177: servers may log out whoever idles for 30 minutes.
    maxIdleTime: 10 * 60_000,
    connectionTimeout: SILENCE,
    socketTimeout: SILENCE,
    clientInfo: { name: 'vtiger-consent-bridge' },
  };
}

function folderOf(imapUrl: string): string {
  return decodeURIComponent(new URL(imapUrl).pathname.slice(1)) || 'INBOX';
}

/** A server's words may quote a mail: only codes are kept. */
export function mailboxFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { authenticationFailed, mailboxMissing } = factsOf(error);
  if (authenticationFailed)
    return failure('mailbox_login_refused', 'The IMAP server refused the login of IMAP_URL.');
  if (mailboxMissing) return failure('mailbox_missing', 'The folder that IMAP_URL names does not exist.');
  return failure('mailbox_unreachable', `The IMAP connection failed (${factsOf(error).code}).`);
}

export function failure(code: string, message: string): Failure {
  return new Failure(message, { code, stage: 'mail', retryable: true });
}

function factsOf(error: unknown) {
  const has = (name: string) => error instanceof Error && name in error && Reflect.get(error, name) === true;
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return {
    authenticationFailed: has('authenticationFailed'),
    mailboxMissing: has('mailboxMissing'),
    code: typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'no code',
  };
}
