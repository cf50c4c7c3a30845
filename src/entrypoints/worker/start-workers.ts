import type { StartWorkers, Workers } from '../../flow/queue-ports';
import { type HandlerOptions, jobHandlers } from './job-handlers';

/** The worker role: every queue's jobs go to their use case; what a failure means is decided where jobs are consumed. */
export function startWorkers(consume: StartWorkers, options: HandlerOptions): Workers {
  return consume(jobHandlers(options));
}
