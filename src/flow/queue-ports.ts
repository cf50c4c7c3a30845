import type { QueuedAct } from './apply-act';
import type { QueuedWebhook } from './apply-webhook';
import type { QueuedRequest } from './person-requests';
import type { PlannedStep } from './store-ports';

/* Queued work, as entry points see it: no queue library, no keys. */

export const QUEUES = ['acts', 'requests', 'webhooks', 'steps', 'looks', 'readbacks', 'sweeps'] as const;
export type QueueName = (typeof QUEUES)[number];

/** `people`: the request register, and sign-ups that nobody confirmed. */
export const SWEEPS = ['due', 'changed', 'full', 'people'] as const;
export type SweepKind = (typeof SWEEPS)[number];

export interface QueuedSweep {
  readonly kind: SweepKind;
  /** `full` only: begin a pass now, not when the last one is a day old. */
  readonly begin?: boolean;
}

/** What a job of each queue carries: record ids, fingerprints, evidence; never an address or a token. */
export interface Jobs {
  readonly acts: QueuedAct;
  readonly requests: QueuedRequest;
  readonly webhooks: QueuedWebhook;
  readonly steps: Omit<PlannedStep, 'at'>;
  readonly looks: { readonly record: string };
  readonly readbacks: { readonly record: string; readonly key: string };
  readonly sweeps: QueuedSweep;
}

/** Runs one job; a thrown Failure says whether another try may help. */
export type JobHandlers = { readonly [Q in QueueName]: (job: Jobs[Q]) => Promise<unknown> };

/** Running workers of one process. */
export interface Workers {
  /** All of them take jobs. */
  isRunning(): boolean;
  /** Takes no more jobs and lets those in hand finish; false when the deadline came first. */
  close(deadlineMs: number): Promise<boolean>;
}

/** Starts a worker per queue. */
export type StartWorkers = (handlers: JobHandlers) => Workers;

export interface SweepQueue {
  /** The same kind and slot is queued once over all processes. `at`: epoch ms, default now. */
  enqueue(sweep: QueuedSweep, slot: string, at?: number): Promise<void>;
}

/** A job that exhausted its attempts; no personal data. */
export interface FailedJob {
  readonly queue: QueueName;
  readonly id: string;
  /** Event, step or sweep. */
  readonly name: string;
  readonly code: string;
  readonly sentence: string;
  readonly record: string | null;
  readonly attempts: number;
  /** Epoch ms. */
  readonly failedAt: number;
}

export interface QueueCounts {
  readonly queue: QueueName;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/** Looking at the queues and trying failed jobs again, for the CLI, the board and metrics. */
export interface QueueOffice {
  counts(): Promise<QueueCounts[]>;
  /** Newest first, at most `limit` per queue (default 100). */
  failed(limit?: number): Promise<FailedJob[]>;
  /** False when there is no such failed job. */
  retry(queue: QueueName, id: string): Promise<boolean>;
  /** Answers how many are tried again. */
  retryAll(queue?: QueueName): Promise<number>;
  /** Acts and requests accepted and not yet written, failed ones too; the oldest one's time, epoch ms. */
  pendingActs(): Promise<{ readonly count: number; readonly oldest: number | null }>;
  /** When the oldest step that is due and not begun was due, epoch ms. */
  oldestDueStep(now: number): Promise<number | null>;
}
