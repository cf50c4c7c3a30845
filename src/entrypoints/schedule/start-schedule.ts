import { schedule } from 'node-cron';
import type { Clock, Log } from '../../flow/ports';
import { SWEEPS, type SweepQueue } from '../../flow/queue-ports';

export interface ScheduleOptions {
  /** SWEEP_CRON: 5 fields, or 6 with seconds. */
  readonly cron: string;
  readonly sweeps: SweepQueue;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Schedule {
  stop(): Promise<void>;
}

/** The timer only enqueues, with an id made from the slot: replicas ask together and the work is done once. */
export function startSchedule({ cron, sweeps, clock, log }: ScheduleOptions): Schedule {
  const enqueueAll = async (at: number) => {
    const slot = slotOf(at, cron);
    for (const kind of SWEEPS) {
      try {
        await sweeps.enqueue({ kind }, slot);
      } catch {
        log.warn('a sweep could not be queued; the next slot does its work', { sweep: kind });
      }
    }
  };
  const task = schedule(cron, ({ date }) => enqueueAll(date.getTime()), {
    noOverlap: true,
    suppressMissedWarning: true,
  });
  // What happened while no bridge ran is found at once, not at the next slot.
  const first = enqueueAll(clock.now());
  return {
    stop: async () => {
      await task.destroy();
      await first;
    },
  };
}

/** The minute, or the second where the pattern has seconds: `2026-11-23T10-05`. */
export function slotOf(at: number, cron: string): string {
  const seconds = cron.trim().split(/\s+/).length > 5;
  return new Date(at)
    .toISOString()
    .slice(0, seconds ? 19 : 16)
    .replaceAll(':', '-');
}
