import express, { type RequestHandler, Router } from 'express';
import type { PublicAppDeps } from '../app-deps';
import { acceptWebhook, tellOutcome } from './accept-webhook';
import { verifyWebhook } from './verify-webhook';

export const LARGEST = 64 * 1024;

/** Vtiger's door: type and size (415, 413), signature over the raw bytes (401), schema (400), queue (202). */
export function webhookRouter(deps: PublicAppDeps): Router {
  const router = Router({ caseSensitive: true });
  const readRaw = express.raw({ type: () => true, limit: LARGEST, inflate: false });
  router
    .route('/')
    .post(onlyPlainJson, readRaw, verifyWebhook(deps), acceptWebhook(deps))
    .all(wrongMethod('POST'));
  router.route('/:id').get(verifyWebhook(deps), tellOutcome(deps)).all(wrongMethod('GET, HEAD'));
  return router;
}

/** A compressed body is refused unread: what is signed are the bytes that came. */
export const onlyPlainJson: RequestHandler = (request, response, next) => {
  const encoding = request.get('content-encoding') ?? 'identity';
  const json = /^application\/json\s*(;|$)/i.test(request.get('content-type') ?? '');
  if (json && encoding.toLowerCase() === 'identity') {
    next();
    return;
  }
  const code = json ? 'content_encoding_unsupported' : 'content_type_unsupported';
  const sentence = json ? 'Send the body uncompressed.' : 'Send application/json.';
  response.status(415).json({ status: 'rejected', code, sentence });
};

export function wrongMethod(allowed: string): RequestHandler {
  return (_request, response) => {
    response.status(405).set('Allow', allowed).json({ status: 'rejected', code: 'method_not_allowed' });
  };
}
