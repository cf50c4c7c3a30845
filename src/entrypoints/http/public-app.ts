import compression from 'compression';
import express, { type Express, Router } from 'express';
import { accessLog } from './access-log';
import { answerFailure } from './answer-failure';
import type { PublicAppDeps } from './app-deps';
import { watchClicks } from './clicks';
import { hubRouter } from './hub/hub-router';
import { personRouter } from './hub/person/person-router';
import { createPages } from './pages';
import { createRateLimits } from './rate-limits';
import { securityHeaders } from './security-headers';
import { signupRouter } from './signup/signup-router';
import { createRenderer } from './views/renderer';
import { mailReportRouter } from './webhooks/mail-router';
import { webhookRouter } from './webhooks/webhook-router';

/** The public port: hub pages for people, the webhook door for Vtiger, `/healthz`. */
export function createPublicApp(deps: PublicAppDeps): Express {
  const { settings, log } = deps;
  const { protocol, pathname } = new URL(settings.publicUrl);
  const renderer = createRenderer(settings);
  const pages = createPages(renderer, settings);
  const limits = createRateLimits(deps, (request, response) => {
    pages.notice(request, response, { status: 429, kind: 'tooMany' });
  });
  const router = Router({ caseSensitive: true });
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok', version: settings.version });
  });
  router.use('/webhooks/vtiger', webhookRouter(deps));
  if (deps.mailReports !== undefined) router.use('/webhooks/mail', mailReportRouter(deps, deps.mailReports));
  router.use(hubRouter(deps, pages, limits));
  router.use(personRouter(deps, pages, limits));
  if (settings.signup !== undefined)
    router.use(signupRouter(deps, pages, { limits, settings: settings.signup }));

  const app = express();
  app.disable('x-powered-by').disable('etag').set('trust proxy', settings.trustProxy);
  app.use(
    accessLog(log),
    // A logo is inlined: without this a page of 34 KB would go out for one of 24.
    compression(),
    securityHeaders({ styleSource: renderer.styleSource, https: protocol === 'https:' }),
    watchClicks(deps),
  );
  // Below PUBLIC_URL's path, and at the root for proxies that take the path away and for health checks.
  if (pathname !== '/') app.use(pathname.replace(/\/$/, ''), router);
  app.use(router);
  app.use((request, response) => {
    pages.notice(request, response, { status: 404, kind: 'notFound' });
  });
  app.use(answerFailure(log, pages));
  return app;
}
