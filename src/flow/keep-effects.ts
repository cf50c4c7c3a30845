import type { Happening } from '../consent/assess';
import type { ConsentEvent } from '../consent/event';
import type { AddressState } from '../consent/state';
import { isNever } from '../consent/status';
import { ofEverything, widerRefusal } from '../consent/topics';
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
    if (isTurning(happening)) await turnStanding(deps, view.key, happening.event);
  }
}

function isTurning({ changed, only, state, effects }: Happening): boolean {
  return changed && only === undefined && !isNever(state.status) && !effects.includes('read-back');
}

/** A refusal of everything is over; one of topics goes on for those that the person has not switched on since. */
async function turnStanding(
  { standing }: Pick<EffectDeps, 'standing'>,
  key: string,
  event: ConsentEvent,
): Promise<void> {
  const refusal = await standing.find(key);
  if (refusal === null) return;
  const { topics = [] } = refusal;
  const left = topics.filter((topic) => !event.topics?.includes(topic));
  if (left.length === 0) await standing.drop(key);
  else if (left.length < topics.length) await standing.set(key, { ...refusal, topics: left });
}

async function keepOne(
  deps: EffectDeps,
  view: AddressView,
  { event, before, state }: Happening,
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
    const whole = isNever(state.status);
    const earlier = whole ? null : await deps.standing.find(view.key);
    // One topic after the other: all of them are read back.
    const wider =
      earlier === null ? event : widerRefusal(event, { ...earlier, topics: earlier.topics ?? [] });
    await deps.standing.set(view.key, whole ? ofEverything(event) : wider);
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
