import type { SweepQueue } from '../../flow/queue-ports';
import type { Planner } from '../../flow/store-ports';
import type { OpenQueues } from './open-queues';
import { storeUnavailable } from './store-failure';

const HOUR = 3600_000;

interface PlannerOptions {
  readonly queues: OpenQueues;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Plans due work. Ids make repeats harmless: the same step at the same moment is one job. What is due already carries
 * the hour, so that a job that exhausted its attempts does not block its successor; what is due later carries its
 * moment, so that a running job can plan its own continuation.
 */
export function createPlanner({ queues, now }: PlannerOptions): Planner {
  const add = addTo(queues, now);
  const slot = (at: number) => (at > now() ? `t${at}` : `h${Math.floor(now() / HOUR)}`);
  return {
    planStep: ({ record, step, round8, at }) => {
      const id = ['step', step, round8, record, slot(at)];
      return add('steps', { name: step, id, content: { record, step, round8 }, at });
    },
    planLook: (record, mark, at = now()) =>
      add('looks', { name: 'look', id: ['look', record, mark, slot(at)], content: { record }, at }),
    planReadBack: (record, key, at) =>
      add('readbacks', {
        name: 'readback',
        id: ['readback', record, key, slot(at)],
        content: { record, key },
        at,
      }),
  };
}

/** Sweeps by slot of time: every replica's timer asks, one job comes of it. */
export function createSweepQueue({ queues, now }: PlannerOptions): SweepQueue {
  const add = addTo(queues, now);
  return {
    enqueue: (sweep, slot, at = now()) =>
      add('sweeps', { name: sweep.kind, id: ['sweep', sweep.kind, slot], content: sweep, at }),
  };
}

interface Planned {
  readonly name: string;
  readonly id: readonly string[];
  readonly content: object;
  readonly at: number;
}

function addTo(queues: OpenQueues, now: () => number) {
  return async (queue: 'steps' | 'looks' | 'readbacks' | 'sweeps', planned: Planned): Promise<void> => {
    const delay = Math.max(0, Math.ceil(planned.at - now()));
    try {
      await queues.of(queue).add(planned.name, planned.content, { jobId: jobId(planned.id), delay });
    } catch (error) {
      throw storeUnavailable(error);
    }
  };
}

/** BullMQ refuses ':' in an id; nothing but these characters is needed. */
function jobId(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[^A-Za-z0-9_.]/g, '-')).join('-');
}
