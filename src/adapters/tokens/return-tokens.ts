import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ReturnAddress, ReturnTokens } from '../../flow/mailbox-ports';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const FINGERPRINT_BYTES = 17;
/** 80 bits: who guesses sends as many mails as guesses. */
const MAC_BYTES = 10;
const LENGTH = Math.ceil(((FINGERPRINT_BYTES + MAC_BYTES) * 8) / 5);

const PREFIX = { bounce: 'b', withdraw: 'u' } as const;

export interface ReturnKey {
  /** 32 bytes, for this purpose alone. */
  readonly key: Buffer;
  readonly withdrawOnly: boolean;
}

/**
 * Local parts such as `b...@bounce.example.org` (VERP) and `u...@...`: fingerprint and MAC in base32 (RFC 4648 section
 * 6, lower case, no padding), 45 characters. The first of TOKEN_SECRETS signs, all read; a withdraw-only one opens the
 * way out alone, or whoever has the leaked key could have anybody bounce.
 */
export function createReturnTokens(keys: readonly ReturnKey[]): ReturnTokens {
  const first = keys.find((each) => !each.withdrawOnly);
  if (first === undefined)
    throw new Error('TOKEN_SECRETS must hold at least one key that is not withdraw-only');
  return {
    sign: (address) => {
      const print = bytesOf(address.fingerprint);
      return (
        PREFIX[address.purpose] + base32(Buffer.concat([print, macOf(first.key, address.purpose, print)]))
      );
    },
    read: (localPart) => {
      const text = localPart.toLowerCase();
      const purpose = text.startsWith('b') ? 'bounce' : text.startsWith('u') ? 'withdraw' : null;
      const bytes = text.length === LENGTH + 1 ? unbase32(text.slice(1)) : null;
      if (purpose === null || bytes === null) return null;
      const print = bytes.subarray(0, FINGERPRINT_BYTES);
      const mac = bytes.subarray(FINGERPRINT_BYTES, FINGERPRINT_BYTES + MAC_BYTES);
      const able = keys.filter(({ withdrawOnly }) => purpose === 'withdraw' || !withdrawOnly);
      if (!able.some(({ key }) => timingSafeEqual(macOf(key, purpose, print), mac))) return null;
      return { purpose, fingerprint: print.toString('base64url').slice(0, 22) };
    },
  };
}

/** A fingerprint's 22 characters are 132 bits: 17 bytes, the last four bits 0. */
function bytesOf(fingerprint: string): Buffer {
  return Buffer.from(`${fingerprint}A`, 'base64url').subarray(0, FINGERPRINT_BYTES);
}

function macOf(key: Buffer, purpose: ReturnAddress['purpose'], print: Buffer): Buffer {
  return createHmac('sha256', key).update(purpose).update(print).digest().subarray(0, MAC_BYTES);
}

function base32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const groups = bits.padEnd(LENGTH * 5, '0').match(/.{5}/g) ?? [];
  return groups.map((group) => ALPHABET[parseInt(group, 2)] ?? '').join('');
}

/** `null` for other characters, and for spare bits that are not 0: one token has one spelling. */
function unbase32(text: string): Buffer | null {
  let bits = '';
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    bits += value.toString(2).padStart(5, '0');
  }
  const whole = (FINGERPRINT_BYTES + MAC_BYTES) * 8;
  if (/1/.test(bits.slice(whole))) return null;
  const bytes = bits.slice(0, whole).match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
}
