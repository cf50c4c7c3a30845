import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { Failure } from '../../flow/failure';
import type { Log } from '../../flow/ports';
import { requestIdOf, routePattern } from './access-log';
import type { Pages } from './pages';

/** Errors of express and its body readers carry a status; a wrongly encoded path is a 400 of the router. */
const requestFault = z.object({ status: z.int().min(400).max(499) });

/** A page, or on the webhook door JSON, without detail; the log gets the code and the request's id, nothing of the request. */
export function answerFailure(log: Log, pages: Pages): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = requestFault.safeParse(error).data?.status ?? 500;
    if (status === 500)
      log.error('request failed', { requestId: requestIdOf(response), code: codeOf(error) });
    if (routePattern(request).startsWith('/webhooks')) {
      const code = status === 413 ? 'body_too_large' : status === 500 ? 'internal_error' : 'request_invalid';
      response.status(status).json({ status: 'rejected', code });
      return;
    }
    const kind = status === 500 ? 'fault' : status === 400 ? 'notFound' : 'wrongMethod';
    pages.notice(request, response, { status: status === 400 ? 404 : status, kind });
  };
}

/** The message of an unknown error may hold anything: only its class is told. */
function codeOf(error: unknown): string {
  if (error instanceof Failure) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
