import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** One inline script of ours, by its hash, on this answer alone. */
export function allowScript(response: Response, source: string): void {
  const policy = response.getHeader('Content-Security-Policy');
  if (typeof policy !== 'string') throw new Error('the security headers come first');
  response.setHeader('Content-Security-Policy', `${policy};script-src ${source}`);
}

/** Nothing is fetched, framed, scripted, stored, indexed or told to other sites (interfaces: Public pages). */
export function securityHeaders(options: {
  readonly styleSource: string;
  readonly https: boolean;
}): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'style-src': [options.styleSource],
        'img-src': ['data:'],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // On plain http (loopback) browsers ignore it; it would only mislead.
    strictTransportSecurity: options.https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
  return [
    headers,
    (_request, response, next) => {
      response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow' });
      next();
    },
  ];
}
