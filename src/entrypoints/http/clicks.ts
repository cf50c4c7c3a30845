import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { PublicAppDeps } from './app-deps';
import { createBursts } from './click-bursts';
import type { ClickKind } from './click-kinds';
import { clientOf } from './rate-limits';

/** Link scanners and previews of mail and chat programs that name themselves. */
const SCANNERS =
  /bot\b|crawl|spider|preview|scan|barracuda|mimecast|proofpoint|safelinks|urldefense|trendmicro|symantec|sophos|fireeye|headless|python|curl|wget|go-http|java\/|okhttp|facebookexternalhit|whatsapp|slack|telegram|skypeuripreview/i;
/** A mail is fetched, opened, read and clicked in this time by nobody. */
const HASTE = 10_000;

/** What is known of a request beyond its headers; filled by {@link watchClicks}. */
const watched = new WeakMap<object, () => ClickKind>();

export function clickKind(request: Pick<Request, 'method' | 'get'>): ClickKind {
  if (request.method === 'HEAD') return 'head';
  const agent = request.get('user-agent') ?? '';
  if (agent === '' || SCANNERS.test(agent)) return 'scanner';
  return watched.get(request)?.() ?? 'browser';
}

/** Lets {@link clickKind} know links, clients and times of sending. Nothing leaves this process. */
export function watchClicks({
  tokens,
  clock,
  settings,
}: Pick<PublicAppDeps, 'tokens' | 'clock' | 'settings'>): RequestHandler {
  const bursts = createBursts();
  return (request, _response, next) => {
    const token = /\/([\w-]+\.[\w-]+\.[\w-]+)(?:\/|$)/.exec(request.path)?.[1];
    if (token !== undefined)
      watched.set(request, () => {
        const now = clock.now();
        if (bursts.isOne({ client: hashOf(clientOf(request)), link: hashOf(token), now })) return 'burst';
        const sent = sentAt(tokens.verify(token), settings);
        return sent !== null && now - sent >= 0 && now - sent < HASTE ? 'hasty' : 'browser';
      });
    next();
  };
}

/**
 * When the link's mail was sent: links say when they end and not when they began, so it is the end less the lifetime.
 * Exact for links that live from their sending; a reminder's or a repeated mail's link counts from the first mail, and
 * a link without end says nothing.
 */
function sentAt(
  verdict: ReturnType<PublicAppDeps['tokens']['verify']>,
  { linkLifetimes = {} }: PublicAppDeps['settings'],
): number | null {
  if (verdict.kind === 'bad' || verdict.claims.expires === undefined) return null;
  const lifetime = linkLifetimes[verdict.claims.act];
  return lifetime === undefined ? null : verdict.claims.expires * 1000 - lifetime;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16);
