import { normalizeAddress } from '../../consent/address';
import { languageOf } from '../../consent/policy';
import type { ConsentRecord } from '../../consent/record';
import { bouncedEvent } from '../apply-own-event';
import { findPlan } from '../person/erase-parcel';
import { requestErasure } from '../person/erase-person';
import { DONE } from '../person/outcomes';
import { findTyped, firstOf } from '../person/find-typed';
import { mailLink } from '../person/mail-link';
import { ERASE_ONLY, type QueuedRequest } from '../person-requests';
import { type PersonDeps } from '../person-ports';
import type { Outcome } from '../ports';
import { settleAddress } from '../settle-address';

type ErasureMailed = Extract<QueuedRequest, { readonly kind: 'erase-mailed' }>;

/**
 * Longer than a fresh link: who writes a mail reads the answer the next day, and this link shows nothing of the person;
 * all it opens is the question whether to erase.
 */
export const ERASE_LINK_LIFE = 3 * 86_400_000;

/**
 * A mail asks to erase its sender. From can be forged: a mail goes to the address on record, and what its button asks is
 * the request. Proven and trusted, it is one already. An unknown address is answered nothing.
 */
export async function eraseByMail(deps: PersonDeps, request: ErasureMailed): Promise<Outcome> {
  const { requestId, fingerprint, occurredAt, proven } = request;
  const begun = await findPlan(deps, { requestId, ticket: '' });
  // An erasure under way is ended as it was planned: its records may be gone.
  if (begun !== null) {
    const record = begun.deleted[0] ?? begun.kept[0] ?? '';
    return requestErasure(deps, { ...request, kind: 'erase', record });
  }
  const record = firstOf((await findTyped(deps, requestId)) ?? []);
  if (record === null) return DONE;
  const language = languageOf(record.language || request.language, deps.settings.policy);
  if (proven)
    return requestErasure(deps, {
      kind: 'erase',
      requestId,
      record: record.id,
      fingerprint,
      occurredAt,
      language,
    });
  await mailCheck(deps, { ...request, language }, record);
  return DONE;
}

async function mailCheck(
  deps: PersonDeps,
  { requestId, fingerprint, language }: ErasureMailed,
  { id, email }: ConsentRecord,
): Promise<void> {
  const sent = await mailLink(deps, {
    kind: 'erase-check',
    record: id,
    address: normalizeAddress(email) ?? email,
    fingerprint,
    language,
    requestId,
    round8: ERASE_ONLY,
    life: ERASE_LINK_LIFE,
    ceiling: `erase.${fingerprint}`,
  });
  if (sent === 'refused') await settleAddress(deps, { record: id, event: bouncedEvent(deps, id) });
}
