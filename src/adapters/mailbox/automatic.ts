import { firstOf, type HeaderField } from './header-lines';

/** Names under which mail servers write to senders. */
const DAEMONS = /^(mailer-daemon|postmaster|mail-daemon|mdaemon|mailerdaemon)@/i;

/**
 * Why no person wrote this mail now, or `null`: RFC 3834 section 5 (Auto-Submitted), what programs used before it, lists
 * (RFC 2919, RFC 2369), and the null sender of RFC 5321 section 4.5.5.
 */
export function automaticReason(fields: readonly HeaderField[], from: string): string | null {
  const has = (name: string) => fields.some((field) => field.name === name);
  // Exim and qmail report without RFC 3464; told apart from an answering machine, for people must look at these.
  if (DAEMONS.test(from) || has('x-failed-recipients')) return 'null_sender';
  const submitted = firstOf(fields, 'auto-submitted').toLowerCase();
  if (submitted !== '' && !/^no\b/.test(submitted)) return 'auto_submitted';
  if (has('x-autoreply') || has('x-autorespond') || has('x-auto-reply')) return 'auto_reply';
  if (has('list-id') || has('list-post')) return 'list';
  const precedence = firstOf(fields, 'precedence').toLowerCase();
  if (/^(bulk|list|junk|auto[_-]reply)\b/.test(precedence)) return 'precedence';
  if (has('x-loop')) return 'loop';
  const nullSender = fields.some((field) => field.name === 'return-path' && /^<\s*>$/.test(field.value));
  return nullSender ? 'null_sender' : null;
}
