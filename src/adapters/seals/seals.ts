import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type ParsedSeal, sealClear, type SealCovers, sealMessage, textForHash } from '../../consent/seal';
import type { Seals } from '../../flow/store-ports';

export interface SealOptions {
  /** Fingerprint key; never rotated casually. */
  readonly addressKey: Buffer;
  /** First signs, all verify. */
  readonly sealSecrets: readonly { readonly kid: string; readonly key: Buffer }[];
}

const FINGERPRINT_LENGTH = 22;

/** HMACs and hashes of addresses, texts and seals (domain: "fingerprint", "seal"). */
export function createSeals({ addressKey, sealSecrets }: SealOptions): Seals {
  const [current] = sealSecrets;
  if (current === undefined) throw new Error('SEAL_SECRETS must hold at least one key');
  const keys = new Map(sealSecrets.map(({ kid, key }) => [kid, key]));
  const hash = (text: string) => createHash('sha256').update(text, 'utf8');
  return {
    fingerprint: (address) =>
      createHmac('sha256', addressKey)
        .update(`address:${address}`, 'utf8')
        .digest('base64url')
        .slice(0, FINGERPRINT_LENGTH),
    textHash: (text) => hash(textForHash(text)).digest('base64url'),
    issue: (facts, covers) => {
      const clear = sealClear(current.kid, facts);
      return `${clear}.${mac(current.key, clear, covers)}`;
    },
    check: (seal, covers) => checkSeal(keys, seal, covers),
    foundId: ({ record, name }, modifiedTime) =>
      hash(['found', record, String(modifiedTime), name].join('\n'))
        .digest('hex')
        .slice(0, 32),
    roundId: ({ id, occurredAt }) => uuidAt(occurredAt, hash(`round\n${id}`).digest('hex')),
    derivedId: (...parts) =>
      hash(['derived', ...parts].join('\n'))
        .digest('hex')
        .slice(0, 32),
  };
}

/** RFC 9562 section 5.7: 48 bits of time, version, 12 bits, variant, 62 bits; ours come from a hash. */
function uuidAt(instant: number, hex: string): string {
  const time = Math.max(0, instant).toString(16).padStart(12, '0');
  const variant = ((parseInt(hex.charAt(3), 16) & 3) | 8).toString(16);
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${hex.slice(0, 3)}`,
    `${variant}${hex.slice(4, 7)}`,
    hex.slice(7, 19),
  ].join('-');
}

function checkSeal(
  keys: ReadonlyMap<string, Buffer>,
  seal: ParsedSeal,
  covers: SealCovers,
): 'valid' | 'invalid' | 'unknown_kid' {
  const key = keys.get(seal.kid);
  if (key === undefined) return 'unknown_kid';
  const expected = Buffer.from(mac(key, seal.clear, covers));
  const given = Buffer.from(seal.mac);
  return expected.length === given.length && timingSafeEqual(expected, given) ? 'valid' : 'invalid';
}

function mac(key: Buffer, clear: string, covers: SealCovers): string {
  return createHmac('sha256', key).update(sealMessage(clear, covers), 'utf8').digest('base64url');
}
