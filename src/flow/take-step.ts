import { nextStep } from '../consent/next-step';
import { type AddressState, round8 } from '../consent/state';
import { applyOwnEvent, bouncedEvent } from './apply-own-event';
import type { Judged } from './assess-address';
import type { FlowDeps } from './deps';
import type { Prepared } from './prepare-step';
import type { Scene } from './scene';
import { sendMail } from './send-mail';
import type { AddressView } from './with-address';

interface Step {
  readonly state: AddressState;
  readonly prepared: Prepared;
  readonly judged: Judged;
}

/** The step that is due: mail, then the event that says so; or the plan for later. Answers the address as it is then. */
export async function takeStep(deps: FlowDeps, scene: Scene, step: Step): Promise<AddressView> {
  const { state, prepared, judged } = step;
  switch (prepared.kind) {
    case 'rest':
      return scene.view;
    case 'later':
      await planWithinHorizon(deps, scene.view, state, prepared);
      return scene.view;
    case 'event':
      return finish(deps, scene, { event: prepared.event, state, judged });
    case 'send':
      return sendStep(deps, scene, { ...step, prepared });
  }
}

async function sendStep(
  deps: FlowDeps,
  scene: Scene,
  { state, prepared, judged }: Step & { readonly prepared: Extract<Prepared, { kind: 'send' }> },
): Promise<AddressView> {
  const { view } = scene;
  const request = { kind: prepared.mail, number: '0', state, ledgerKey: prepared.key };
  const sent = await sendMail(deps, { ...view, address: prepared.address }, request);
  const event = sent === 'sent' ? prepared.event : bouncedEvent(deps, view.record.id);
  // Sent is written after the ledger's `sent` only, so a mail that left just now has no evidence yet.
  return finish(deps, scene, { event, state, judged, untried: true });
}

async function finish(
  deps: FlowDeps,
  scene: Scene,
  own: Parameters<typeof applyOwnEvent>[2],
): Promise<AddressView> {
  const done = await applyOwnEvent(deps, scene, own);
  if (done === null) return scene.view;
  const now = deps.clock.now();
  const next = nextStep(done.state, now, deps.settings.policy);
  if (next.step !== 'rest') await planWithinHorizon(deps, done.view, done.state, next);
  return done.view;
}

/** What is further off stays a date on the record; the sweep finds it. */
async function planWithinHorizon(
  deps: FlowDeps,
  view: AddressView,
  state: AddressState,
  { at, step }: { readonly at: number; readonly step: 'invite' | 'remind' | 'expire' },
): Promise<void> {
  const now = deps.clock.now();
  if (at > now + deps.settings.sweepHorizon) return;
  await deps.planner.planStep({
    record: view.record.id,
    step,
    round8: round8(state.round),
    at: Math.max(at, now),
  });
}
