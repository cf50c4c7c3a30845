import type { Request } from 'express';

/** Who opened a link, as far as it shows. Only counted: a scanner that looks like a browser must do no harm either. */
export type ClickKind = 'browser' | 'head' | 'scanner' | 'one-click' | 'trap';

/** Link scanners and previews of mail and chat programs that name themselves. */
const SCANNERS =
  /bot\b|crawl|spider|preview|scan|barracuda|mimecast|proofpoint|safelinks|urldefense|trendmicro|symantec|sophos|fireeye|headless|python|curl|wget|go-http|java\/|okhttp|facebookexternalhit|whatsapp|slack|telegram|skypeuripreview/i;

export function clickKind(request: Pick<Request, 'method' | 'get'>): ClickKind {
  if (request.method === 'HEAD') return 'head';
  const agent = request.get('user-agent') ?? '';
  return agent === '' || SCANNERS.test(agent) ? 'scanner' : 'browser';
}
