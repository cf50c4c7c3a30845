import type { Worker } from 'bullmq';

/**
 * BullMQ's close waits for the jobs in hand without end; a container's stop does not. The process ends at the
 * deadline: what is cut off is taken over by another when its lock ends, and running a job again does no harm.
 */
export async function closeWithin(workers: readonly Worker[], deadlineMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, deadlineMs, false);
  });
  const closed = Promise.all(workers.map((worker) => worker.close())).then(() => true as const);
  const inTime = await Promise.race([closed, deadline]);
  clearTimeout(timer);
  return inTime;
}
