import { createHmac, randomBytes, randomUUID } from 'node:crypto';

/*
 * What somebody builds who has read the interfaces and nothing else: own HMAC, own JWT, own fingerprint. Nothing of
 * the product is imported here, so that both sides can't share one mistake.
 */

const bytes = (secret: string) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** First 22 characters of base64url(HMAC-SHA256(ADDRESS_KEY, "address:" + address)). */
export function fingerprintOf(address: string, addressKey: string): string {
  const mac = createHmac('sha256', bytes(addressKey)).update(`address:${address}`).digest('base64url');
  return mac.slice(0, 22);
}

/** A JWT of one entry `kid:base64` of TOKEN_SECRETS or LABEL_SECRETS. */
export function mintToken(entry: string, claims: object, header: object = {}): string {
  const [kid = '', key = ''] = entry.split(':');
  const signed = `${segment({ alg: 'HS256', kid, ...header })}.${segment(claims)}`;
  return `${signed}.${createHmac('sha256', bytes(key)).update(signed).digest('base64url')}`;
}

export interface SignedMessage {
  readonly secret: string;
  readonly body?: string | Buffer;
  readonly id?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
}

export function messageId(): string {
  return `msg_${randomUUID()}`;
}

/** Headers of Standard Webhooks. */
export function signedHeaders({
  secret,
  body = '',
  id = messageId(),
  timestamp = Math.floor(Date.now() / 1000),
}: SignedMessage): Record<string, string> {
  const mac = createHmac('sha256', bytes(secret)).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${mac}` };
}

/** A client address that no other request of the run has; the bridge trusts the proxy on loopback. */
export function fromSomewhere(): Record<string, string> {
  return { 'x-forwarded-for': `10.${Array.from(randomBytes(3)).join('.')}` };
}
