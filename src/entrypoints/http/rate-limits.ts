import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { PublicAppDeps, RateLimit } from './app-deps';
import { isOneClick } from './page-body';

export interface RateLimits {
  /** Per client address (an IPv6 /64); RFC 8058 one-click is exempt: it comes from the mail provider's few addresses. */
  readonly perClient: RequestHandler;
  /** Per token, one-click too. */
  readonly perToken: RequestHandler;
}

type Refuse = (request: Request, response: Response) => void;

export interface CeilingRequest {
  readonly request: Request;
  readonly response: Response;
  readonly key: string;
}
/** Counts one; `false` when there is no room, and then Retry-After is set. */
export type Ceiling = (asked: CeilingRequest) => Promise<boolean>;

/**
 * A limit whose caller decides what follows when there is no room. A strict one throws when its store is away: what it
 * guards must not be open to a flood that slows the store down.
 */
export function createCeiling(
  deps: Pick<PublicAppDeps, 'rateLimitStore' | 'log'>,
  name: string,
  rule: (RateLimit & { readonly strict?: true }) | 'off',
): Ceiling {
  if (rule === 'off') return () => Promise.resolve(true);
  const waiting = new WeakMap<Request, { readonly key: string; readonly refuse: () => void }>();
  const limiter = buildLimiter(deps, {
    name,
    rule,
    keyOf: (request) => waiting.get(request)?.key ?? '',
    refuse: (request) => waiting.get(request)?.refuse(),
  });
  return ({ request, response, key }) =>
    new Promise((resolve, reject) => {
      waiting.set(request, { key, refuse: () => resolve(false) });
      void limiter(request, response, (error?: unknown) =>
        error === undefined ? resolve(true) : reject(new Error('the limiter failed', { cause: error })),
      );
    });
}

/** One network of clients: an IPv4 address or an IPv6 /64. */
export const clientOf = (request: Request): string => ipKeyGenerator(request.ip ?? '', 64);

export function createRateLimits(
  deps: Pick<PublicAppDeps, 'settings' | 'rateLimitStore' | 'log'>,
  refuse: Refuse,
): RateLimits {
  const { rateLimitClient, rateLimitToken } = deps.settings;
  const limiter = (name: string, rule: RateLimit | 'off', keyOf: (request: Request) => string) =>
    rule === 'off' ? passThrough : buildLimiter(deps, { name, rule, keyOf, refuse });
  return {
    perClient: limiter('client', rateLimitClient, clientOf),
    perToken: limiter('token', rateLimitToken, (request) => String(request.params['token'])),
  };
}

interface LimiterOptions {
  readonly name: 'client' | 'token' | (string & {});
  readonly rule: RateLimit & { readonly strict?: true };
  readonly keyOf: (request: Request) => string;
  readonly refuse: Refuse;
}

function buildLimiter(
  { rateLimitStore, log }: Pick<PublicAppDeps, 'rateLimitStore' | 'log'>,
  { name, rule, keyOf, refuse }: LimiterOptions,
): RequestHandler {
  const store = rateLimitStore?.(name);
  const trouble = () => log.warn('rate limiter unavailable', { limiter: name });
  return rateLimit({
    windowMs: rule.windowMs,
    limit: rule.limit,
    ...(store === undefined ? {} : { store }),
    // Only a hash leaves this process: neither addresses nor tokens lie in the store.
    keyGenerator: (request) => createHash('sha256').update(keyOf(request)).digest('base64url').slice(0, 22),
    skip: (request) => name === 'client' && isOneClick(request),
    handler: refuse,
    // Brings Retry-After (RFC 6585 section 4).
    standardHeaders: 'draft-6',
    legacyHeaders: false,
    // A limiter whose store is down must not stand in the way of a refusal.
    passOnStoreError: rule.strict !== true,
    validate: false,
    logger: { error: trouble, warn: trouble },
  });
}

const passThrough: RequestHandler = (_request, _response, next) => {
  next();
};
