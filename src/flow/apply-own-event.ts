import { decide } from '../consent/decide';
import type { ConsentEvent } from '../consent/event';
import type { AddressState } from '../consent/state';
import type { Judged } from './assess-address';
import type { FlowDeps } from './deps';
import { keepEffects } from './keep-effects';
import { saveState } from './save-state';
import type { Scene } from './scene';
import type { AddressView } from './with-address';

/** An event of the bridge itself, on the state that was just written. */
export interface OwnEvent {
  readonly event: ConsentEvent;
  readonly state: AddressState;
  readonly judged: Judged;
  /** The event can't have been written before: its evidence is not looked up. */
  readonly untried?: boolean;
}

/** Sent, expired or bounced: decided and written like any event; `null` when it changes nothing. */
export async function applyOwnEvent(
  deps: FlowDeps,
  scene: Scene,
  { event, state, judged, untried = false }: OwnEvent,
): Promise<{ view: AddressView; state: AddressState } | null> {
  const decision = decide(event, state, judged.context);
  if (decision.kind !== 'changed') return null;
  deps.tally.event(event.name, 'applied', '');
  const { effects } = decision;
  const happened = [{ event, before: state, state: decision.state, effects, changed: true }];
  await keepEffects(deps, scene.view, happened);
  const assessment = { ...judged.assessment, happened, notes: [], untried };
  const view = await saveState(deps, scene, { ...judged, assessment }, decision.state);
  return { view, state: decision.state };
}

/** The mail server says that the address is dead (5.1.x, 5.2.1). */
export function bouncedEvent(deps: Pick<FlowDeps, 'newId' | 'clock'>, record: string): ConsentEvent {
  return {
    id: deps.newId(),
    name: 'AddressBounced',
    record,
    occurredAt: deps.clock.now(),
    actor: { type: 'system' },
    channel: 'system',
  };
}
