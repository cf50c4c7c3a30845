import { applyRefusal, fingerprintOf } from '../apply-refusal';
import { DONE, NOTHING_TO_DO } from '../person/outcomes';
import type { PersonDeps } from '../person-ports';
import type { QueuedRequest } from '../person-requests';
import type { Outcome } from '../ports';
import { settleAddress } from '../settle-address';

type BounceReport = Extract<QueuedRequest, { readonly kind: 'bounce' }>;
type Complaint = Extract<QueuedRequest, { readonly kind: 'complaint' }>;

/**
 * A mail came back. A dead address is Bounced at once; one that only could not be reached, when that happened as often
 * as SOFT_BOUNCE_LIMIT says. The count begins anew with a bounce: the address may be asked again (ADR 0006).
 */
export async function noteBounce(deps: PersonDeps, request: BounceReport): Promise<Outcome> {
  const { fingerprint, permanence, requestId: id, occurredAt: at } = request;
  if (permanence === 'soft' && !(await deps.softBounces.count(fingerprint, { id, at }))) return DONE;
  const outcome = await bounce(deps, request);
  await deps.softBounces.forget(fingerprint);
  return outcome;
}

/** All records of the address, and none that only had it before: what is dead is the address, not the person. */
async function bounce(deps: PersonDeps, request: BounceReport): Promise<Outcome> {
  const { requestId, fingerprint, occurredAt, status, permanence } = request;
  const carriers = await deps.crm.findByFingerprint(fingerprint);
  const seen = carriers.find((each) => fingerprintOf(deps, each) === fingerprint);
  if (seen === undefined) return NOTHING_TO_DO;
  return settleAddress(deps, {
    record: seen.id,
    seen,
    event: {
      id: requestId,
      name: 'AddressBounced',
      record: seen.id,
      occurredAt,
      actor: { type: 'system' },
      channel: 'mailbox',
      reason: permanence === 'soft' ? `${status} as often as SOFT_BOUNCE_LIMIT allows`.trim() : status,
    },
  });
}

/** "This is spam", told by the provider for the person (RFC 5965): a refusal for good, of the mailbox it came from. */
export async function noteComplaint(deps: PersonDeps, request: Complaint): Promise<Outcome> {
  const { requestId, fingerprint, occurredAt } = request;
  return applyRefusal(deps, {
    fingerprint,
    known: [],
    alsoMoved: false,
    named: '',
    eventOn: (record) => ({
      id: requestId,
      name: 'ComplaintReceived',
      record,
      occurredAt,
      actor: { type: 'contact' },
      channel: 'mailbox',
      source: 'complaint',
    }),
  });
}
