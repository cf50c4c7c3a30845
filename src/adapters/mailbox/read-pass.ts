import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { Failure } from '../../flow/failure';
import type { HandleMail, MailboxTally, MailEnd, MailOutcome } from '../../flow/mailbox-ports';
import type { Log } from '../../flow/ports';
import { failure, mailboxFailure } from './connect';
import type { Folders } from './folders';
import { MOST_BYTES, parseMail } from './parse-mail';
import type { Progress } from './progress';

/** So many mails are in memory at once, each of {@link MOST_BYTES} at most; they are moved together. */
const CHUNK = 20;

export interface Pass {
  readonly client: ImapFlow;
  readonly folders: Folders;
  readonly progress: Progress;
  readonly authservId: string | undefined;
  readonly handle: HandleMail;
  readonly log: Log;
  readonly tally: MailboxTally;
  /** Aborted: after the mail in hand. */
  readonly signal: AbortSignal;
}

/** Reads what lies in the folder; answers how many mails stay there for another try. */
export async function readPass(pass: Pass): Promise<number> {
  const found = await pass.client.search({ deleted: false }, { uid: true }).catch((error: unknown) => {
    throw mailboxFailure(error);
  });
  if (!Array.isArray(found)) throw failure('mailbox_refused', 'The IMAP server refused a SEARCH.');
  let moved = 0;
  for (const chunk of chunksOf(found, pass.progress)) {
    if (pass.signal.aborted) return 0;
    moved += await readChunk(chunk, pass);
  }
  return found.length - moved;
}

/** A mail on which the connection died comes last and alone: whatever it is, it stops no other. */
function chunksOf(uids: readonly number[], progress: Progress): number[][] {
  const sound = uids.filter((uid) => !progress.isSuspect(uid));
  const chunks = Array.from({ length: Math.ceil(sound.length / CHUNK) }, (_, at) =>
    sound.slice(at * CHUNK, (at + 1) * CHUNK),
  );
  return [...chunks, ...uids.filter((uid) => progress.isSuspect(uid)).map((uid) => [uid])];
}

/** What was durable is moved, also when a later mail of the chunk finds the store away. */
async function readChunk(uids: readonly number[], pass: Pass): Promise<number> {
  const ends: Record<MailEnd, number[]> = { done: [], review: [], failed: [] };
  let broken: unknown = null;
  try {
    await endAll(uids, pass, ends);
  } catch (error) {
    broken = error;
  }
  let moved = 0;
  for (const end of ['done', 'review', 'failed'] as const) moved += await move(ends[end], end, pass);
  if (broken !== null) throw mailboxFailure(broken);
  return moved;
}

async function endAll(
  uids: readonly number[],
  pass: Pass,
  ends: Readonly<Record<MailEnd, number[]>>,
): Promise<void> {
  const { progress } = pass;
  const fresh: number[] = [];
  for (const uid of uids) {
    const known = progress.endOf(uid);
    if (known !== null) ends[known].push(uid);
    else if (progress.isHopeless(uid))
      ends.failed.push(note(uid, { end: 'failed', reason: 'unfetchable' }, pass));
    else fresh.push(uid);
  }
  for (const fetched of await fetchMails(fresh, pass)) {
    if (pass.signal.aborted) return;
    const outcome = await endOf(fetched, pass);
    if (outcome !== null) ends[outcome.end].push(note(fetched.uid, outcome, pass));
  }
}

async function fetchMails(
  uids: readonly number[],
  { client, progress }: Pass,
): Promise<FetchMessageObject[]> {
  if (uids.length === 0) return [];
  const wanted = { uid: true, internalDate: true, source: { start: 0, maxLength: MOST_BYTES } };
  const rows = await client.fetchAll(uids.join(','), wanted, { uid: true }).catch((error: unknown) => {
    for (const uid of uids) progress.died(uid);
    throw error;
  });
  // Servers also tell of other mails' flags in between.
  return rows.filter(({ uid, internalDate }) => internalDate !== undefined && uids.includes(uid));
}

/** `null`: it stays for another try. A store that is away is no fault of the mail and ends the pass. */
async function endOf(fetched: FetchMessageObject, pass: Pass): Promise<MailOutcome | null> {
  const { authservId, progress, log } = pass;
  const receivedAt = new Date(fetched.internalDate ?? 0).getTime();
  const source = fetched.source ?? Buffer.alloc(0);
  try {
    return await pass.handle(await parseMail({ source, receivedAt }, { authservId }));
  } catch (error) {
    if (error instanceof Failure && error.retryable) throw error;
    const code = error instanceof Failure ? error.code : 'unforeseen';
    log.error('a mail could not be handled', { uid: fetched.uid, code });
    return progress.threw(fetched.uid) ? { end: 'failed', reason: code } : null;
  }
}

function note(uid: number, { end, reason }: MailOutcome, { progress, log, tally }: Pass): number {
  progress.ended(uid, end);
  tally.mail(end, reason);
  log.info('mail read', { uid, end, reason });
  return uid;
}

/** MOVE (RFC 6851), by imapflow COPY and EXPUNGE where the server has none. Answers how many went. */
async function move(uids: readonly number[], end: MailEnd, pass: Pass): Promise<number> {
  const { client, folders, progress, log } = pass;
  if (uids.length === 0 || !client.usable) return 0;
  if (await client.messageMove(uids.join(','), folders[end], { uid: true })) {
    progress.forget(uids);
    return uids.length;
  }
  log.warn('mails could not be moved', { end, count: uids.length });
  return 0;
}
