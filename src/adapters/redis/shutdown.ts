import type { Worker } from 'bullmq';

/**
 * BullMQ's close waits for the jobs in hand without end; a container's stop does not. What is cut off is taken over
 * by another process when its lock ends, and running a job again does no harm.
 */
export async function closeWithin(workers: readonly Worker[], deadlineMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, deadlineMs, false);
  });
  const closed = Promise.all(workers.map((worker) => worker.close())).then(() => true as const);
  const inTime = await Promise.race([closed, deadline]);
  clearTimeout(timer);
  if (!inTime) await Promise.race([disconnectAll(workers), pause(1000)]);
  return inTime;
}

async function disconnectAll(workers: readonly Worker[]): Promise<void> {
  await Promise.allSettled(workers.map((worker) => worker.disconnect()));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
