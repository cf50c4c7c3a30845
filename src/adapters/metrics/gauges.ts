import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../../flow/ports';
import type { QueueOffice } from '../../flow/queue-ports';
import type { LastCounts } from '../../flow/person-ports';
import type { Alarm } from '../../flow/store-ports';

export interface GaugeSources {
  readonly office: QueueOffice;
  readonly alarm: Pick<Alarm, 'isRaised'>;
  readonly requests: Pick<LastCounts, 'find'>;
  readonly clock: Clock;
}

/** What Redis says now, asked at each scrape. A Redis that is away must not take the counters with it. */
export function addGauges({ registry }: { readonly registry: Registry }, sources: GaugeSources): void {
  const gauge = (name: string, help: string, read: (gauge: Gauge) => Promise<void>) => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.reset();
        await read(this).catch(() => {
          this.remove();
        });
      },
    });
  };
  const { office, alarm, requests, clock } = sources;
  const age = (since: number | null) => (since === null ? 0 : Math.max(0, clock.now() - since) / 1000);
  addJobs(sources, registry);
  gauge('acts_pending', 'Acts of people accepted and not yet written to Vtiger.', async (each) => {
    each.set((await office.pendingActs()).count);
  });
  gauge('acts_pending_oldest_seconds', 'Age of the oldest of them.', async (each) => {
    each.set(age((await office.pendingActs()).oldest));
  });
  gauge('oldest_overdue_step_seconds', 'How long the oldest due step waits.', async (each) => {
    each.set(age(await office.oldestDueStep(clock.now())));
  });
  gauge('writing_stopped', '1 while too many seals or fingerprints do not match.', async (each) => {
    each.set((await alarm.isRaised()) ? 1 : 0);
  });
  // Without a register they are not there at all: 0 would say that all is answered.
  const ofRequests = (name: string, help: string, which: 'open' | 'dueSoon') => {
    gauge(name, help, async (each) => {
      const counts = await requests.find();
      if (counts === null) each.remove();
      else each.set(counts[which]);
    });
  };
  ofRequests('requests_open', 'Requests of people about their data that are not answered.', 'open');
  ofRequests('requests_due_soon', 'Of these, due within five days or overdue (GDPR art. 12(3)).', 'dueSoon');
}

function addJobs({ office }: GaugeSources, registry: Registry): void {
  new Gauge({
    name: 'jobs',
    help: 'Jobs by queue and state.',
    labelNames: ['queue', 'state'] as const,
    registers: [registry],
    async collect() {
      this.reset();
      const all = await office.counts().catch(() => []);
      for (const { queue, ...states } of all)
        for (const [state, count] of Object.entries(states)) this.set({ queue, state }, count);
    },
  });
}
