import type { ImapFlow } from 'imapflow';
import { failure } from './connect';
import { prepareFolders } from './folders';
import { type Pass, readPass } from './read-pass';

export interface Looks {
  readonly lookEvery: number;
  /** ms until mails that stayed are tried again. */
  readonly retryAfter: number;
}

/** Reads one connection until it ends, which throws, or the signal aborts. */
export async function readSession(pass: Pass, { lookEvery, retryAfter }: Looks): Promise<void> {
  const { client, signal, progress } = pass;
  const news = listen(client, signal);
  try {
    if (client.mailbox !== false) progress.open(client.mailbox.uidValidity);
    await prepareFolders(client, pass.folders);
    while (!signal.aborted) {
      news.heard();
      const stayed = await readPass(pass);
      if (!client.usable) throw failure('mailbox_unreachable', 'The IMAP connection ended.');
      pass.tally.up(true);
      await news.next(stayed > 0 ? Math.min(retryAfter, lookEvery) : lookEvery);
    }
  } finally {
    news.end();
  }
}

interface News {
  /** All that was told until now is being looked at. */
  heard(): void;
  /** Resolves when there may be something, or after `most` ms. */
  next(most: number): Promise<void>;
  end(): void;
}

/** IDLE (RFC 2177), or imapflow's NOOP where the server has none; what comes between two waits is not missed. */
function listen(client: ImapFlow, signal: AbortSignal): News {
  let isNew = false;
  let wake = () => {};
  const tell = () => {
    isNew = true;
    wake();
  };
  client.on('exists', tell);
  client.on('close', tell);
  signal.addEventListener('abort', tell);
  return {
    heard: () => {
      isNew = false;
    },
    next: async (most) => {
      if (isNew || signal.aborted) return;
      const timer = await new Promise<NodeJS.Timeout>((resolve) => {
        const alarm = setTimeout(() => resolve(alarm), most);
        wake = () => resolve(alarm);
        // The next command ends it; how it ends is seen there.
        void client.idle().catch(() => undefined);
      });
      clearTimeout(timer);
    },
    end: () => {
      client.off('exists', tell);
      client.off('close', tell);
      signal.removeEventListener('abort', tell);
    },
  };
}
