import { MODULES } from '../../consent/record';
import { applyAct } from '../../flow/apply-act';
import { applyWebhook } from '../../flow/apply-webhook';
import { handleRequest } from '../../flow/person/handle-request';
import { eraseUnconfirmed } from '../../flow/person/unconfirmed';
import { workRegister } from '../../flow/person/work-register';
import type { PersonDeps } from '../../flow/person-ports';
import type { JobHandlers, QueuedSweep, SweepQueue } from '../../flow/queue-ports';
import { readBackRefusal } from '../../flow/read-back';
import { settleAddress } from '../../flow/settle-address';
import { beginFullPass, sweepChanged } from '../../flow/sweep-changed';
import { sweepDue } from '../../flow/sweep-due';
import { sweepFull } from '../../flow/sweep-full';

export interface HandlerOptions {
  readonly deps: PersonDeps;
  readonly sweeps: SweepQueue;
  /** Pages of 100 records per module in one slice of the full pass; default 5. */
  readonly slicePages?: number;
  /** ms between slices: the pass is slow so that people's work goes first; default 10 s. */
  readonly slicePause?: number;
}

/** Which use case does the work of which queue. Steps and looks ask the same question: what is due here now? */
export function jobHandlers(options: HandlerOptions): JobHandlers {
  const { deps } = options;
  return {
    acts: (act) => applyAct(deps, act),
    requests: (request) => handleRequest(deps, request),
    webhooks: (hook) => applyWebhook(deps, hook),
    steps: ({ record }) => settleAddress(deps, { record }),
    looks: ({ record }) => settleAddress(deps, { record }),
    readbacks: (job) => readBackRefusal(deps, job),
    sweeps: (sweep) => runSweep(options, sweep),
  };
}

async function runSweep(options: HandlerOptions, { kind, begin }: QueuedSweep): Promise<void> {
  const { deps } = options;
  const log = deps.log.child({ sweep: kind });
  switch (kind) {
    case 'due':
      log.info('sweep done', await sweepDue(deps));
      return;
    case 'changed':
      log.info('sweep done', await sweepChanged(deps));
      return;
    case 'people':
      log.info('sweep done', { ...(await workRegister(deps)), ...(await eraseUnconfirmed(deps)) });
      return;
    case 'full':
      if (begin === true) for (const module of MODULES) await beginFullPass(deps, module);
      await runSlice(options);
  }
}

/** Slices of one moment share an id: two passes that were asked for become one. */
async function runSlice({
  deps,
  sweeps,
  slicePages = 5,
  slicePause = 10_000,
}: HandlerOptions): Promise<void> {
  const { underWay, seen } = await sweepFull(deps, slicePages);
  if (seen > 0) deps.log.info('slice of the full pass done', { seen, underWay });
  if (!underWay) return;
  const at = (Math.floor(deps.clock.now() / slicePause) + 1) * slicePause;
  await sweeps.enqueue({ kind: 'full' }, `slice-${at}`, at);
}
