import { Failure } from '../../flow/failure';
import { readSmtpError, type SmtpError } from './smtp-error';
import { type Attempt, type MailCode, verdictOf } from './verdict';

const SENTENCES: Readonly<Record<MailCode, string>> = {
  mail_address_refused: 'the mail server says that the address does not exist',
  mail_policy_refused: 'the mail server refuses what the bridge sends, for a reason that is not the address',
  mail_refused_unclear: 'the mail server refused the mail and does not say clearly why',
  mail_temporary: 'the mail server cannot take the mail now',
  mail_unreachable: 'the mail server could not be reached or did not let the bridge in; nothing was sent',
  mail_in_doubt: 'the connection was lost after the mail was handed over; it may have been sent',
};
const PHASES = { connection: '', sender: ' at MAIL FROM', recipient: ' at RCPT TO', content: ' at DATA' };
const FINAL: readonly MailCode[] = ['mail_address_refused', 'mail_in_doubt'];

/** A typed failure without address or token. The original error is not its cause: replies repeat the address. */
export function mailFailure(error: unknown, attempt: Attempt): Failure {
  if (error instanceof Failure) return error;
  const read = readSmtpError(error);
  const code = verdictOf(read, attempt);
  return new Failure(`${SENTENCES[code]}${detail(read, attempt.to)}`, {
    code,
    stage: 'mail',
    retryable: !FINAL.includes(code),
    inDoubt: code === 'mail_in_doubt',
  });
}

function detail(error: SmtpError, to: string): string {
  const { phase, reply, status, code } = error;
  const numbers = [reply, status].filter((part) => part !== undefined).join(' ');
  const where = `${numbers || code}${PHASES[phase]}`;
  const said = isAboutTheBridge(error) ? withoutPerson(error.words, to) : '';
  return where === '' && said === '' ? '' : ` (${[where, said].filter(Boolean).join(': ')})`;
}

/**
 * The server's own words help the admin against log-in faults and block lists (x.7.x). Others may speak of the
 * person ("mailbox of A. Jansen is full") and are left out.
 */
function isAboutTheBridge({ phase, status, code }: SmtpError): boolean {
  if (phase === 'connection') return ['EAUTH', 'ETLS', 'EPROTOCOL'].includes(code);
  return phase === 'sender' || status?.split('.')[1] === '7';
}

const LONGEST = 200;

/** Such replies too may repeat the address in any spelling, its local part, the Message-ID and links. */
function withoutPerson(words: string, to: string): string {
  const local = to.slice(0, Math.max(0, to.lastIndexOf('@')));
  const names = [local, local.replace(/\+.*/, '')].filter((name) => name !== '').map(literal);
  return words
    .replace(/<[^>]*>/g, '<...>')
    .replace(/\S+(@|%40|=40)\S+/gi, '...')
    .replace(/\bhttps?:\/\/([\w.-]+)\S*/gi, '$1')
    .replace(new RegExp(`(?<![\\w])(${names.join('|') || '$^'})(?![\\w])`, 'gi'), '...')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .slice(0, LONGEST);
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
