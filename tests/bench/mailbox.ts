import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../harness/waiting';
import { startTestMailbox, type TestMailbox } from '../integration/harness/dovecot';
import { type MemorySample, watchMemory } from './memory';
import { type Companion, startCompanion, startProduct, startRedis } from './processes';
import { productEnvironment } from './product-environment';

/** AFMELDEN of so many people, from the mailbox to their records; all parts in processes of their own. */
export interface MailboxRun {
  readonly mails: number;
  /** Mails per second, read, durable in Redis and moved. */
  readonly read: number;
  /** Mails per second until the last record was Unsubscribed; `null`: not waited for. */
  readonly done: number | null;
  /** Bare imapflow: fetch and move of the same mails, one by one, as a loop of few lines does. */
  readonly bare: number;
  readonly memory: readonly MemorySample[];
}

const LATENCY = 25;

/**
 * @param untilDone whether the records are waited for: the stand-in reads all its contacts for each query, as no
 *   database does, so that thousands of them measure the stand-in
 */
export async function measureMailbox(mails: number, untilDone: boolean): Promise<MailboxRun> {
  const box = await startTestMailbox();
  const redis = await startRedis('everysec');
  const crm: Companion<{ url: string }> = await startCompanion('stand-in-process', {
    CONTACTS: String(mails),
    LATENCY: String(LATENCY),
  });
  try {
    box.deliver(withdrawals(mails), 'bare');
    const bare = await measureBare(box);
    const env = await productEnvironment(
      { redisUrl: redis.url, vtigerUrl: crm.ready.url },
      { IMAP_URL: box.url('product') },
    );
    const product = await startProduct(env);
    const memory = watchMemory(product.pid);
    try {
      box.deliver(withdrawals(mails), 'product');
      const began = performance.now();
      const within = 120_000 + mails * 200;
      const perSecond = async (what: string, isOver: () => Promise<boolean>) => {
        await until(what, isOver, { within, every: 200 });
        return (mails / (performance.now() - began)) * 1000;
      };
      const read = await perSecond('every mail moved', async () => {
        const { INBOX = 0, Done = 0 } = await box.counts('product');
        return INBOX === 0 && Done === mails;
      });
      const written = async () => {
        const statuses = (await crm.ask('statuses')) as Record<string, number>;
        return statuses['Unsubscribed'] === mails;
      };
      const done = untilDone ? await perSecond('every record written', written) : null;
      // What a mail leaves behind for a while is seen as well.
      if (!untilDone) await sleep(60_000);
      return { mails, read, done, bare, memory: memory.end() };
    } finally {
      memory.end();
      await product.stop();
    }
  } finally {
    await Promise.all([crm.stop(), redis.stop(), box.stop()]);
  }
}

/** Of the contacts that the stand-in holds. */
function withdrawals(count: number): string[] {
  return Array.from(
    { length: count },
    (_, at) =>
      `From: Jan <person${at}@example.org>\nTo: consent@own.example\nMessage-ID: <${at}@far.example>\nSubject: AFMELDEN\n\n${'Dag. '.repeat(400)}\n`,
  );
}

async function measureBare(box: TestMailbox): Promise<number> {
  const client = await box.connect('bare');
  await client.mailboxCreate('Done');
  const began = performance.now();
  await client.mailboxOpen('INBOX');
  const uids = (await client.search({ all: true }, { uid: true })) || [];
  for (const uid of uids) {
    await client.fetchOne(String(uid), { source: true, internalDate: true }, { uid: true });
    await client.messageMove(String(uid), 'Done', { uid: true });
  }
  const took = performance.now() - began;
  await client.logout();
  return (uids.length / took) * 1000;
}
