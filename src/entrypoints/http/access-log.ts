import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Log } from '../../flow/ports';

/** The path as a pattern: what is logged holds no token, whatever was asked for. */
export function routePattern({ originalUrl }: Pick<Request, 'originalUrl'>): string {
  const path = originalUrl.replace(/[?#].*$/s, '');
  const known =
    /\/(confirm|decline|subscribe|unsubscribe|undo|preferences|my-data|address)\/[^/]+(\/again|\/access)?\/?$/.exec(
      path,
    ) ?? [];
  if (known[1] !== undefined) return `/${known[1]}/:token${known[2] ?? ''}`;
  if (/\/webhooks\/vtiger\/[^/]+\/?$/.test(path)) return '/webhooks/vtiger/:id';
  return /\/(webhooks\/vtiger|my-data|signup|healthz)\/?$/.exec(path)?.[0].replace(/\/$/, '') ?? 'other';
}

/** One line per request, when it ends. The id is ours: one from outside could carry anything. */
export function accessLog(log: Log): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    const requestId = randomUUID();
    response.setHeader('X-Request-Id', requestId);
    response.once('close', () => {
      log.info('request', {
        requestId,
        method: request.method,
        route: routePattern(request),
        status: response.writableFinished ? response.statusCode : 499,
        ms: Math.round(performance.now() - began),
      });
    });
    next();
  };
}

export function requestIdOf(response: Response): string {
  const id = response.getHeader('X-Request-Id');
  return typeof id === 'string' ? id : '';
}
