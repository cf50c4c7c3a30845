import { startMailbox } from '../../src/adapters/mailbox/read-mailbox';
import { commandWords, readCommand } from '../../src/flow/mailbox/command-words';
import { startTestMailbox, type TestMailbox } from '../integration/harness/dovecot';
import { memoryLog, until } from '../integration/harness/redis';
import { type MemorySample, watchMemory } from './memory';

export interface MailboxRun {
  readonly mails: number;
  /** Mails per second, read, understood and moved; what follows is Redis's time. */
  readonly product: number;
  /** Bare imapflow: fetch and move of the same mails, one by one, as a loop of few lines does. */
  readonly bare: number;
  readonly memory: readonly MemorySample[];
}

export async function measureMailbox(mails: number): Promise<MailboxRun> {
  const box = await startTestMailbox();
  try {
    const sources = Array.from(
      { length: mails },
      (_, at) =>
        `From: Jan <p${at}@far.example>\nTo: consent@own.example\nMessage-ID: <${at}@far.example>\nSubject: AFMELDEN\n\n${'Dag. '.repeat(400)}\n`,
    );
    await box.append(sources, { user: 'bare' });
    await box.append(sources, { user: 'product' });
    const bare = await measureBare(box, mails);
    const watch = watchMemory(process.pid);
    const product = await measureProduct(box, mails);
    return { mails, product, bare, memory: watch.end() };
  } finally {
    await box.stop();
  }
}

async function measureProduct(box: TestMailbox, mails: number): Promise<number> {
  const words = commandWords();
  let ended = 0;
  const began = performance.now();
  const mailbox = startMailbox({
    imapUrl: box.url('product'),
    lookEvery: 60_000,
    folders: { done: 'Done', review: 'Review', failed: 'Failed' },
    authservId: undefined,
    leader: {
      stand: () => Promise.resolve({ lost: new AbortController().signal, resign: () => Promise.resolve() }),
    },
    handle: ({ subject }) =>
      Promise.resolve({ end: readCommand(subject, words) === null ? 'review' : 'done', reason: 'read' }),
    log: { ...memoryLog(), info: () => undefined },
    tally: { up: () => undefined, mail: () => (ended += 1) },
  });
  await until(() => ended === mails, 600_000);
  await mailbox.stop();
  return (mails / (performance.now() - began)) * 1000;
}

async function measureBare(box: TestMailbox, mails: number): Promise<number> {
  const client = await box.connect('bare');
  await client.mailboxCreate('Done');
  const began = performance.now();
  await client.mailboxOpen('INBOX');
  for (const uid of (await client.search({ all: true }, { uid: true })) || []) {
    await client.fetchOne(String(uid), { source: true, internalDate: true }, { uid: true });
    await client.messageMove(String(uid), 'Done', { uid: true });
  }
  const took = performance.now() - began;
  await client.logout();
  return (mails / took) * 1000;
}
