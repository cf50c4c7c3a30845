import express, { type RequestHandler, Router } from 'express';
import type { MailReportDoor, PublicAppDeps } from '../app-deps';
import { orUnavailable } from './accept-webhook';
import { readReports } from './mail-body';
import { rawBody, verifyWebhook, webhookId } from './verify-webhook';
import { LARGEST, onlyPlainJson, wrongMethod } from './webhook-router';

/** The mail provider's door, kept as Vtiger's is: signed, small, and 202 only for what is durable. */
export function mailReportRouter(deps: PublicAppDeps, door: MailReportDoor): Router {
  const router = Router({ caseSensitive: true });
  const readRaw = express.raw({ type: () => true, limit: LARGEST, inflate: false });
  router
    .route('/')
    .post(onlyPlainJson, readRaw, verifyWebhook(deps), acceptReports(deps, door))
    .all(wrongMethod('POST'));
  return router;
}

function acceptReports({ log }: PublicAppDeps, door: MailReportDoor): RequestHandler {
  return async (request, response) => {
    const body = readReports(rawBody(request), door.map);
    if (body.kind === 'rejected') {
      const { code, sentence } = body;
      log.info('mail report refused at the door', { code });
      response.status(400).json({ status: 'rejected', code, sentence });
      return;
    }
    await orUnavailable(response, async () => {
      const status = await door.accept(webhookId(request), body.reports);
      response.status(202).json({ status });
    });
  };
}
