import type { DeliveryStatus, EmbeddedMail, MailReport } from '../../flow/mailbox-ports';
import { firstOf, headerFields, splitHeader } from './header-lines';

/** A part of a report, decoded. */
export interface ReportPart {
  readonly type: string;
  readonly content: Buffer;
}

const MOST_RECIPIENTS = 100;
const MOST_LINKS = 200;
/** How much of the mail that came back is looked at. */
const MOST_EMBEDDED = 256 * 1024;
const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/**
 * The report that the parts of a mail hold, `null` for none: RFC 3464 (and RFC 6533's `message/global-*`), RFC 5965. A
 * mail without such a part is no report, whatever its subject says.
 */
export function readReport(parts: readonly ReportPart[]): MailReport | null {
  const part = (...types: readonly string[]) => parts.find((each) => types.includes(each.type));
  const original = embeddedOf(
    part('message/rfc822', 'message/global') ?? part('text/rfc822-headers', 'message/global-headers'),
  );
  const delivery = part('message/delivery-status', 'message/global-delivery-status');
  if (delivery !== undefined)
    return { kind: 'delivery', recipients: recipientsOf(delivery.content), original };
  const feedback = part('message/feedback-report');
  return feedback === undefined ? null : feedbackOf(feedback.content, original);
}

/** Blocks divided by empty lines; the first is about the message, each other about one recipient. */
function recipientsOf(content: Buffer): DeliveryStatus[] {
  const blocks = content
    .toString('utf8')
    .trim()
    .split(/(?:\r?\n[ \t]*){2,}/, MOST_RECIPIENTS + 1)
    .map((block) => headerFields(block));
  return blocks
    .filter((fields) => fields.some(({ name }) => name === 'action' || name === 'final-recipient'))
    .map((fields) => {
      const said = firstOf(fields, 'action').toLowerCase().split(/\s/)[0];
      return {
        recipient: addressOf(firstOf(fields, 'final-recipient') || firstOf(fields, 'original-recipient')),
        action: ACTIONS.find((action) => action === said) ?? 'unknown',
        status: /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(firstOf(fields, 'status'))?.[1] ?? '',
      };
    });
}

/** `rfc822; jan@example.org` */
function addressOf(value: string): string {
  return value
    .slice(value.indexOf(';') + 1)
    .trim()
    .replace(/^<|>$/g, '')
    .slice(0, 320);
}

function feedbackOf(content: Buffer, original: EmbeddedMail | null): MailReport {
  const fields = headerFields(content.toString('utf8').trim());
  const recipients = fields
    .filter(({ name }) => name === 'original-rcpt-to')
    .slice(0, MOST_RECIPIENTS)
    .map(({ value }) => value.replace(/^<|>$/g, ''));
  return { kind: 'feedback', type: firstOf(fields, 'feedback-type').toLowerCase(), recipients, original };
}

function embeddedOf(part: ReportPart | undefined): EmbeddedMail | null {
  if (part === undefined) return null;
  const source = part.content.subarray(0, MOST_EMBEDDED);
  const { header, body } = splitHeader(source);
  const fields = headerFields(header);
  const readable = `${firstOf(fields, 'list-unsubscribe')} ${unwrapped(body)}`;
  return {
    messageId: /<[^<>\s]{1,300}>/.exec(firstOf(fields, 'message-id'))?.[0] ?? '',
    links: linksIn(readable),
    to:
      firstOf(fields, 'to')
        .match(/[^\s<>,;:"]{1,64}@[^\s<>,;:"]{1,255}/g)
        ?.slice(0, MOST_RECIPIENTS) ?? [],
    returnPath: firstOf(fields, 'return-path').replace(/^<|>$/g, ''),
  };
}

/** Quoted-printable breaks links and writes `=` as `=3D`; base64 parts hide them, and are read when they are long. */
function unwrapped(body: Buffer): string {
  const text = body.toString('latin1');
  const joined = text.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
  const encoded = text.match(/(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/=]{0,76}/g) ?? [];
  const decoded = encoded.slice(0, 20).map((each) => Buffer.from(each, 'base64').toString('utf8'));
  return [joined, ...decoded].join('\n');
}

function linksIn(text: string): string[] {
  return [...text.matchAll(/https?:\/\/[^\s<>"'\\)\]]{1,600}/g)].slice(0, MOST_LINKS).map(([link]) => link);
}
