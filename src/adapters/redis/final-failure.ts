import type { Job } from 'bullmq';
import type { Log } from '../../flow/ports';
import type { QueueName } from '../../flow/queue-ports';
import type { Outcomes } from '../../flow/store-ports';
import { recordOf } from './jobs';
import type { Verdict } from './retry';

export interface FinalFailureDeps {
  readonly queue: QueueName;
  readonly log: Log;
  readonly outcomes: Outcomes;
}

/** A job that ends failed is said once, and whoever asks for its outcome is told. */
export async function finalFailure(
  { queue, log, outcomes }: FinalFailureDeps,
  job: Job,
  { code, sentence }: Extract<Verdict, { kind: 'final' }>,
): Promise<void> {
  log.error('a job failed for good; see consent-bridge queue failed', {
    job: job.id,
    name: job.name,
    code,
    record: recordOf(job.data),
    attempts: job.attemptsMade + 1,
  });
  const outcome = { state: 'rejected', code, sentence } as const;
  // The job id of an act or a request is its event id; a webhook's deduplication id is its webhook-id.
  const personal = queue === 'acts' || queue === 'requests';
  const id = personal ? job.id : queue === 'webhooks' ? job.deduplicationId : undefined;
  if (id === undefined) return;
  await outcomes.put(personal ? 'act' : 'webhook', id, outcome).catch(() => {
    log.warn('the outcome of a failed job could not be kept', { job: job.id });
  });
}
