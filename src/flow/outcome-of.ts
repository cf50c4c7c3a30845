import { type Decision, SENTENCES } from '../consent/decision';
import type { AddressState } from '../consent/state';
import type { Outcome } from './ports';

/** The outcome of a decision, in the words that pages, the webhook's look-up and metrics share. */
export function outcomeOf(decision: Decision | null, state: AddressState | null): Outcome {
  const status = state === null ? {} : { status: state.status };
  if (decision === null) return { state: 'unchanged', ...status };
  switch (decision.kind) {
    case 'changed':
      return {
        state: 'applied',
        ...status,
        ...(decision.effects.includes('keep-undo') ? { undoable: true } : {}),
      };
    case 'unchanged':
      return { state: 'unchanged', ...status };
    case 'rejected':
      return { state: 'rejected', code: decision.code, sentence: SENTENCES[decision.code], ...status };
  }
}
