import type { SendMailOptions } from 'nodemailer';
import type { Language } from '../../consent/event';
import type { MailOrder } from '../../flow/ports';
import { LOGO_ID, type MailLook } from './load-templates';
import type { RenderedMail } from './render-mail';
import { KINDS } from './vocabulary';

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface Sender {
  readonly from: Mailbox;
  readonly replyTo?: Mailbox | undefined;
  readonly brand: MailLook['brand'];
}

/** The message as nodemailer takes it. No name of the person in it, no tracking, nothing to be fetched. */
export function messageFor(
  order: MailOrder,
  { subject, html, text }: RenderedMail,
  sender: Sender,
): SendMailOptions {
  const { from, replyTo, brand } = sender;
  return {
    from: { name: from.name || brand.name, address: from.address },
    to: { name: '', address: order.to },
    // Given apart, so that no part of an address is read as a list or a comment.
    envelope: { from: order.returnTo?.bounce ?? from.address, to: [order.to] },
    ...(replyTo === undefined ? {} : { replyTo: { ...replyTo } }),
    messageId: order.messageId,
    subject,
    html,
    text,
    textEncoding: 'quoted-printable',
    attachments: logoOf(brand),
    headers: headersOf(order),
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

type Headers = Record<string, string | { prepared: boolean; value: string }>;

/** Any word would do, for the address says it all; one that people understand, in ASCII for a URI (RFC 6068). */
const WAY_OUT: Readonly<Record<Language, string>> = {
  nl: 'AFMELDEN',
  en: 'UNSUBSCRIBE',
  de: 'ABMELDEN',
  fr: 'DESABONNER',
};

function headersOf({ kind, language, links, returnTo }: MailOrder): Headers {
  const headers: Headers = {
    // RFC 3834 section 5: out-of-office programs do not answer.
    'Auto-Submitted': 'auto-generated',
    'Content-Language': language,
  };
  if (!KINDS[kind].oneClick || links.unsubscribe === undefined) return headers;
  const mailto = returnTo === undefined ? '' : `, <mailto:${returnTo.withdraw}?subject=${WAY_OUT[language]}>`;
  return {
    ...headers,
    // RFC 8058 section 3.1: one HTTPS URI, first for it is preferred (RFC 2369 section 2). `prepared` keeps it on one
    // line, for folding must not split a URI.
    'List-Unsubscribe': { prepared: true, value: `<${links.unsubscribe}>${mailto}` },
    'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' },
  };
}

/** Inside the message (RFC 2392): mail clients show it without asking, and nobody learns that the mail was opened. */
function logoOf({ logo }: MailLook['brand']): NonNullable<SendMailOptions['attachments']> {
  if (logo === undefined) return [];
  const filename = `logo.${logo.type.replace('image/', '')}`;
  return [
    { cid: LOGO_ID, content: logo.bytes, contentType: logo.type, filename, contentDisposition: 'inline' },
  ];
}
