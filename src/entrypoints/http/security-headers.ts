import type { RequestHandler } from 'express';
import helmet from 'helmet';

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
