import { normalizeAddress } from '../../consent/address';
import type { Language } from '../../consent/event';
import type { Bounce, MailIntent, MailReport, ReceivedMail } from '../mailbox-ports';
import { type CommandWord, type CommandWords, readCommand } from './command-words';
import { permanenceOf } from './judge-status';
import { localPart, recogniseOwn, type Recognition } from './own-mail';

export interface MailRules extends Recognition {
  readonly words: CommandWords;
  readonly defaultLanguage: Language;
  /** Normal forms of the addresses the bridge itself sends from. */
  readonly ownAddresses: readonly string[];
  /** ERASE_TRUST_DMARC. */
  readonly trustDmarc: boolean;
}

/**
 * What a mail means. Pure and total: every mail has an answer, and whatever is not clearly a command, a report or our
 * own withdrawal address is for people to look at.
 */
export function judgeMail(mail: ReceivedMail, rules: MailRules): MailIntent {
  if (mail.fault !== null) return nothing('failed', mail.fault);
  if (mail.report !== null) return judgeReport(mail, mail.report, rules);
  const from = normalizeAddress(mail.from);
  if (from !== null && rules.ownAddresses.includes(from)) return nothing('done', 'own_mail');
  // Programs never ask for anything (RFC 3834 section 2); what may be a bounce without a report is not guessed.
  const returned = withdrawalAddress(mail, rules);
  if (mail.automatic !== null)
    return nothing(mail.automatic === 'null_sender' || returned !== null ? 'review' : 'done', mail.automatic);
  const word = readCommand(mail.subject, rules.words);
  const language = word?.language ?? rules.defaultLanguage;
  if (returned !== null) return { kind: 'withdraw', language, fingerprint: returned };
  if (word === null) return nothing('review', 'no_command');
  return from === null ? nothing('review', 'no_sender') : obey(word, { mail, from, language, rules });
}

interface Asked {
  readonly mail: ReceivedMail;
  readonly from: string;
  readonly language: Language;
  readonly rules: MailRules;
}

/**
 * From can be forged. A withdrawal harms nobody and is believed unless the sender's own domain disowns it; seeing and
 * erasing go through a mail to the address on record.
 */
function obey({ command }: CommandWord, { mail, from, language, rules }: Asked): MailIntent {
  switch (command) {
    case 'withdraw':
      return mail.dmarc === 'fail'
        ? { kind: 'doubtful-withdrawal', language, email: from }
        : { kind: 'withdraw', language, email: from };
    case 'erase':
      return { kind: 'erase', language, email: from, proven: rules.trustDmarc && mail.dmarc === 'pass' };
    case 'access':
      return { kind: 'access', language, email: from };
  }
}

/** The mailto of our own List-Unsubscribe: whoever has it had the mail, as with the link. */
function withdrawalAddress({ to }: ReceivedMail, { returns }: MailRules): string | null {
  const found = to.map((address) => returns.read(localPart(address)));
  return found.find((each) => each?.purpose === 'withdraw')?.fingerprint ?? null;
}

function judgeReport(mail: ReceivedMail, report: MailReport, rules: MailRules): MailIntent {
  const own = recogniseOwn({ to: mail.to, original: report.original }, rules);
  if (report.kind === 'delivery') {
    const bounces = report.recipients.map(permanenceOf).filter((each) => each !== 'none');
    if (bounces.length === 0) return nothing('done', 'no_bounce');
    if (own === null) return nothing('review', 'not_our_mail');
    return { kind: 'bounces', bounces: [worst(own, report)], end: 'done' };
  }
  if (report.type === 'not-spam') return nothing('done', 'not_spam');
  if (report.type !== 'abuse') return nothing('review', 'other_feedback');
  return own === null
    ? nothing('review', 'not_our_mail')
    : { kind: 'complaint', fingerprint: own.fingerprint };
}

/**
 * One mail of ours goes to one address, so its report is about that one, whatever it was forwarded to. What Vtiger
 * sent counts as soft: its label link proves whose mail it was, not that this report is about it.
 */
function worst(
  own: { readonly fingerprint: string; readonly issuer: 'mailed' | 'label' },
  { recipients }: Extract<MailReport, { kind: 'delivery' }>,
): Bounce {
  const dead = recipients.find((each) => permanenceOf(each) === 'permanent');
  const soft = recipients.find((each) => permanenceOf(each) === 'soft');
  return {
    fingerprint: own.fingerprint,
    permanence: dead !== undefined && own.issuer === 'mailed' ? 'permanent' : 'soft',
    status: (dead ?? soft)?.status ?? '',
  };
}

function nothing(end: 'done' | 'review' | 'failed', reason: string): MailIntent {
  return { kind: 'nothing', end, reason };
}
