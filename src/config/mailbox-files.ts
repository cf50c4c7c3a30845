import { z } from 'zod';
import { type MailWebhookMap, parseJson, readMailWebhook } from './mail-webhook';
import { readText, type Values } from './read-environment';

/** The admin's own command words, beside the bundled ones. */
export type OwnWords = Readonly<Partial<Record<'withdraw' | 'erase' | 'access', readonly string[]>>>;

const SAYS = 'must name a JSON file {"withdraw": ["STOP"], "erase": [...], "access": [...]} of single words';
const list = z.array(z.string().regex(/^[\p{L}\p{M}\p{N}]{2,40}$/u)).exactOptional();
const words = z.strictObject({ withdraw: list, erase: list, access: list });

export interface MailboxFiles {
  readonly words: OwnWords;
  readonly webhook: MailWebhookMap | undefined;
}

/** Reads the files that MAILBOX_WORDS_FILE and MAIL_WEBHOOK_FILE name; faults are added to `faults`. */
export function readMailboxFiles(values: Partial<Values>, faults: string[]): MailboxFiles {
  const { MAILBOX_WORDS_FILE: wordsFile, MAIL_WEBHOOK_FILE: webhookFile } = values;
  const webhook = webhookFile === undefined ? undefined : readText('MAIL_WEBHOOK_FILE', webhookFile, faults);
  const own = wordsFile === undefined ? undefined : readText('MAILBOX_WORDS_FILE', wordsFile, faults);
  return {
    words: own === undefined ? {} : readWords(own, faults),
    webhook: webhook === undefined ? undefined : readMailWebhook(webhook, faults),
  };
}

function readWords(text: string, faults: string[]): OwnWords {
  const parsed = words.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  faults.push(`MAILBOX_WORDS_FILE ${SAYS}`);
  return {};
}
