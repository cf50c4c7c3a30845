import type { ImapFlow } from 'imapflow';
import { failure, mailboxFailure } from './connect';
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
      const told = await news.next(stayed > 0 ? Math.min(retryAfter, lookEvery) : lookEvery);
      if (!told) await openAnew(pass);
    }
  } finally {
    news.end();
  }
}

/**
 * A folder that was deleted and made anew under the same name stays empty to whoever has the old one selected: no news
 * ever comes of it. SELECT again, never CLOSE, which would remove mails marked as deleted (RFC 9051 section 6.4.1).
 */
async function openAnew({ client, progress, signal }: Pass): Promise<void> {
  if (signal.aborted || client.mailbox === false) return;
  const opened = await client.mailboxOpen(client.mailbox.path).catch((error: unknown) => {
    throw mailboxFailure(error);
  });
  progress.open(opened.uidValidity);
}

interface News {
  /** All that was told until now is being looked at. */
  heard(): void;
  /** Resolves when there may be something (true), or after `most` ms (false). */
  next(most: number): Promise<boolean>;
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
      if (isNew || signal.aborted) return true;
      const timer = await new Promise<NodeJS.Timeout>((resolve) => {
        const alarm = setTimeout(() => resolve(alarm), most);
        wake = () => resolve(alarm);
        // The next command ends it; how it ends is seen there.
        void client.idle().catch(() => undefined);
      });
      clearTimeout(timer);
      return isNew;
    },
    end: () => {
      client.off('exists', tell);
      client.off('close', tell);
      signal.removeEventListener('abort', tell);
    },
  };
}
