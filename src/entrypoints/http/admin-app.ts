import { randomBytes } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { Failure } from '../../flow/failure';
import { QUEUES } from '../../flow/queue-ports';
import { requireLoopbackName, requireToken } from './admin-access';
import { renderBoard } from './admin-board';
import type { AdminAppDeps } from './admin-deps';

/** The port for the admin: health, readiness, metrics and the queue board. Never on the public port. */
export function createAdminApp(deps: AdminAppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet());
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'up', version: deps.version });
  });
  app.use(deps.token === undefined ? requireLoopbackName : requireToken(deps.token));
  app.get('/readyz', (_request, response) => sendReadiness(deps, response));
  app.get('/metrics', async (_request, response) => {
    response.type(deps.metrics.contentType).send(await deps.metrics.expose());
  });
  addBoard(app, deps);
  app.use(answerAdminFailure(deps));
  return app;
}

async function sendReadiness({ readiness }: AdminAppDeps, response: Response): Promise<void> {
  const { redis, workers, degraded } = await readiness();
  const ready = redis && workers !== false;
  response.status(ready ? 200 : 503).json({ ready, redis, workers, degraded });
}

const one = z.object({ key: z.string(), queue: z.enum(QUEUES), id: z.string().max(200) });
const every = z.object({ key: z.string(), queue: z.undefined().optional(), id: z.undefined().optional() });

function addBoard(app: Express, { office, log }: AdminAppDeps): void {
  const formKey = randomBytes(16).toString('base64url');
  app.get('/queues', async (_request, response) => {
    const [counts, failed] = await Promise.all([office.counts(), office.failed()]);
    response.set('Cache-Control', 'no-store').type('html').send(renderBoard({ counts, failed, formKey }));
  });
  app.post(
    '/queues/retry',
    express.urlencoded({ extended: false, limit: '2kb' }),
    async (request, response) => {
      const asked = z.union([one, every]).safeParse(request.body);
      if (!asked.success || asked.data.key !== formKey) {
        response.status(403).json({ code: 'form_key_required' });
        return;
      }
      const { queue, id } = asked.data;
      if (queue === undefined) log.info('failed jobs are tried again', { count: await office.retryAll() });
      else log.info('a failed job is tried again', { queue, job: id, found: await office.retry(queue, id) });
      response.redirect(303, '/queues');
    },
  );
}

function answerAdminFailure({ log }: AdminAppDeps): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const code = error instanceof Failure ? error.code : 'internal_error';
    log.error('admin request failed', { code });
    response.status(code === 'store_unavailable' ? 503 : 500).json({ code });
  };
}
