import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Parcels } from '../../flow/person-ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const content = z.record(z.string(), z.string());

/**
 * Parcels lie encrypted (AES-256-GCM, NIST SP 800-38D), bound to their id: neither Redis nor its files ever hold what a
 * person typed. The first key (32 bytes) seals, all open.
 */
export function createParcels(redis: RedisConnection, keys: Keys, ciphers: readonly Buffer[]): Parcels {
  const at = (id: string) => keys.key('parcel', id);
  return {
    put: async (id, parcel, ttl) => {
      await redis.set(at(id), seal(ciphers, id, parcel), 'PX', Math.ceil(ttl));
    },
    find: async (id) => {
      const sealed = await redis.get(at(id));
      return sealed === null ? null : open(ciphers, id, sealed);
    },
    drop: async (id) => {
      await redis.del(at(id));
    },
  };
}

function seal([key]: readonly Buffer[], id: string, parcel: Readonly<Record<string, string>>): string {
  if (key === undefined) throw new Error('Parcels need a key.');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(id));
  const hidden = Buffer.concat([cipher.update(JSON.stringify(parcel), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64');
}

/** `null` when none of the keys fits: the secret it was sealed with is retired. */
function open(ciphers: readonly Buffer[], id: string, sealed: string): Record<string, string> | null {
  const bytes = Buffer.from(sealed, 'base64');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  for (const key of ciphers) {
    try {
      const cipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(id)).setAuthTag(tag);
      const plain = Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]);
      return content.parse(JSON.parse(plain.toString('utf8')));
    } catch {
      // Another key's, or damaged: authentication fails before anything is read.
    }
  }
  return null;
}
