import { createHash } from 'node:crypto';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import type { ReceivedMail } from '../../flow/mailbox-ports';
import { dmarcOf } from './authentication';
import { automaticReason } from './automatic';
import { firstOf, type HeaderField, headerFields, splitHeader } from './header-lines';
import { readReport } from './report-parts';

/** So much of a mail is read: commands and reports stand at its beginning, attachments are nobody's business here. */
export const MOST_BYTES = 1024 * 1024;
/** Deeper nesting than any mail program makes. */
const MOST_BOUNDARIES = 100;
const MOST_ADDRESSES = 100;
const DELIVERED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];

const PARSING = {
  keepDeliveryStatus: true,
  // Of mailsplit: a mail that came back is a part of the report, however it is meant to be shown (inline, RFC 5965).
  ignoreEmbedded: true,
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
};

export interface MailSource {
  /** The first {@link MOST_BYTES} of the mail. */
  readonly source: Buffer;
  /** Epoch ms: INTERNALDATE. */
  readonly receivedAt: number;
}

export interface ParseOptions {
  /** MAILBOX_AUTHSERV_ID. */
  readonly authservId: string | undefined;
}

/** Whatever the bytes are: a mail, or a mail with a `fault`. Never throws; memory and time are bounded by the size. */
export async function parseMail(mail: MailSource, { authservId }: ParseOptions): Promise<ReceivedMail> {
  const source = mail.source.subarray(0, MOST_BYTES);
  const { header, body } = splitHeader(source);
  const fields = headerFields(header);
  const bare = bareMail(mail.receivedAt, fields, body);
  const fault = faultOf(source, fields);
  if (fault !== null) return { ...bare, fault };
  try {
    const parsed = await simpleParser(source, PARSING);
    return { ...bare, ...contentOf(parsed, fields, authservId) };
  } catch {
    return { ...bare, fault: 'unreadable' };
  }
}

function faultOf(source: Buffer, fields: readonly HeaderField[]): string | null {
  if (fields.length === 0) return 'no_header';
  const boundaries = source.toString('latin1').match(/boundary\s*=/gi)?.length ?? 0;
  return boundaries > MOST_BOUNDARIES ? 'too_deep' : null;
}

function bareMail(receivedAt: number, fields: readonly HeaderField[], body: Buffer): ReceivedMail {
  return {
    id: mailId(fields, body),
    receivedAt,
    from: '',
    to: [],
    subject: '',
    text: '',
    automatic: null,
    dmarc: 'none',
    report: null,
    fault: null,
  };
}

function contentOf(parsed: ParsedMail, fields: readonly HeaderField[], authservId: string | undefined) {
  const senders = addressesOf(parsed.from);
  const froms = fields.filter(({ name }) => name === 'from').length;
  const from = senders.length === 1 && froms === 1 ? (senders[0] ?? '') : '';
  const delivered = fields
    .filter(({ name }) => DELIVERED.includes(name))
    .map(({ value }) => bareAddress(value));
  return {
    from,
    to: [...delivered, ...addressesOf(parsed.to), ...addressesOf(parsed.cc)].slice(0, MOST_ADDRESSES),
    subject: oneLine(parsed.subject ?? '', 500),
    text: (parsed.text ?? '').slice(0, 2000),
    automatic: automaticReason(fields, from),
    dmarc: dmarcOf(fields, authservId, from.slice(from.lastIndexOf('@') + 1).toLowerCase()),
    report: readReport(
      parsed.attachments.map(({ contentType, content }) => ({ type: contentType.toLowerCase(), content })),
    ),
  };
}

function addressesOf(found: AddressObject | AddressObject[] | undefined): string[] {
  const objects = found === undefined ? [] : Array.isArray(found) ? found : [found];
  return objects
    .flatMap(({ value }) => value)
    .flatMap(({ address, group }) => [address, ...(group ?? []).map((each) => each.address)])
    .filter((address): address is string => address !== undefined && address !== '')
    .slice(0, MOST_ADDRESSES);
}

function bareAddress(value: string): string {
  return value.replace(/^<|>$/g, '').trim();
}

function oneLine(text: string, most: number): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, most);
}

/**
 * The same mail read or delivered again has the same id: a UUIDv7 (RFC 9562) of its own Date and a hash of Message-ID
 * and body. Lines that servers add on the way are left out.
 */
function mailId(fields: readonly HeaderField[], body: Buffer): string {
  const date = Date.parse(firstOf(fields, 'date'));
  const time = Number.isFinite(date) && date > 0 ? Math.min(date, 2 ** 48 - 1) : 0;
  const own = ['message-id', 'date', 'from', 'subject'].map((name) => firstOf(fields, name));
  const hash = createHash('sha256').update(JSON.stringify(own)).update(body).digest('hex');
  const stamp = Math.floor(time).toString(16).padStart(12, '0');
  const variant = (8 + (parseInt(hash.slice(3, 4), 16) % 4)).toString(16);
  return [
    stamp.slice(0, 8),
    stamp.slice(8),
    `7${hash.slice(0, 3)}`,
    `${variant}${hash.slice(4, 7)}`,
    hash.slice(7, 19),
  ].join('-');
}
