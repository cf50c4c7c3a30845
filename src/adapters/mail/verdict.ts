import type { SmtpError } from './smtp-error';

export type MailCode =
  | 'mail_address_refused'
  | 'mail_policy_refused'
  | 'mail_refused_unclear'
  | 'mail_temporary'
  | 'mail_unreachable'
  | 'mail_in_doubt';

/**
 * RFC 3463 codes that say the recipient's address is dead: unknown mailbox or domain, moved, no mail exchanger
 * (5.1.10), mailbox disabled (5.2.1). Not 5.1.7 and 5.1.8, which speak of the sender.
 */
const DEAD = new Set(['5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.4', '5.1.6', '5.1.10', '5.2.1']);
/** RFC 6531: a non-ASCII local part that this server cannot carry will never be reached through it. */
const NOT_INTERNATIONAL = '5.6.7';
/** A reply 550 to 553 without a status: only words that can mean nothing else. */
const SAYS_UNKNOWN =
  /\b(no such (user|mailbox|recipient|address)|(user|recipient|mailbox|address)( is)? (unknown|not found|does(n't| not) exist)|unknown (user|recipient|mailbox|address)|(invalid|bad) (mailbox|recipient))\b/i;
const UNSENDABLE = /^$|[\r\n<>]/;
/** Postfix answers RCPT with 5.1.x when it is our sender that it does not like. */
const ABOUT_SENDER = /\bsender\b/i;
/** Microsoft 365 says 5.4.1 where the recipient does not exist. */
const NOT_AT_MICROSOFT = /recipient address rejected: access denied/i;

export interface Attempt {
  readonly to: string;
  /** The whole message was handed over, its final dot included. */
  readonly mayHaveArrived: boolean;
}

/** What follows from an SMTP reply. Without one it depends on whether the message may have arrived. */
export function verdictOf(error: SmtpError, attempt: Attempt): MailCode {
  const { reply, phase } = error;
  const lost = phase === 'connection' && attempt.mayHaveArrived;
  if (reply === undefined || reply < 400 || lost) return withoutReply(error, attempt);
  if (reply === 530 || error.code === 'EAUTH') return 'mail_unreachable';
  if (isTemporary(error)) return 'mail_temporary';
  if (phase !== 'sender' && isDead(error, attempt.to)) return 'mail_address_refused';
  return isAboutSender(error) ? 'mail_policy_refused' : 'mail_refused_unclear';
}

function withoutReply({ code }: SmtpError, { to, mayHaveArrived }: Attempt): MailCode {
  if (mayHaveArrived) return 'mail_in_doubt';
  // nodemailer itself takes neither line breaks and brackets in an address nor more bytes than the server allows.
  if (code === 'EENVELOPE') return UNSENDABLE.test(to) ? 'mail_address_refused' : 'mail_policy_refused';
  return code === 'EMESSAGE' ? 'mail_policy_refused' : 'mail_unreachable';
}

/**
 * 4yz; also 503, a session out of step (nodemailer holds it not permanent either), and a full mailbox (5.2.2, or 552
 * without a status), which is neither the person's refusal nor the sender's fault.
 */
function isTemporary({ reply = 0, status }: SmtpError): boolean {
  return reply < 500 || reply === 503 || status === '5.2.2' || (reply === 552 && status === undefined);
}

/** Security and policy (RFC 3463 x.7.x), or our own address: every other person would be refused as well. */
function isAboutSender({ phase, status, words }: SmtpError): boolean {
  return (
    phase === 'sender' || status?.split('.')[1] === '7' || ABOUT_SENDER.test(words.replace(/<[^>]*>/g, ''))
  );
}

/** In doubt no: a live address called dead loses a person, a dead one called unclear is only tried again. */
function isDead({ reply = 0, status, words, phase }: SmtpError, to: string): boolean {
  const said = words.replace(/<[^>]*>/g, '').replaceAll(to, '');
  if (ABOUT_SENDER.test(said)) return false;
  if (phase === 'recipient' && !isAscii(to) && (status === undefined || status === NOT_INTERNATIONAL))
    return true;
  if (status === '5.4.1') return NOT_AT_MICROSOFT.test(said);
  if (status !== undefined) return DEAD.has(status);
  return phase === 'recipient' && reply >= 550 && reply <= 553 && SAYS_UNKNOWN.test(said);
}

const isAscii = (text: string) => !/[^\x20-\x7e]/.test(text);
