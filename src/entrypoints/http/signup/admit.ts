import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { PublicAppDeps, RateLimit, SignupSettings } from '../app-deps';
import { clientOf, createCeiling } from '../rate-limits';
import { CHALLENGE_LIFETIME, type ProofOfWork } from './proof-of-work';

/**
 * `again`: the browser did work that no longer counts, so a fresh form lets the person through. `away`: nobody could
 * count, so nobody is let in.
 */
export type Admission = 'admitted' | 'again' | 'tooMany' | 'away';
export type Admit = (request: Request, response: Response, proof: string) => Promise<Admission>;

/**
 * Against list bombing: a client that did the work gets further than one that did not, and each proof counts once.
 * Scripts are never required: without them the lower ceiling holds.
 */
export function createAdmission(
  deps: Pick<PublicAppDeps, 'rateLimitStore' | 'log'>,
  proofs: ProofOfWork,
  signup: SignupSettings,
): Admit {
  const proven = createCeiling(deps, 'signup', strict(signup.rateLimit));
  const plain = createCeiling(deps, 'signup-plain', strict(signup.rateLimitPlain));
  const once = createCeiling(deps, 'signup-proof', strict({ limit: 1, windowMs: CHALLENGE_LIFETIME }));
  const count: Admit = async (request, response, proof) => {
    const room = { request, response, key: clientOf(request) };
    const verdict = await proofs.check(proof);
    const fresh =
      verdict.kind === 'proven' &&
      (await once({ request, response, key: createHash('sha256').update(verdict.mark).digest('hex') }));
    response.removeHeader('Retry-After');
    if (fresh) return (await proven(room)) ? 'admitted' : 'tooMany';
    if (await plain(room)) return 'admitted';
    return verdict.kind === 'expired' || verdict.kind === 'proven' ? 'again' : 'tooMany';
  };
  return async (request, response, proof) => {
    try {
      return await count(request, response, proof);
    } catch {
      deps.log.warn('sign-ups cannot be counted', { limiter: 'signup' });
      return 'away';
    }
  };
}

const strict = (rule: RateLimit | 'off') => (rule === 'off' ? rule : { ...rule, strict: true as const });
