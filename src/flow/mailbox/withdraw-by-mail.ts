import { applyRefusal } from '../apply-refusal';
import { askStaff } from '../person/open-request';
import { NOTHING_TO_DO } from '../person/outcomes';
import { findTyped, firstOf } from '../person/find-typed';
import type { PersonDeps } from '../person-ports';
import type { QueuedRequest } from '../person-requests';
import type { Outcome } from '../ports';

type Withdrawal = Extract<QueuedRequest, { readonly kind: 'mail-withdrawal' }>;
type Doubtful = Extract<QueuedRequest, { readonly kind: 'doubtful-withdrawal' }>;

/** A mail withdraws as a link does: as easily as consent was given (GDPR art. 7(3)). Nobody is mailed about it. */
export async function withdrawByMail(deps: PersonDeps, request: Withdrawal): Promise<Outcome> {
  const { requestId, fingerprint, occurredAt, waits } = request;
  const found = await findTyped(deps, requestId);
  return applyRefusal(deps, {
    fingerprint,
    known: found ?? [],
    // Or each forged mail of a stranger would make the bridge read the whole CRM.
    complete: found !== null,
    waits,
    alsoMoved: true,
    named: '',
    eventOn: (record) => ({
      id: requestId,
      name: 'ConsentWithdrawn',
      record,
      occurredAt,
      actor: { type: 'contact' },
      channel: 'mailbox',
      source: 'mail',
    }),
  });
}

const NOTE =
  'A mail asked to stop the newsletter, but it may be forged: it failed DMARC. It lies in the review folder of the mailbox. Consent was left as it is.';

/** The sender's own domain says that it did not send this: staff ask the person, the bridge changes nothing. */
export async function doubtWithdrawal(deps: PersonDeps, request: Doubtful): Promise<Outcome> {
  const { requestId, fingerprint, occurredAt, language } = request;
  const record = firstOf((await findTyped(deps, requestId)) ?? [])?.id;
  if (record === undefined) return NOTHING_TO_DO;
  const asked = { requestId, fingerprint, occurredAt, language, record };
  return askStaff(deps, { kind: 'ask-staff', about: 'objection', ...asked }, NOTE);
}
