import { languageOf } from '../../consent/policy';
import type { ConsentRecord } from '../../consent/record';
import { bouncedEvent } from '../apply-own-event';
import { OF_ONE_PERSON, type QueuedRequest } from '../person-requests';
import { type PersonDeps } from '../person-ports';
import { settleAddress } from '../settle-address';
import { addressOf } from '../with-address';
import { findTyped, firstOf } from './find-typed';
import { mailLink } from './mail-link';

export type LinkRequest = Extract<QueuedRequest, { readonly kind: 'link' | 'link-typed' }>;

/** Long enough to fetch one's mail, too short for a forwarded one. */
export const FRESH_LINK_LIFE = 30 * 60_000;

/** Whom the link is for, and whether its record is surely the one who asked. */
interface Goal {
  readonly record: ConsentRecord;
  readonly personal: boolean;
}

/**
 * Mails a fresh link: to the address on the record while it is still the link's, or to a typed address that a record
 * carries. Nobody is told which: the page's answer is the same (GDPR art. 32; no finding out who is in the CRM).
 */
export async function sendFreshLink(deps: PersonDeps, request: LinkRequest): Promise<void> {
  const goal = request.kind === 'link' ? await byRecord(deps, request) : await byAddress(deps, request);
  if (goal === null) return;
  const { record, personal } = goal;
  const { address, fingerprint } = addressOf(deps, record);
  if (address === null) return;
  const language = languageOf(record.language || request.language, deps.settings.policy);
  const sent = await mailLink(deps, {
    kind: 'fresh-link',
    record: record.id,
    address,
    fingerprint,
    language,
    requestId: request.requestId,
    ...(personal ? { round8: OF_ONE_PERSON } : {}),
    life: FRESH_LINK_LIFE,
    ceiling: `fresh.${fingerprint}`,
  });
  if (sent === 'refused')
    await settleAddress(deps, { record: record.id, event: bouncedEvent(deps, record.id) });
}

async function byRecord(
  deps: PersonDeps,
  link: Extract<LinkRequest, { readonly kind: 'link' }>,
): Promise<Goal | null> {
  const record = await deps.crm.retrieve(link.record);
  if (record === null || addressOf(deps, record).fingerprint !== link.fingerprint) return null;
  return { record, personal: true };
}

async function byAddress(deps: PersonDeps, { requestId }: LinkRequest): Promise<Goal | null> {
  const record = firstOf((await findTyped(deps, requestId)) ?? []);
  return record === null ? null : { record, personal: false };
}
