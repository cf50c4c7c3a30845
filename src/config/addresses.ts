import { isIP } from 'node:net';
import { normalizeAddress } from '../consent/address';
import { kind, splitList } from './kinds';

/* Kinds of values that say where something is. */

export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return (
    bare === 'localhost' || bare === '::1' || bare.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(bare)
  );
}

function parsed(text: string, ...protocols: readonly string[]): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return protocols.includes(url.protocol) && url.hostname !== '' ? url : null;
}

/** https, or http on loopback; without credentials, query and fragment; no slash at its end. */
export const webUrl = kind((text) => {
  const url = parsed(text, 'https:', 'http:');
  const plain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url === null || !plain || (url.protocol === 'http:' && !isLoopback(url.hostname))) return null;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}, 'must be an https:// URL without query (http:// only on loopback)');

/** Base of every link: it has to leave room for a token in 300 characters (interfaces.md: Tokens). */
export const publicUrl = webUrl.refine((url) => url.length <= 50, 'must be 50 characters at most');

export const policyUrl = kind(
  (text) => (parsed(text, 'https:', 'http:') === null ? null : text),
  'must be a URL',
);

/** `redis://`, `rediss://`, or a comma list of them for a cluster. */
export const redisUrl = kind((text) => {
  const nodes = splitList(text);
  const valid = nodes.length > 0 && nodes.every((node) => parsed(node, 'redis:', 'rediss:') !== null);
  return valid ? nodes.join(',') : null;
}, 'must be redis:// or rediss://, or a comma list of them for a cluster');

export const smtpUrl = kind(
  (text) => (parsed(text, 'smtp:', 'smtps:') === null ? null : text),
  'must be smtp://user:password@host:port or smtps://...',
);

/** `imaps://user:password@host:993/INBOX`; the path is the mailbox that is read. `imap://` uses STARTTLS where it is offered. */
export const imapUrl = kind((text) => {
  const url = parsed(text, 'imap:', 'imaps:');
  return url === null || url.username === '' || url.password === '' ? null : text;
}, 'must be imaps://user:password@host:port/INBOX');

/** `Name <mail@example.org>` or the bare address. */
export const mailbox = kind((text) => {
  const named = /^(?:"?([^"<>\r\n]*?)"?\s*)<([^\s<>@]+@[^\s<>@]+)>$/.exec(text);
  if (named !== null) return { name: (named[1] ?? '').trim(), address: named[2] ?? '' };
  return /^[^\s<>@,]+@[^\s<>@,]+$/.test(text) ? { name: '', address: text } : null;
}, 'must be an address such as "Name <news@example.org>"');

/** A domain that takes mail, in ASCII form; return addresses put 46 characters before it (RFC 5321 section 4.5.3.1.3). */
export const mailDomain = kind((text) => {
  const domain = normalizeAddress(`a@${text}`)?.slice(2) ?? null;
  return domain !== null && domain.length <= 200 ? domain : null;
}, 'must be a domain such as in.example.org');

/** What express trusts for the client's address: `none`, a number of hops, or a comma list of addresses. */
export const trustProxy = kind((text): boolean | number | string[] | null => {
  if (text === 'none') return false;
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  const parts = splitList(text);
  const named = (part: string) => ['loopback', 'linklocal', 'uniquelocal'].includes(part);
  const known = (part: string) => named(part) || isIP(part.replace(/\/\d{1,3}$/, '')) !== 0;
  return parts.length > 0 && parts.every(known) ? parts : null;
}, 'must be none, a number of proxies, or a comma list of addresses (10.0.0.0/8, loopback)');

/** `hold`, `live` or `redirect:address`. */
export const mailMode = kind((text): MailMode | null => {
  if (text === 'hold' || text === 'live') return { kind: text };
  const to = /^redirect:([^\s@,<>]+@[^\s@,<>]+)$/.exec(text)?.[1];
  return to === undefined ? null : { kind: 'redirect', to };
}, 'must be hold, live or redirect:address@example.org');

export type MailMode =
  { readonly kind: 'hold' | 'live' } | { readonly kind: 'redirect'; readonly to: string };
