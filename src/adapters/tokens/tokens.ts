import { type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { TokenClaims, Tokens, TokenVerdict } from '../../flow/ports';
import { payloadOf, readClaims, readKid } from './claims';
import { createKeyRing, type RingKey, type TokenSecret } from './key-ring';

export interface TokenOptions {
  /** First signs, all verify. */
  readonly tokenSecrets: readonly TokenSecret[];
  /** The extension signs label links with the first of these. */
  readonly labelSecrets: readonly TokenSecret[];
  /** Epoch ms. */
  readonly now: () => number;
}

const BAD: TokenVerdict = { kind: 'bad' };
/** Longer than any link may be (300); nothing longer is even decoded. */
const LONGEST = 300;

/** Link tokens: JWT, HS256 alone, header exactly `alg` and `kid` (RFC 8725 sections 3.1 and 3.8). */
export function createTokens({ tokenSecrets, labelSecrets, now }: TokenOptions): Tokens {
  const ring = createKeyRing(tokenSecrets, labelSecrets);
  return {
    sign: (claims) => signWith(ring.mailed, claims),
    signLabel: (record, act, fingerprint) => {
      if (ring.label === undefined) throw new Error('LABEL_SECRETS holds no key that may sign');
      return signWith(ring.label, { record, act, fingerprint });
    },
    verify: (token) => {
      const [header] = canonicalParts(token) ?? [];
      const kid = header === undefined ? null : readKid(header);
      const key = kid === null ? undefined : ring.find(kid);
      return key === undefined ? BAD : verifyWith(key, token, now());
    },
  };
}

function signWith({ kid, key }: RingKey, claims: TokenClaims): string {
  // `header` replaces jsonwebtoken's default, which would add `typ`: 13 characters more in every link.
  return jwt.sign(payloadOf(claims), key, {
    algorithm: 'HS256',
    noTimestamp: true,
    header: { alg: 'HS256', kid, typ: undefined },
  });
}

function verifyWith({ key, issuer, withdrawOnly }: RingKey, token: string, now: number): TokenVerdict {
  const payload = verifiedPayload(token, key);
  const claims = readClaims(payload, issuer);
  if (claims === null) return BAD;
  const expired = claims.expires !== undefined && claims.expires * 1000 <= now;
  return { kind: expired ? 'expired' : 'valid', claims, issuer, withdrawOnly };
}

function verifiedPayload(token: string, key: KeyObject): unknown {
  try {
    // The end is judged by the given clock, and an expired token keeps its claims: hence ignoreExpiration.
    return jwt.verify(token, key, { algorithms: ['HS256'], ignoreExpiration: true });
  } catch {
    return null;
  }
}

/** One token has one spelling: base64url leaves spare bits, and limits per token must not be dodged with them. */
function canonicalParts(token: string): string[] | null {
  if (token.length > LONGEST) return null;
  const parts = token.split('.');
  const canonical = parts.every(
    (part) => part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part,
  );
  return parts.length === 3 && canonical ? parts : null;
}
