import { z } from 'zod';
import type { Clock } from '../../../flow/ports';

/** `mark` names the challenge, so that it counts once. */
export type ProofVerdict =
  | { readonly kind: 'proven'; readonly mark: string }
  /** None was sent: scripts are off, or the form stands on another site. */
  | { readonly kind: 'none' | 'expired' | 'wrong' };

/** Work that one person does not notice and a program that signs up thousands does (ALTCHA, self-hosted). */
export interface ProofOfWork {
  /** A fresh signed challenge, as JSON; nothing is stored. */
  challenge(): Promise<string>;
  check(payload: string): Promise<ProofVerdict>;
}

/** An hour: people leave a form open, and the limits per client hold in any case. */
export const CHALLENGE_LIFETIME = 3600_000;
/** 256 tries on average, of this many rounds each: some 0.5 s on a desktop, some 2 s on a phone. */
const EFFORT = { algorithm: 'PBKDF2/SHA-256', keyLength: 32, keyPrefix: '00' } as const;
const COST = 3000;
const LONGEST = 2000;

const payloadSchema = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal(EFFORT.algorithm),
      nonce: z.hex().max(64),
      salt: z.hex().max(64),
      cost: z.int().positive(),
      keyLength: z.literal(EFFORT.keyLength),
      keyPrefix: z.literal(EFFORT.keyPrefix),
      data: z.object({ until: z.int() }),
    }),
    signature: z.hex().length(64),
  }),
  solution: z.object({ counter: z.int().min(0), derivedKey: z.hex().length(64) }),
});

export interface ProofOptions {
  /** Signs the challenges. */
  readonly key: string;
  readonly clock: Clock;
  /** Rounds of each try; tests take few. */
  readonly cost?: number | undefined;
}

export function createProofOfWork({ key, clock, cost = COST }: ProofOptions): ProofOfWork {
  const secret = { hmacSignatureSecret: key };
  return {
    challenge: async () => {
      const { createChallenge, deriveKey } = await library();
      // In `data`, not `expiresAt`: the library compares that with the system's own clock.
      const data = { until: clock.now() + CHALLENGE_LIFETIME };
      const signed = await createChallenge({ ...EFFORT, ...secret, cost, data, deriveKey });
      return JSON.stringify(signed);
    },
    check: async (payload) => {
      if (payload === '') return { kind: 'none' };
      const read = readPayload(payload);
      if (read === null) return { kind: 'wrong' };
      if (read.challenge.parameters.data.until <= clock.now()) return { kind: 'expired' };
      const { verifySolution, deriveKey } = await library();
      const { verified } = await verifySolution({ ...read, ...secret, deriveKey });
      return verified ? { kind: 'proven', mark: read.challenge.signature } : { kind: 'wrong' };
    },
  };
}

function readPayload(payload: string): z.infer<typeof payloadSchema> | null {
  if (payload.length > LONGEST) return null;
  try {
    const json: unknown = JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
    return payloadSchema.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}

/** Loaded at the first form: the package's types are those of its ES module, which only `import()` may name. */
async function library() {
  const [{ createChallenge, verifySolution }, { deriveKey }] = await Promise.all([
    import('altcha-lib'),
    import('altcha-lib/algorithms/pbkdf2'),
  ]);
  return { createChallenge, verifySolution, deriveKey };
}
