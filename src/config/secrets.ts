import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { kind, splitList } from './kinds';

/* Kinds of values that nobody may see. HS256 and HMAC-SHA256 want keys of 32 bytes or more (RFC 7518 section 3.2). */

export interface NamedKey {
  readonly kid: string;
  readonly key: Buffer;
}

export interface TokenKey {
  readonly kid: string;
  readonly key: KeyObject;
  /** A leaked key is retired so: it may only refuse and withdraw. */
  readonly withdrawOnly: boolean;
}

const LEAST_BYTES = 32;

function decode(base64: string, least: number): Buffer | null {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(base64)) return null;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length >= least ? bytes : null;
}

/** The fingerprint key: base64; any other text long enough stands for its own bytes. */
export const addressKey = kind((text) => {
  const bytes = Buffer.from(text, 'utf8');
  return decode(text, LEAST_BYTES) ?? (bytes.length >= LEAST_BYTES ? bytes : null);
}, 'must be base64 of 32 bytes or more (openssl rand -base64 32)');

/** Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes; first signs, all verify. */
export const webhookSecrets = kind((text) => {
  const secrets = splitList(text).map((part) =>
    part.startsWith('whsec_') ? decode(part.slice('whsec_'.length), 24) : null,
  );
  const read = secrets.filter((secret) => secret !== null);
  return read.length > 0 && read.length === secrets.length ? read : null;
}, 'must be a comma list of whsec_<base64 of 24 bytes or more>');

export const sealKeys = kind((text): NamedKey[] | null => {
  const keys = splitList(text).map((part) => namedKey(part.split(':')) ?? namelessKey(part));
  return allDistinct(keys);
}, 'must be a comma list of kid:base64 (kid 1-2 characters, 32 bytes or more, each kid once)');

export const tokenKeys = kind((text): TokenKey[] | null => {
  const keys = splitList(text).map((part) => tokenKey(part.split(':')));
  const distinct = allDistinct(keys);
  return distinct?.[0]?.withdrawOnly === false ? distinct : null;
}, 'must be a comma list of kid:base64 or kid:base64:withdraw-only (kid 1-2 characters, 32 bytes or more, each kid once, the first one not withdraw-only)');

function namedKey(parts: readonly string[]): NamedKey | null {
  const [kid = '', base64 = '', ...rest] = parts;
  const bytes = decode(base64, LEAST_BYTES);
  if (bytes === null || rest.length > 0 || !/^[A-Za-z0-9]{1,2}$/.test(kid)) return null;
  return { kid, key: bytes };
}

/** A key without a kid gets one of its own bytes, the same wherever it stands in the list. */
function namelessKey(base64: string): NamedKey | null {
  const bytes = decode(base64, LEAST_BYTES);
  return bytes === null
    ? null
    : { kid: createHash('sha256').update(bytes).digest('hex').slice(0, 2), key: bytes };
}

function tokenKey(parts: readonly string[]): TokenKey | null {
  const [kid = '', base64 = '', mark] = parts;
  const named = namedKey([kid, base64, ...parts.slice(3)]);
  if (named === null || (mark !== undefined && mark !== 'withdraw-only')) return null;
  return { kid, key: createSecretKey(named.key), withdrawOnly: mark !== undefined };
}

function allDistinct<T extends { readonly kid: string }>(keys: readonly (T | null)[]): T[] | null {
  const read = keys.filter((each) => each !== null);
  const distinct = new Set(read.map((each) => each.kid)).size === keys.length;
  return distinct && read.length > 0 ? read : null;
}
