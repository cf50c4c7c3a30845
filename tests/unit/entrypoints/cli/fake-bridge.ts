import type { BridgeFacts, CliBridge, RedisFacts } from '../../../../src/entrypoints/cli/cli-bridge';
import { runCli } from '../../../../src/entrypoints/cli/run-cli';
import type { CrmInspection } from '../../../../src/flow/crm-inspection';
import type { FailedJob, QueuedSweep, QueueName, QueueOffice } from '../../../../src/flow/queue-ports';
import { createPersonWorld, type PersonWorldOptions } from '../../../fakes/person-world';

/** A queue office over a list of failed jobs. */
export class FakeOffice implements QueueOffice {
  jobs: FailedJob[] = [];
  acts: { count: number; oldest: number | null } = { count: 0, oldest: null };
  due: number | null = null;

  async counts() {
    const failed = (queue: QueueName) => this.jobs.filter((job) => job.queue === queue).length;
    return (['acts', 'steps'] as const).map((queue) => ({
      queue,
      waiting: 0,
      active: 0,
      delayed: 0,
      failed: failed(queue),
    }));
  }

  async failed() {
    return this.jobs;
  }

  async retry(queue: QueueName, id: string) {
    const left = this.jobs.filter((job) => job.queue !== queue || job.id !== id);
    const found = left.length < this.jobs.length;
    this.jobs = left;
    return found;
  }

  async retryAll() {
    return this.jobs.splice(0).length;
  }

  async pendingActs() {
    return this.acts;
  }

  async oldestDueStep() {
    return this.due;
  }
}

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** The command line over the fake world. */
export function createTerminal(options: PersonWorldOptions = {}) {
  const world = createPersonWorld(options);
  const queue = new FakeOffice();
  const sweeps: { sweep: QueuedSweep; slot: string }[] = [];
  const facts: { -readonly [K in keyof BridgeFacts]: BridgeFacts[K] } = {
    production: true,
    dkim: { domain: 'consent.example', selector: 's1' },
    labelLinks: true,
    labelConfirm: 'request',
  };
  const redis: { check: () => Promise<RedisFacts> } = {
    check: async () => ({ version: '7.0.15', durable: true, kind: 'external' }),
  };
  let closed = 0;
  const bridge: CliBridge = {
    deps: world.deps,
    queue,
    sweeps: { enqueue: async (sweep, slot) => void sweeps.push({ sweep, slot }) },
    facts,
    checkRedis: () => redis.check(),
    close: async () => void (closed += 1),
  };
  const run = async (...argv: string[]): Promise<Ran> => {
    let out = '';
    let err = '';
    const exit = await runCli(argv, {
      openBridge: async () => bridge,
      out: (text) => void (out += text),
      err: (text) => void (err += text),
    });
    return { exit, out, err };
  };
  /** Runs with `--json` and reads the one document. */
  const ask = async (...argv: string[]) => {
    const { exit, out, err } = await run(...argv, '--json');
    return { exit, err, document: JSON.parse(out) as Record<string, unknown> };
  };
  return { world, queue, sweeps, facts, redis, bridge, run, ask, closed: () => closed };
}

const FIELDS = { consent_status: 'cf_851', consent_seal: 'consent_seal' };

/** What `inspect` answers on a Vtiger where nothing is wrong. */
export function inspectionOf(change: Partial<CrmInspection> = {}): CrmInspection {
  const module = {
    readable: true,
    creatable: true,
    updateable: true,
    fields: FIELDS,
    missing: [],
    off: [],
    notWritable: [],
    missingStatuses: [],
  };
  return {
    version: '8.4.0',
    user: { id: '19x5', name: 'bridge', timeZone: 'UTC', dateFormat: 'yyyy-mm-dd' },
    grade: 'standard',
    modules: [
      { name: 'Contacts', ...module },
      { name: 'Leads', ...module },
      { name: 'ModComments', ...module },
    ],
    ...change,
  };
}
