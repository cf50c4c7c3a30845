import { hkdfSync, type KeyObject } from 'node:crypto';

/** A key of 32 bytes for one purpose, from a secret that serves several (HKDF-SHA256, RFC 5869). */
export function derivedKey(secret: KeyObject, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `consent-bridge ${purpose}`, 32));
}
