import type { Happening } from '../consent/assess';
import { decide } from '../consent/decide';
import { type AddressState, round8 } from '../consent/state';
import type { Judged } from './assess-address';
import type { FlowDeps } from './deps';
import { keepEffects } from './keep-effects';
import { type Prepared, prepareStep } from './prepare-step';
import { saveState } from './save-state';
import type { Scene } from './scene';
import { sendMail } from './send-mail';
import type { AddressView } from './with-address';

/** The step that is due: mail, then the event that says so; or the plan for later. */
export async function takeStep(
  deps: FlowDeps,
  scene: Scene,
  { state, prepared, judged }: { state: AddressState; prepared: Prepared; judged: Judged },
): Promise<void> {
  if (prepared.kind === 'rest') return;
  if (prepared.kind === 'later') {
    if (prepared.at <= deps.clock.now() + deps.settings.sweepHorizon)
      await planNext(deps, scene.view, state, prepared);
    return;
  }
  const happening = await runStep(deps, scene.view, state, prepared);
  if (happening === null) return;
  await keepEffects(deps, scene.view, [happening]);
  const assessment = { ...judged.assessment, happened: [happening], notes: [] };
  const after = await saveState(deps, scene, { ...judged, assessment }, happening.state);
  const next = await prepareStep(deps, after, happening.state);
  if (next.kind === 'later' && next.at <= deps.clock.now() + deps.settings.sweepHorizon)
    await planNext(deps, after, happening.state, next);
}

async function planNext(
  deps: FlowDeps,
  view: AddressView,
  state: AddressState,
  { at, step }: { at: number; step: 'invite' | 'remind' | 'expire' },
): Promise<void> {
  await deps.planner.planStep({ record: view.record.id, step, round8: round8(state.round), at });
}

async function runStep(
  deps: FlowDeps,
  view: AddressView,
  state: AddressState,
  prepared: Extract<Prepared, { kind: 'send' | 'event' }>,
): Promise<Happening | null> {
  let event = prepared.event;
  if (prepared.kind === 'send' && view.address !== null) {
    const { mail, key } = prepared;
    const sent = await sendMail(
      deps,
      { ...view, address: view.address },
      {
        kind: mail,
        number: '0',
        state,
        ledgerKey: key,
      },
    );
    if (sent === 'refused') {
      const { record, occurredAt, actor, channel } = event;
      event = { id: deps.newId(), name: 'AddressBounced', record, occurredAt, actor, channel };
    }
  }
  const context = { policy: deps.settings.policy, now: deps.clock.now(), newRound: deps.newId() };
  const decision = decide(event, state, context);
  if (decision.kind !== 'changed') return null;
  deps.tally.event(event.name, 'applied', '');
  return { event, before: state, state: decision.state, effects: decision.effects, changed: true };
}
