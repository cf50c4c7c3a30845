import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';

/** `Authorization: Bearer <token>`, or Basic with the token as password so that a browser can open the board. */
export function requireToken(token: string): RequestHandler {
  return (request, response, next) => {
    const given = tokenIn(request.get('authorization') ?? '');
    if (given !== null && timingSafeEqual(digest(given), digest(token))) {
      next();
      return;
    }
    response
      .set('WWW-Authenticate', 'Basic realm="consent bridge"')
      .status(401)
      .json({ code: 'admin_token_required' });
  };
}

/** Without a token the port is for this machine; a web page that rebinds its name to 127.0.0.1 is not. */
export const requireLoopbackName: RequestHandler = (request, response, next) => {
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(request.get('host') ?? '')) {
    next();
    return;
  }
  response.status(403).json({ code: 'loopback_only' });
};

function tokenIn(header: string): string | null {
  const [scheme = '', value = ''] = header.split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return null;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
