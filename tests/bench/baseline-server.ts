import type { AddressInfo } from 'node:net';
import express from 'express';
import { createLog } from '../../src/adapters/log/log';
import { accessLog } from '../../src/entrypoints/http/access-log';
import { readPageBody } from '../../src/entrypoints/http/page-body';
import { securityHeaders } from '../../src/entrypoints/http/security-headers';

/* What the product is compared with: its own express stack (access log, security headers, body reader) and a route
   that does nothing. Same paths, same bodies, so that the client's work is the same too. */

const app = express();
app.disable('x-powered-by').disable('etag').set('trust proxy', false);
app.use(
  accessLog(createLog({ level: 'info' })),
  securityHeaders({ styleSource: "'sha256-q0mVgbCCYxZP3rSJgqVfQnS1xTMk8L0m7WkXK4kFJ3E='", https: false }),
);
app.post('/unsubscribe/:token', readPageBody, (_request, response) => {
  response.status(200).end();
});
app.post(
  '/webhooks/vtiger',
  express.raw({ type: () => true, limit: 64 * 1024, inflate: false }),
  (_request, response) => {
    response.status(202).end();
  },
);
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}` });
});
// Ends with the bench, however that ends.
process.on('disconnect', () => process.exit());
