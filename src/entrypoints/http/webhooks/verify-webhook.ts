import type { Request, RequestHandler } from 'express';
import type { PublicAppDeps } from '../app-deps';
import { SIGNATURE_SENTENCES, signatureFault, type SignedHeaders } from './signature';

/** Bounded, and safe as part of a key: it becomes the queue's deduplication id. */
const WEBHOOK_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** Lets only signed requests through (401), with an id that can be kept (400). */
export function verifyWebhook({
  webhookSecrets: secrets,
  clock,
}: Pick<PublicAppDeps, 'webhookSecrets' | 'clock'>): RequestHandler {
  return (request, response, next) => {
    const fault = signatureFault(signedHeaders(request), rawBody(request), { secrets, now: clock.now() });
    if (fault !== null) {
      response.status(401).json({ status: 'rejected', code: fault, sentence: SIGNATURE_SENTENCES[fault] });
      return;
    }
    if (!WEBHOOK_ID.test(webhookId(request))) {
      const sentence = 'webhook-id must be 1 to 128 letters, digits, dots, hyphens or underscores.';
      response.status(400).json({ status: 'rejected', code: 'webhook_id_invalid', sentence });
      return;
    }
    next();
  };
}

export function webhookId(request: Request): string {
  return request.get('webhook-id') ?? '';
}

/** The bytes as they came; a request without a body signs the empty one. */
export function rawBody(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function signedHeaders(request: Request): SignedHeaders {
  return {
    id: request.get('webhook-id'),
    timestamp: request.get('webhook-timestamp'),
    signature: request.get('webhook-signature'),
  };
}
