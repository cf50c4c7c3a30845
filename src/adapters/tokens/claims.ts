import { z } from 'zod';
import { TOKEN_ACTS, type TokenAct, type TokenClaims } from '../../flow/ports';

/** A claim that is not in this list makes the token foreign: nothing is ignored. */
const claimsSchema = z.strictObject({
  sub: z.string().regex(/^\d{1,6}x\d{1,12}$/),
  act: z.enum(TOKEN_ACTS),
  adr: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  rnd: z
    .string()
    .regex(/^[A-Za-z0-9_-]{8}$/)
    .optional(),
  exp: z.int().positive().optional(),
});

const headerSchema = z.strictObject({
  alg: z.literal('HS256'),
  kid: z.string().regex(/^[A-Za-z0-9]{1,2}$/),
});

/** What a label key may sign. An undo or an access to one's data needs a link that the bridge itself mailed. */
const LABEL_ACTS: readonly TokenAct[] = ['confirm', 'decline', 'subscribe', 'unsubscribe', 'preferences'];

/** The claims as they are signed; members that are absent stay absent. */
export function payloadOf(claims: TokenClaims): Record<string, string | number> {
  return {
    sub: claims.record,
    act: claims.act,
    adr: claims.fingerprint,
    ...(claims.round8 === undefined ? {} : { rnd: claims.round8 }),
    ...(claims.expires === undefined ? {} : { exp: claims.expires }),
  };
}

/** Reads a verified payload; `null` when it is not one that its issuer may sign. */
export function readClaims(payload: unknown, issuer: 'mailed' | 'label'): TokenClaims | null {
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) return null;
  const { sub, act, adr, rnd, exp } = parsed.data;
  // Label links carry neither round nor end (interfaces: Tokens).
  if (issuer === 'label' && (rnd !== undefined || exp !== undefined || !LABEL_ACTS.includes(act)))
    return null;
  return {
    record: sub,
    act,
    fingerprint: adr,
    ...(rnd === undefined ? {} : { round8: rnd }),
    ...(exp === undefined ? {} : { expires: exp }),
  };
}

/** The kid of a header that holds exactly `alg` and `kid`; `null` for any other header. */
export function readKid(encodedHeader: string): string | null {
  try {
    const header: unknown = JSON.parse(Buffer.from(encodedHeader, 'base64url').toString('utf8'));
    return headerSchema.safeParse(header).data?.kid ?? null;
  } catch {
    return null;
  }
}
