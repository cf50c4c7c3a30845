import type { FlowDeps } from './deps';
import { assessAddress } from './assess-address';
import { sendAnswers } from './answer-mails';
import { Failure } from './failure';
import { keepEffects } from './keep-effects';
import { outcomeOf } from './outcome-of';
import type { Outcome } from './ports';
import { type Prepared, prepareStep } from './prepare-step';
import type { AddressState } from '../consent/state';
import { saveState } from './save-state';
import type { Scene, SettleRequest } from './scene';
import { takeStep } from './take-step';
import { type AddressView, withAddress } from './with-address';

/**
 * The one use case that writes: judges all records of the record's address, applies what others did and the event in
 * hand, writes evidence and fields to every record, and does the step that is due. Webhook, click, timer and sweep
 * all come here; run again, it goes on from what the records say.
 */
export async function settleAddress(deps: FlowDeps, request: SettleRequest): Promise<Outcome> {
  const outcome = await withAddress(deps, request.record, (view, lease) =>
    settle(deps, { view, lease, request }),
  );
  const known = outcome ?? outcomeOf({ kind: 'rejected', code: 'record_not_found' }, null);
  if (outcome === null) await request.report?.(known);
  return known;
}

async function settle(deps: FlowDeps, scene: Scene): Promise<Outcome> {
  const { view, request } = scene;
  await stopWhenAlarmed(deps, request);
  const applied = request.event === undefined ? null : `${request.event.id}.${view.key}`;
  const fresh = applied === null || request.readBack === true || !(await deps.memory.isApplied(applied));
  const event = fresh ? (request.event ?? null) : null;
  const judged = await assessAddress(deps, scene, event);
  const outcome = outcomeOf(judged.assessment.answer, judged.assessment.state);
  const acting = judged.pending || (event !== null && outcome.state === 'applied');
  if (deps.settings.mailMode.kind === 'hold' && !acting) {
    for (const { event: derived } of judged.assessment.happened) deps.tally.held(`mail_mode:${derived.name}`);
    if (event !== null) await request.report?.(outcome);
    return outcome;
  }
  await keepEffects(deps, view, judged.assessment.happened);
  const prepared = await prepareUnlessHeld(deps, view, judged.assessment.state);
  const state = prepared.kind === 'send' ? prepared.state : judged.assessment.state;
  const after = await saveState(deps, scene, judged, state);
  for (const { event: done, changed } of judged.assessment.happened)
    deps.tally.event(done.name, changed ? 'applied' : 'unchanged', '');
  if (applied !== null && event !== null) {
    if (outcome.state === 'rejected') deps.tally.event(event.name, 'rejected', outcome.code ?? '');
    await deps.memory.markApplied(applied);
    await request.report?.(outcome);
  }
  if (judged.pending) await deps.pending.drop(view.key);
  if (fresh) await sendAnswers(deps, view, state, judged.assessment.happened);
  await takeStep(deps, { ...scene, view: after }, { state, prepared, judged });
  return outcome;
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

async function prepareUnlessHeld(deps: FlowDeps, view: AddressView, state: AddressState): Promise<Prepared> {
  if (deps.settings.mailMode.kind === 'hold' || view.address === null) return { kind: 'rest' };
  return prepareStep(deps, view, state);
}
