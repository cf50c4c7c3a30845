import type { RequestHandler, Response } from 'express';
import { Failure } from '../../../flow/failure';
import type { PublicAppDeps } from '../app-deps';
import { RETRY_SECONDS } from '../retry-after';
import { rawBody, webhookId } from './verify-webhook';
import { readWebhookBody } from './webhook-body';

/** POST: 202 once the event is durable, or was before. */
export function acceptWebhook(deps: PublicAppDeps): RequestHandler {
  return async (request, response) => {
    const body = readWebhookBody(rawBody(request));
    switch (body.kind) {
      case 'ping':
        await answerPing(deps, response);
        return;
      case 'rejected': {
        const { code, faults } = body;
        const sentence =
          code === 'json_invalid'
            ? 'The body is not JSON in UTF-8.'
            : faults.map((each) => each.sentence).join(' ');
        deps.log.info('webhook refused at the door', {
          code,
          faults: faults.map((each) => each.code).join(' '),
        });
        response.status(400).json({ status: 'rejected', code, sentence, faults });
        return;
      }
      case 'event':
        await orUnavailable(response, async () => {
          const status = await deps.intake.acceptWebhook(webhookId(request), body.event);
          response.status(202).json({ status });
        });
    }
  };
}

/** GET: how an earlier event ended. */
export function tellOutcome({ intake }: PublicAppDeps): RequestHandler {
  return async (request, response) => {
    const id = webhookId(request);
    // The signature covers the id in the header, not the path: it must be the one that is asked for.
    if (request.params['id'] !== id) {
      const sentence = 'webhook-id must be the id that is looked up.';
      response.status(401).json({ status: 'rejected', code: 'signature_other_id', sentence });
      return;
    }
    await orUnavailable(response, async () => {
      const outcome = await intake.outcomeOfWebhook(id);
      if (outcome === null) {
        const sentence = 'No webhook with this id was seen in the last 7 days.';
        response.status(404).json({ status: 'unknown', code: 'webhook_unknown', sentence });
        return;
      }
      const { state, code, sentence, status } = outcome;
      response.status(200).json({ status: state, code, sentence, consentStatus: status });
    });
  };
}

async function answerPing({ ping, settings, log }: PublicAppDeps, response: Response): Promise<void> {
  try {
    const { version, user } = await ping();
    response.status(200).json({ status: 'ok', version: settings.version, user, vtigerVersion: version });
  } catch (error) {
    const code = error instanceof Failure ? error.code : 'crm_unavailable';
    log.warn('ping failed', { code });
    const sentence = 'The bridge is up, but it cannot reach Vtiger as the API user.';
    response.status(503).set('Retry-After', RETRY_SECONDS).json({ status: 'unavailable', code, sentence });
  }
}

export async function orUnavailable(response: Response, answer: () => Promise<void>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'store_unavailable') throw error;
    const sentence = 'The event could not be stored; send it again.';
    response
      .status(503)
      .set('Retry-After', RETRY_SECONDS)
      .json({ status: 'unavailable', code: error.code, sentence });
  }
}
