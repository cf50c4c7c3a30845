import { compactInstant, parseCompactInstant } from './instant';
import type { AddressState } from './state';
import { STATUSES_AND_NONE, type StatusOrNone } from './status';

/** What a seal says, in clear. Times are epoch ms UTC, whole seconds. */
export interface SealFacts {
  readonly status: StatusOrNone;
  readonly before: StatusOrNone;
  readonly beforeOn: number | null;
  readonly round: string;
  readonly changedOn: number | null;
  readonly emailOptout: boolean;
  readonly notMe: boolean;
}

/** What the MAC covers besides the clear part: it is on the record, so it is not written twice. */
export interface SealCovers {
  readonly fingerprint: string;
  readonly consentDate: number | null;
  /** SHA-256 of the consent text, base64url; line ends as LF, outer white space dropped. */
  readonly textHash: string;
}

export interface ParsedSeal {
  readonly kid: string;
  readonly facts: SealFacts;
  /** Everything before the MAC. */
  readonly clear: string;
  readonly mac: string;
}

export function sealFactsOf(state: AddressState, emailOptout: boolean): SealFacts {
  const { status, before, beforeOn, round, changedOn, notMe } = state;
  return { status, before, beforeOn, round, changedOn, emailOptout, notMe };
}

/** `v1.<kid>.<status>.<before>.<before date>.<round>.<changed on>.<emailoptout>.<flags>`, without the MAC. */
export function sealClear(kid: string, facts: SealFacts): string {
  return [
    'v1',
    kid,
    facts.status,
    facts.before,
    compactInstant(facts.beforeOn),
    facts.round || '-',
    compactInstant(facts.changedOn),
    facts.emailOptout ? '1' : '0',
    facts.notMe ? 'n' : '-',
  ].join('.');
}

/** The bytes that HMAC-SHA256 is taken over: the clear part and what it covers, a line each. */
export function sealMessage(clear: string, covers: SealCovers): string {
  return [clear, covers.fingerprint, compactInstant(covers.consentDate), covers.textHash].join('\n');
}

const FORM =
  /^(v1\.([A-Za-z0-9]{1,2})\.([A-Za-z]+)\.([A-Za-z]+)\.([0-9TZ-]+)\.([0-9a-fA-F-]+)\.([0-9TZ-]+)\.([01])\.(n|-))\.([A-Za-z0-9_-]{43})$/;

/** Reads a seal; `null` when it is not in the form of a seal. Says nothing about its MAC. */
export function parseSeal(seal: string): ParsedSeal | null {
  const parts = FORM.exec(seal);
  if (parts === null) return null;
  const [
    ,
    clear = '',
    kid = '',
    statusWord = '',
    beforeWord = '',
    beforeDate = '',
    round = '',
    date = '',
    optout,
    flags,
    mac = '',
  ] = parts;
  const status = wordToStatus(statusWord);
  const before = wordToStatus(beforeWord);
  const beforeOn = parseCompactInstant(beforeDate);
  const changedOn = parseCompactInstant(date);
  if (status === null || before === null || beforeOn === undefined || changedOn === undefined) return null;
  const facts = { status, before, beforeOn, round: round === '-' ? '' : round, changedOn };
  return { kid, clear, mac, facts: { ...facts, emailOptout: optout === '1', notMe: flags === 'n' } };
}

function wordToStatus(word: string): StatusOrNone | null {
  return STATUSES_AND_NONE.find((status) => status === word) ?? null;
}

/** The text as it is hashed: Vtiger's own forms turn LF into CRLF when staff save a record. */
export function textForHash(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}
