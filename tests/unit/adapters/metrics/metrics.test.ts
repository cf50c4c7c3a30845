import type { GaugeSources } from '../../../../src/adapters/metrics/gauges';
import { createMetrics } from '../../../../src/adapters/metrics/metrics';
import type { QueueOffice } from '../../../../src/flow/queue-ports';

const office: QueueOffice = {
  counts: async () => [{ queue: 'acts', waiting: 2, active: 1, delayed: 0, failed: 3 }],
  failed: async () => [],
  retry: async () => false,
  retryAll: async () => 0,
  pendingActs: async () => ({ count: 6, oldest: 40_000 }),
  oldestDueStep: async () => 70_000,
};
const requests = { find: async () => ({ open: 3, dueSoon: 2, overdue: 1 }) };
const sources = {
  office,
  alarm: { isRaised: async () => true },
  requests,
  clock: { now: () => 100_000 },
};

function metricsOf(from: GaugeSources) {
  return createMetrics(from);
}

it('metrics, when things were counted, show each of them', async () => {
  const metrics = metricsOf(sources);
  metrics.tally.mail('invitation', 'sent');
  metrics.tally.mail('reminder', 'in_doubt');
  metrics.tally.event('ConsentConfirmed', 'rejected', 'expired');
  metrics.tally.inDoubtWrite();
  metrics.tally.held('mail_mode:OptInRequested');
  metrics.clicks('confirm', 'GET', 'scanner');
  metrics.crmCall('retrieve', 30, 'ok');
  const lines = (await metrics.expose()).split('\n');
  for (const line of [
    'mails_total{kind="invitation",result="sent"} 1',
    'mail_in_doubt_total{kind="reminder"} 1',
    'events_total{event="ConsentConfirmed",result="rejected",code="expired"} 1',
    'in_doubt_writes_total 1',
    'held_total{reason="mail_mode:OptInRequested"} 1',
    'clicks_total{act="confirm",method="GET",class="scanner"} 1',
    'crm_calls_total{operation="retrieve",result="ok"} 1',
    'crm_call_seconds_bucket{le="0.05",operation="retrieve"} 1',
    'jobs{queue="acts",state="failed"} 3',
    'acts_pending 6',
    'acts_pending_oldest_seconds 60',
    'oldest_overdue_step_seconds 30',
    'writing_stopped 1',
    'requests_open 3',
    'requests_due_soon 2',
  ])
    expect(lines).toContain(line);
});

it('metrics, when Redis is away, still show the counters and no stale gauge', async () => {
  const away = () => Promise.reject(new Error('away'));
  const gone = { ...office, counts: away, pendingActs: away, oldestDueStep: away };
  const metrics = metricsOf({ ...sources, office: gone });
  metrics.tally.inDoubtWrite();
  const text = await metrics.expose();
  expect(text).toContain('in_doubt_writes_total 1');
  expect(text).not.toMatch(/^acts_pending \d/m);
});

it('metrics, when nobody looked at the request register, say nothing of it', async () => {
  const metrics = metricsOf({ ...sources, requests: { find: async () => null } });
  expect(await metrics.expose()).not.toMatch(/^requests_\w+ \d/m);
});
