import { Argument, InvalidArgumentError } from 'commander';
import { normalizeAddress } from '../../consent/address';
import type { Subject } from '../../flow/look-at-address';

/* Arguments, parsed at the door; what is refused here ends with exit code 64. */

export const recordArgument = () =>
  new Argument('<record>', 'webservice id, such as 12x345').argParser(parseRecord);

export const subjectArgument = () =>
  new Argument('<record|address>', 'webservice id, such as 12x345, or an e-mail address').argParser(
    parseSubject,
  );

export function parseRecord(text: string): string {
  if (!isId(text)) throw new InvalidArgumentError('A record is a webservice id, such as 12x345.');
  return text;
}

export function parseTicket(text: string): string {
  if (!isId(text)) throw new InvalidArgumentError('A ticket is a webservice id, such as 17x12.');
  return text;
}

export function parseSubject(text: string): Subject {
  if (!text.includes('@')) return { kind: 'record', id: parseRecord(text) };
  return { kind: 'address', address: parseAddress(text) };
}

export function parseAddress(text: string): string {
  const address = normalizeAddress(text);
  if (address === null) throw new InvalidArgumentError('That is no e-mail address that could be mailed.');
  return address;
}

function isId(text: string): boolean {
  return /^[1-9]\d{0,9}x\d{1,19}$/.test(text);
}

/** `2026-11-23`, meant as UTC, or a whole ISO 8601 date-time with its zone. */
export function parseDate(text: string): number {
  const shape = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;
  const at = shape.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError('A date is written 2026-11-23.');
  return at;
}

/** Words that are not blank. */
export function parseWords(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text.trim();
}
