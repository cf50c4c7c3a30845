import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestMailbox } from '../integration/harness/dovecot';
import { startTestRedis, until } from '../integration/harness/redis';
import { prove, type ProofResult, type ProofScale } from './proof';
import { Random } from './random';

export interface MailboxKills {
  readonly kills: number;
  readonly mails: number;
  readonly seed: number;
}

/** kill -9 of the reader at random while a mailbox is read: every mail takes effect once, none is lost or doubled. */
export function proveMailbox({ size, seed }: ProofScale): Promise<ProofResult> {
  const scale = size === 'full' ? { kills: 100, mails: 2000 } : { kills: 10, mails: 500 };
  return prove('kill -9 while a mailbox is read', seed, () => mailboxKills({ ...scale, seed }));
}

export async function mailboxKills({ kills, mails, seed }: MailboxKills) {
  const random = new Random(seed);
  const [box, store] = [await startTestMailbox(), await startTestRedis()];
  const redis = await store.connect();
  try {
    await box.append(Array.from({ length: mails }, (_, at) => withdrawal(at)));
    const left = async () => (await box.counts())['INBOX'] ?? 0;
    let killed = 0;
    for (; killed < kills && (await left()) > 0; killed += 1) {
      const before = await redis.hlen('readings');
      const reader = await startReader(box.url(), store.url);
      // Each life reads its share, so that all kills fall into the run.
      const share = before + Math.max(1, Math.floor(random.whole(Math.floor((2 * mails) / (kills + 1)))));
      await until(async () => (await redis.hlen('readings')) >= Math.min(share, mails), 30_000);
      await sleep(random.whole(10));
      await reader.kill();
    }
    const last = await startReader(box.url(), store.url);
    await until(async () => (await left()) === 0 && (await redis.hlen('effects')) >= mails, 120_000).catch(
      () => undefined,
    );
    await last.kill();
    const counts = await box.counts();
    const effects = Object.values(await redis.hgetall('effects')).map(Number);
    const readings = Object.values(await redis.hgetall('readings')).map(Number);
    const again = readings.reduce((sum, count) => sum + count, 0) - readings.length;
    const violations = [
      ...(effects.length === mails ? [] : [`${effects.length} of ${mails} mails took effect`]),
      ...(effects.every((count) => count === 1) ? [] : ['a mail took effect twice']),
      ...(counts['Done'] === mails && counts['INBOX'] === 0
        ? []
        : [`folders hold ${JSON.stringify(counts)}`]),
    ];
    return { numbers: { mails, kills: killed, 'read twice': again }, violations };
  } finally {
    await store.stop();
    await box.stop();
  }
}

function withdrawal(at: number): string {
  return `From: Jan <p${at}@far.example>\nTo: consent@own.example\nMessage-ID: <${at}@far.example>\nDate: Tue, 24 Nov 2026 10:00:00 +0100\nSubject: AFMELDEN\n\nDag\n`;
}

async function startReader(imapUrl: string, redisUrl: string) {
  const child = fork(join(__dirname, 'mailbox-reader.ts'), [], {
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env['PATH'] ?? '', IMAP_URL: imapUrl, REDIS_URL: redisUrl },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the reader ended early'))),
  ]);
  return {
    kill: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
