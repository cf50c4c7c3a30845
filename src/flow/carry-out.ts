import type { ConsentEvent } from '../consent/event';
import { sendAnswers } from './answer-mails';
import { applyOwnEvent, bouncedEvent } from './apply-own-event';
import type { Judged } from './assess-address';
import type { FlowDeps } from './deps';
import { forgetUndo, keepEffects } from './keep-effects';
import { outcomeOf } from './outcome-of';
import type { Outcome } from './ports';
import { prepareStep } from './prepare-step';
import { saveState } from './save-state';
import type { Scene } from './scene';
import { takeStep } from './take-step';
import type { AddressView } from './with-address';

/** What was judged, and the event in hand; `null` for a look, or when the event was applied before. */
export interface Verdict {
  readonly judged: Judged;
  readonly event: ConsentEvent | null;
}

/** Writes what was judged, remembers and reports it, answers the person, and takes the step that is due. */
export async function carryOut(
  deps: FlowDeps,
  scene: Scene,
  verdict: Verdict,
): Promise<{ outcome: Outcome; view: AddressView }> {
  const { judged, event } = verdict;
  const outcome = alreadyUndone(judged)
    ? outcomeOf(null, judged.assessment.state)
    : outcomeOf(judged.assessment.answer, judged.assessment.state);
  if (deps.settings.mailMode.kind === 'hold' && !mayActOnHold(verdict, outcome)) {
    for (const { event: derived } of judged.assessment.happened) deps.tally.held(`mail_mode:${derived.name}`);
    tellRejected(deps, event, outcome);
    if (event !== null) await scene.request.report?.(outcome);
    return { outcome, view: scene.view };
  }
  return { outcome, view: await write(deps, scene, { ...verdict, outcome }) };
}

async function write(
  deps: FlowDeps,
  scene: Scene,
  { judged, event, outcome }: Verdict & { readonly outcome: Outcome },
): Promise<AddressView> {
  const { view } = scene;
  const { happened } = judged.assessment;
  await keepEffects(deps, view, happened);
  const prepared = await prepareStep(deps, view, judged.assessment.state);
  const state = prepared.kind === 'send' ? prepared.state : judged.assessment.state;
  const after = { ...scene, view: await saveState(deps, scene, judged, state) };
  for (const { event: done, changed } of happened)
    deps.tally.event(done.name, changed ? 'applied' : 'unchanged', '');
  tellRejected(deps, event, outcome);
  // Told before it is remembered: an act whose outcome nobody was told is decided again.
  if (event !== null) await scene.request.report?.(outcome);
  if (event !== null) await deps.memory.markApplied(`${event.id}.${view.key}`);
  await forgetUndo(deps, view, happened);
  if (judged.pending) await deps.pending.drop(view.key);
  await scene.lease.extend();
  if ((await sendAnswers(deps, after.view, state, happened)) === 'sent')
    return takeStep(deps, after, { state, prepared, judged });
  const bounced = { event: bouncedEvent(deps, view.record.id), state, judged };
  return (await applyOwnEvent(deps, after, bounced))?.view ?? after.view;
}

/** MAIL_MODE=hold changes nothing of its own accord; what a person or staff did is applied, refusals always. */
function mayActOnHold({ judged, event }: Verdict, outcome: Outcome): boolean {
  if (judged.pending) return true;
  if (event === null) return false;
  return outcome.state === 'applied' || ['ConsentRefused', 'ConsentWithdrawn'].includes(event.name);
}

/** The undo was written before the process died: its entry is there still, and the address is as it was. */
function alreadyUndone({ assessment, context }: Judged): boolean {
  const { undo, undoes } = context;
  if (assessment.answer?.kind !== 'rejected' || undo === undefined || undoes === undefined) return false;
  return undo.eventId.endsWith(undoes) && assessment.state.status === undo.before.status;
}

function tellRejected(deps: FlowDeps, event: ConsentEvent | null, { state, code }: Outcome): void {
  if (event !== null && state === 'rejected') deps.tally.event(event.name, 'rejected', code ?? '');
}
