import type { Happening } from '../consent/assess';
import type { AddressState } from '../consent/state';
import { isNever } from '../consent/status';
import type { FlowDeps } from './deps';
import type { AddressView } from './with-address';

type EffectDeps = Pick<FlowDeps, 'undo' | 'standing' | 'planner' | 'clock' | 'settings'>;

/**
 * What must be remembered before a decision is written, so that a crash in between loses none of it: the undo entry
 * of a withdrawal (footnote [8]) and the refusal that is read back.
 */
export async function keepEffects(
  deps: EffectDeps,
  view: AddressView,
  happened: readonly Happening[],
): Promise<void> {
  for (const happening of happened) {
    for (const effect of happening.effects) await keepOne(deps, view, happening, effect);
    const turned = happening.changed && happening.only === undefined && !isNever(happening.state.status);
    if (turned) await deps.standing.drop(view.key);
  }
}

async function keepOne(
  deps: EffectDeps,
  view: AddressView,
  { event, before }: Happening,
  effect: string,
): Promise<void> {
  if (effect === 'keep-undo')
    await deps.undo.keep(view.key, { eventId: event.id, before: withFlag(before, view) });
  // An undo uses its entry up only when it is written (forgetUndo): a retry still needs it.
  if (effect === 'drop-undo' && event.name !== 'WithdrawalUndone') {
    const entry = await deps.undo.find(view.key);
    if (entry !== null && entry.eventId !== event.id) await deps.undo.drop(view.key);
  }
  if (effect === 'read-back') {
    await deps.standing.set(view.key, event);
    const at = deps.clock.now() + deps.settings.readBackAfter;
    await deps.planner.planReadBack(view.record.id, view.key, at);
  }
}

/** The withdrawal sets `emailoptout`; its undo must know what it was. */
function withFlag(before: AddressState, { members }: AddressView): AddressState {
  if (before.emailOptout !== 'keep') return before;
  return { ...before, emailOptout: members.some(({ record }) => record.emailOptout) };
}

/** After an undo was written: its entry is used up. */
export async function forgetUndo(
  deps: Pick<FlowDeps, 'undo'>,
  view: AddressView,
  happened: readonly Happening[],
): Promise<void> {
  if (happened.some(({ event }) => event.name === 'WithdrawalUndone')) await deps.undo.drop(view.key);
}
