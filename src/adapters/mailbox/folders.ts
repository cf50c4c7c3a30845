import type { ImapFlow } from 'imapflow';
import type { MailEnd } from '../../flow/mailbox-ports';
import { failure } from './connect';

export type Folders = Readonly<Record<MailEnd, string>>;

/** Where each end lies on this server, made when missing. Some servers keep every folder below INBOX (RFC 2342). */
export async function prepareFolders(client: ImapFlow, folders: Folders): Promise<void> {
  const known = new Set((await client.list()).map(({ path }) => path));
  const prefix = client.namespace?.prefix ?? '';
  for (const name of new Set(Object.values(folders))) {
    if (known.has(name) || known.has(`${prefix}${name}`)) continue;
    await client.mailboxCreate(name).catch(() => {
      throw failure('mailbox_folder_refused', `The IMAP server did not let the folder "${name}" be made.`);
    });
  }
}
