import { languageOf, type Policy } from './policy';
import type { AddressState } from './state';

/** What is to be done for an address, and from when (epoch ms). */
export type NextStep =
  { readonly step: 'invite' | 'remind' | 'expire'; readonly at: number } | { readonly step: 'rest' };

/**
 * Derives the next step from what the records say now; one function serves webhook, timer and sweep.
 * When reminder and expiry are both due, it is expiry.
 *
 * @param now Epoch ms.
 */
export function nextStep(state: AddressState, now: number, policy: Policy): NextStep {
  if (state.status === 'Optin') return { step: 'invite', at: now };
  const started = state.invitedOn ?? state.changedOn;
  if ((state.status !== 'Invited' && state.status !== 'Reminded') || started === null)
    return { step: 'rest' };
  const expireAt = started + policy.expireAfter;
  const mayRemind = state.status === 'Invited' && policy.maxReminders[languageOf(state.language, policy)] > 0;
  if (!mayRemind || now >= expireAt) return { step: 'expire', at: expireAt };
  return { step: 'remind', at: started + policy.remindAfter };
}

/** Until when the round's confirmation counts, epoch ms; `null` before the invitation. */
export function roundEnd(state: AddressState, policy: Policy): number | null {
  return state.invitedOn === null ? null : state.invitedOn + policy.expireAfter;
}
