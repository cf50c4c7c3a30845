import { applyAct, type QueuedAct } from '../../src/flow/apply-act';
import { applyWebhook, type QueuedWebhook } from '../../src/flow/apply-webhook';
import type { FlowDeps } from '../../src/flow/deps';
import { Failure } from '../../src/flow/failure';
import { readBackRefusal } from '../../src/flow/read-back';
import { settleAddress } from '../../src/flow/settle-address';
import type { Planner } from '../../src/flow/store-ports';
import { sweepChanged } from '../../src/flow/sweep-changed';
import { sweepDue } from '../../src/flow/sweep-due';
import { sweepFull } from '../../src/flow/sweep-full';
import type { FakeClock } from './fake-clock';
import { Crash, type Probe } from './probe';

export interface Job {
  readonly id: string;
  readonly at: number;
  readonly run: (deps: FlowDeps) => Promise<unknown>;
  readonly attempts: number;
}

const HOUR = 3600_000;
const ATTEMPTS = 40;

/** Queue, workers, scheduler and time in one: runs planned jobs and sweeps as the fake clock goes on. */
export class Simulator {
  readonly jobs = new Map<string, Job>();
  readonly failed: { readonly id: string; readonly code: string }[] = [];
  readonly planned: string[] = [];
  /** Redis is emptied when the process dies; what lay in the queue is gone too. */
  flushOnCrash = false;
  sweepEvery = 5 * 60_000;
  crashes = 0;
  private sweepAt: number;

  constructor(
    private readonly parts: {
      readonly clock: FakeClock;
      readonly probe: Probe;
      readonly deps: () => FlowDeps;
      readonly flush: () => void;
    },
  ) {
    this.sweepAt = parts.clock.now() + this.sweepEvery;
  }

  /** As BullMQ does it: an id that waits or runs is not queued twice; one that is done is forgotten. */
  readonly planner: Planner = {
    planStep: async ({ record, step, round8, at }) =>
      this.plan(`step-${step}-${record}-${round8}-${Math.floor(at / HOUR)}`, at, (deps) =>
        settleAddress(deps, { record }),
      ),
    planLook: async (record, mark, at = 0) =>
      this.plan(`look-${record}-${mark}`, at, (deps) => settleAddress(deps, { record })),
    planReadBack: async (record, key, at) =>
      this.plan(`read-back-${record}-${at}`, at, (deps) => readBackRefusal(deps, { record, key })),
  };

  webhook(hook: QueuedWebhook): void {
    this.plan(`webhook-${hook.webhookId}`, 0, (deps) => applyWebhook(deps, hook));
  }

  act(act: QueuedAct): void {
    this.plan(`act-${act.eventId}`, 0, (deps) => applyAct(deps, act));
  }

  /** Lets so much time pass: every job and every sweep at its time. */
  async run(ms: number): Promise<void> {
    const { clock } = this.parts;
    const end = clock.now() + ms;
    for (let turns = 0; ; turns += 1) {
      if (turns > 100_000) throw new Error('the simulation does not come to rest');
      const next = [...this.jobs.values()].toSorted((a, b) => a.at - b.at)[0];
      const due = Math.min(next?.at ?? Infinity, this.sweepAt);
      if (due > end) break;
      clock.reach(due);
      if (next !== undefined && next.at <= this.sweepAt) await this.runJob(next);
      else await this.sweep();
    }
    clock.reach(end);
  }

  /** Runs what is due now, and nothing else. */
  async settle(): Promise<void> {
    await this.run(0);
  }

  async sweep(): Promise<void> {
    this.sweepAt = this.parts.clock.now() + this.sweepEvery;
    const deps = this.parts.deps();
    for (const sweep of [sweepDue, sweepChanged, (all: FlowDeps) => sweepFull(all, 5)])
      await this.guarded('sweep', () => sweep(deps));
  }

  private plan(id: string, at: number, run: Job['run']): void {
    this.planned.push(id);
    if (!this.jobs.has(id))
      this.jobs.set(id, { id, at: Math.max(at, this.parts.clock.now()), run, attempts: 0 });
  }

  private async runJob(job: Job): Promise<void> {
    const failure = await this.guarded(job.id, () => job.run(this.parts.deps()));
    if (!this.jobs.delete(job.id) || failure === null) return;
    const now = this.parts.clock.now();
    const again = (wait: number) =>
      this.jobs.set(job.id, { ...job, at: now + wait, attempts: job.attempts + 1 });
    if (failure instanceof Crash) again(60_000);
    else if (failure.retryable && job.attempts < ATTEMPTS)
      again(Math.max(failure.retryAfter ?? 0, Math.min(60_000, 2000 * 2 ** job.attempts)));
    else this.failed.push({ id: job.id, code: failure.code });
  }

  private async guarded(id: string, run: () => Promise<unknown>): Promise<Failure | Crash | null> {
    try {
      await run();
      return null;
    } catch (error) {
      if (error instanceof Crash) {
        this.crashes += 1;
        this.parts.probe.revive();
        if (this.flushOnCrash) this.parts.flush();
        return error;
      }
      if (error instanceof Failure) return error;
      throw new Error(`${id} broke`, { cause: error });
    }
  }
}
