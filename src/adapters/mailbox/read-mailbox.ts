import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../flow/failure';
import type { HandleMail, LeaderLock, MailboxTally } from '../../flow/mailbox-ports';
import type { Log } from '../../flow/ports';
import { connectMailbox } from './connect';
import type { Folders } from './folders';
import { Progress } from './progress';
import { readSession } from './read-session';

export interface MailboxOptions {
  readonly imapUrl: string;
  /** ms; beside IDLE, which servers and firewalls forget. */
  readonly lookEvery: number;
  readonly folders: Folders;
  readonly authservId: string | undefined;
  readonly handle: HandleMail;
  readonly leader: LeaderLock;
  readonly log: Log;
  readonly tally: MailboxTally;
  readonly pauses?: Partial<Pauses>;
}

/** ms. */
export interface Pauses {
  /** After a lost connection, doubled each time up to `most`. */
  readonly first: number;
  readonly most: number;
  /** After a refused login: servers lock out whoever guesses. */
  readonly login: number;
  /** Until this process asks again whether it may lead. */
  readonly lead: number;
  /** Until mails that could not be handled are tried again. */
  readonly retry: number;
}

const PAUSES: Pauses = { first: 1000, most: 60_000, login: 5 * 60_000, lead: 10_000, retry: 30_000 };
/** How long a stop waits for the server before it hangs up. */
const FAREWELL = 5000;

/**
 * Reads the mailbox for as long as this process leads. Never throws: what ends a connection is logged, and tried again
 * after a pause. A mail leaves its folder only after it was handled, so a crash at any point reads it again at most.
 */
export function startMailbox(options: MailboxOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = read({ ...options, pauses: { ...PAUSES, ...options.pauses } }, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

type Settled = Omit<MailboxOptions, 'pauses'> & { readonly pauses: Pauses };

async function read(options: Settled, stop: AbortSignal): Promise<void> {
  const { leader, log, pauses } = options;
  while (!stop.aborted) {
    // Redis away: nobody leads, and nothing could be accepted either.
    const reign = await leader.stand().catch(() => null);
    if (reign === null) {
      await pause(pauses.lead, stop);
      continue;
    }
    log.debug('this process reads the mailbox');
    await readWhileLeading(options, AbortSignal.any([stop, reign.lost]));
    options.tally.up(null);
    await reign.resign();
  }
}

async function readWhileLeading(options: Settled, signal: AbortSignal): Promise<void> {
  const progress = new Progress();
  for (let failed = 0; !signal.aborted;) {
    const began = Date.now();
    const failure = await readOnce(options, progress, signal);
    if (failure === null) return;
    // A connection that held a while starts the count again.
    failed = Date.now() - began > options.pauses.most ? 1 : failed + 1;
    await pause(tell(failure, failed, options), signal);
  }
}

/** One connection; `null` when it was ended by our own wish. */
async function readOnce(options: Settled, progress: Progress, signal: AbortSignal): Promise<unknown> {
  const { lookEvery, pauses } = options;
  try {
    const client = await connectMailbox(options.imapUrl, signal);
    const hangUp = () => setTimeout(() => client.close(), FAREWELL).unref();
    signal.addEventListener('abort', hangUp, { once: true });
    try {
      await readSession({ ...options, client, progress, signal }, { lookEvery, retryAfter: pauses.retry });
      await client.logout();
    } finally {
      signal.removeEventListener('abort', hangUp);
      client.close();
    }
    return null;
  } catch (error) {
    return signal.aborted ? null : error;
  }
}

/** Answers how long to wait. */
function tell(error: unknown, failed: number, { log, tally, pauses }: Settled): number {
  const code = error instanceof Failure ? error.code : 'unforeseen';
  const isRefused = code === 'mailbox_login_refused';
  const wait = isRefused ? pauses.login : Math.min(pauses.first * 2 ** Math.min(failed - 1, 16), pauses.most);
  tally.up(false);
  const message = error instanceof Failure ? error.message : 'Reading the mailbox failed.';
  if (isRefused) log.error(message, { code, retryAfter: wait });
  else log.warn(message, { code, retryAfter: wait });
  return wait;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
