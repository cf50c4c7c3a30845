import request from 'supertest';
import { createAdminApp } from '../../../../src/entrypoints/http/admin-app';
import type { AdminAppDeps } from '../../../../src/entrypoints/http/admin-deps';
import { Failure } from '../../../../src/flow/failure';
import type { QueueOffice } from '../../../../src/flow/queue-ports';
import { memoryLog } from '../../../integration/harness/redis';

let retried: string[];
const office: QueueOffice = {
  counts: async () => [{ queue: 'acts', waiting: 0, active: 0, delayed: 0, failed: 1 }],
  failed: async () => [
    {
      queue: 'acts',
      id: 'a-1',
      name: '<b>x</b>',
      code: 'crm_down',
      sentence: 'Down.',
      record: '12x1',
      attempts: 3,
      failedAt: 0,
    },
  ],
  retry: async (queue, id) => {
    retried.push(`${queue} ${id}`);
    return true;
  },
  retryAll: async () => {
    retried.push('all');
    return 1;
  },
  pendingActs: async () => ({ count: 0, oldest: null }),
  oldestDueStep: async () => null,
};
const appOf = (parts: Partial<AdminAppDeps> = {}) =>
  request(
    createAdminApp({
      metrics: { contentType: 'text/plain', expose: async () => 'acts_pending 0' },
      readiness: async () => ({ redis: true, workers: true, degraded: {} }),
      office,
      log: memoryLog(),
      version: '1',
      token: undefined,
      ...parts,
    }),
  );
const keyOf = (html: string) => /name="key" value="([^"]+)"/.exec(html)![1]!;

beforeEach(() => {
  retried = [];
});

it.each([
  [200, { redis: true, workers: true, degraded: { crm: 'down' } }],
  [200, { redis: true, workers: null, degraded: {} }],
  [503, { redis: false, workers: true, degraded: {} }],
  [503, { redis: true, workers: false, degraded: {} }],
])('readiness, when its parts say so, is %i', async (status, facts) => {
  const response = await appOf({ readiness: async () => facts }).get('/readyz');
  expect(response.status).toBe(status);
  expect(response.body).toEqual({ ready: status === 200, ...facts });
});

it('the admin port, when it has a token, answers health alone without it', async () => {
  const app = appOf({ token: 's3cret' });
  expect((await app.get('/healthz')).status).toBe(200);
  for (const path of ['/readyz', '/metrics', '/queues']) expect((await app.get(path)).status).toBe(401);
  expect((await app.post('/queues/retry')).status).toBe(401);
  expect((await app.get('/metrics').set('Authorization', 'Bearer wrong')).status).toBe(401);
  expect((await app.get('/metrics').set('Authorization', 'Bearer s3cret')).text).toBe('acts_pending 0');
  expect((await app.get('/queues').auth('admin', 's3cret')).status).toBe(200);
});

it('the admin port, when it has no token, answers loopback names alone', async () => {
  expect((await appOf().get('/metrics').set('Host', 'evil.example')).body).toEqual({ code: 'loopback_only' });
  expect((await appOf().get('/metrics').set('Host', 'localhost:3001')).status).toBe(200);
});

it('the board, when a job failed, shows it escaped and tries it again', async () => {
  const app = appOf();
  const { text } = await app.get('/queues');
  expect(text).toContain('&lt;b&gt;x');
  const form = (fields: object) => app.post('/queues/retry').type('form').send(fields);
  expect((await form({ key: keyOf(text), queue: 'acts', id: 'a-1' })).status).toBe(303);
  expect((await form({ key: keyOf(text) })).status).toBe(303);
  expect(retried).toEqual(['acts a-1', 'all']);
});

it("a retry, when the form is not the board's own, is refused and nothing is tried", async () => {
  const app = appOf();
  expect(
    (await app.post('/queues/retry').type('form').send({ key: 'guess', queue: 'acts', id: 'a-1' })).status,
  ).toBe(403);
  expect((await app.post('/queues/retry').type('form').send({})).status).toBe(403);
  expect(retried).toEqual([]);
});

it('the board, when Redis is away, is 503 with a code', async () => {
  const gone = new Failure('Gone.', { code: 'store_unavailable', stage: 'store', retryable: true });
  const response = await appOf({ office: { ...office, counts: () => Promise.reject(gone) } }).get('/queues');
  expect([response.status, response.body]).toEqual([503, { code: 'store_unavailable' }]);
});
