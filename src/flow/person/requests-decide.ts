import type { PersonDeps } from '../person-ports';
import { type Answered, answerRequest } from './requests-answer';
import type { StaffDecision } from './register-decision';
import { isUnanswered } from './requests-list';
import { underLock } from './requests-lock';

export type Decided =
  | Answered
  | { readonly kind: 'not_found' }
  | { readonly kind: 'answered_before' }
  | { readonly kind: 'extended_before' };

/** What the admin decides at the command line; the ticket is closed, or extended, as if staff had done it. */
export async function decideRequest(
  deps: PersonDeps,
  ticket: string,
  decision: Extract<StaffDecision, { kind: 'approve' | 'refuse' | 'extend' }>,
): Promise<Decided> {
  return underLock(deps, `ticket.${ticket}`, async (): Promise<Decided> => {
    const entry = await deps.register.find(ticket);
    if (entry === null) return { kind: 'not_found' };
    if (!isUnanswered(entry)) return { kind: 'answered_before' };
    if (decision.kind === 'extend' && entry.extended) return { kind: 'extended_before' };
    return (await answerRequest(deps, entry, decision)) ?? { kind: 'answered_before' };
  });
}
