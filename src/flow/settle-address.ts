import type { ConsentEvent } from '../consent/event';
import { nextStep } from '../consent/next-step';
import { assessAddress, type Judged } from './assess-address';
import { carryOut } from './carry-out';
import type { FlowDeps } from './deps';
import { Failure } from './failure';
import { outcomeOf } from './outcome-of';
import type { Outcome } from './ports';
import type { Scene, SettleRequest } from './scene';
import { withAddress } from './with-address';

/** So often the address is read anew when somebody else writes while it is worked on. */
const TRIES = 3;

/**
 * The one use case that writes: judges all records of the record's address, applies what others did and the event in
 * hand, writes evidence and fields to every record, and does the step that is due. Webhook, click, timer and sweep
 * all come here; run again, it goes on from what the records say.
 */
export async function settleAddress(deps: FlowDeps, request: SettleRequest): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await settleOnce(deps, request);
    } catch (error) {
      const changed = error instanceof Failure && error.code === 'record_changed';
      if (!changed || tries === TRIES) throw error;
    }
  }
}

async function settleOnce(deps: FlowDeps, request: SettleRequest): Promise<Outcome> {
  const outcome = await withAddress(deps, request.seen ?? request.record, (view, lease) =>
    settle(deps, { view, lease, request }),
  );
  const known = outcome ?? outcomeOf({ kind: 'rejected', code: 'record_not_found' }, null);
  if (outcome === null && request.event !== undefined)
    deps.tally.event(request.event.name, 'rejected', 'record_not_found');
  if (outcome === null) await request.report?.(known);
  return known;
}

async function settle(deps: FlowDeps, scene: Scene): Promise<Outcome> {
  await stopWhenAlarmed(deps, scene.request);
  const { event } = scene.request;
  const done = event === undefined || !(await isOpen(deps, scene, event));
  const fresh = done ? null : event;
  const judged = await assessAddress(deps, scene, fresh);
  if (!asksTooLate(deps, judged)) return (await carryOut(deps, scene, { judged, event: fresh })).outcome;
  const ended = await carryOut(deps, scene, { judged: await assessAddress(deps, scene, null), event: null });
  const again = { ...scene, view: ended.view };
  return (await carryOut(deps, again, { judged: await assessAddress(deps, again, fresh), event: fresh }))
    .outcome;
}

/**
 * Whether the event is still to be applied. A refusal is read back only while it stands: the person may have asked
 * again while the read-back waited for the lock.
 */
async function isOpen(
  { memory, standing }: Pick<FlowDeps, 'memory' | 'standing'>,
  { view, request }: Scene,
  event: ConsentEvent,
): Promise<boolean> {
  if (request.readBack === true) return (await standing.find(view.key))?.id === event.id;
  return !(await memory.isApplied(`${event.id}.${view.key}`));
}

/** The person asks for a new link when the round's time is over but not yet written: the old link would be dead. */
function asksTooLate(deps: FlowDeps, { assessment }: Judged): boolean {
  const { answer, state } = assessment;
  if (answer?.kind !== 'unchanged' || !answer.effects.includes('resend-invitation')) return false;
  const now = deps.clock.now();
  const next = nextStep(state, now, deps.settings.policy);
  return next.step === 'expire' && next.at <= now && deps.settings.mailMode.kind !== 'hold';
}

/** A wrong key looks like many edits: then only acts of persons are written. */
async function stopWhenAlarmed(deps: FlowDeps, { event }: SettleRequest): Promise<void> {
  if (event?.actor.type === 'contact' || !(await deps.alarm.isRaised())) return;
  throw new Failure('Writing has stopped: too many seals or fingerprints do not match; see doctor.', {
    code: 'writing_stopped',
    stage: 'flow',
    retryable: true,
    retryAfter: 10 * 60_000,
  });
}
