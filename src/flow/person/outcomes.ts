import type { Outcome } from '../ports';

/** What the request was about is done, or on its way. */
export const DONE: Outcome = { state: 'applied' };
export const NOTHING_TO_DO: Outcome = { state: 'unchanged' };

/** Why a person's request is turned down, in words for the admin. */
const REFUSALS = {
  address_changed: 'The address of the record changed since this link was made, or the record is gone.',
  shared_mailbox: 'The mailbox is no one person’s; staff must answer.',
  nothing_typed: 'What was typed is no longer there: it is kept for a limited time.',
  invalid_address: 'The new e-mail address cannot be mailed.',
  address_refused: 'The mail server refused the new address.',
  asked_too_often: 'This was asked for too often today.',
  link_used: 'The link of this change was used before, or is too old.',
  not_stored: 'Vtiger did not keep a value as it was sent.',
} as const;

export function refused(code: keyof typeof REFUSALS): Outcome {
  return { state: 'rejected', code, sentence: REFUSALS[code] };
}
