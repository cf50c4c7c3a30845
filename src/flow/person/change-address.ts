import { normalizeAddress } from '../../consent/address';
import { languageOf } from '../../consent/policy';
import type { PersonDeps } from '../person-ports';
import type { QueuedRequest } from '../person-requests';
import type { Outcome } from '../ports';
import { isStorable } from './check-value';
import { findPerson } from './find-person';
import { DONE, NOTHING_TO_DO, refused } from './outcomes';
import { mailLink } from './mail-link';

type AddressRequest = Extract<QueuedRequest, { readonly kind: 'new-address' }>;

const HOUR = 3600_000;
export const ADDRESS_LINK_LIFE = 24 * HOUR;
/** Vtiger's column; it cuts silently what is longer (fact 42). */
const LONGEST = 100;

/** What waits for the new address to confirm; both requests can name it. */
export function addressParcel(link: {
  readonly record: string;
  readonly fingerprint: string;
  readonly request8: string;
}): string {
  return `address.${link.record}.${link.fingerprint}.${link.request8}`;
}

/**
 * Mails a link to the new address; nothing is written before it is pressed, so that nobody moves a person's mail to a
 * mailbox that is not theirs. Who asks is counted as well as who is mailed: the page is no means to mail strangers.
 */
export async function askNewAddress(deps: PersonDeps, request: AddressRequest): Promise<Outcome> {
  const { record, requestId, round8 } = request;
  const typed = await deps.parcels.find(requestId);
  if (typed === null) return refused('nothing_typed');
  const address = addressIn(typed['email'] ?? '');
  if (address === null) return refused('invalid_address');
  const found = await findPerson(deps, request);
  if (found.kind === 'gone') return refused('address_changed');
  if (found.kind === 'shared') return refused('shared_mailbox');
  if (address === found.address) return NOTHING_TO_DO;
  const asked = await deps.ceilings.daily(`new-address.${request.fingerprint}`, requestId);
  if (asked > 0) return refused('asked_too_often');
  const fingerprint = deps.seals.fingerprint(address);
  const request8 = requestId.slice(-8);
  const waiting = {
    email: address,
    was: request.fingerprint,
    ...(round8 === undefined ? {} : { round8 }),
  };
  await deps.parcels.put(addressParcel({ record, fingerprint, request8 }), waiting, ADDRESS_LINK_LIFE + HOUR);
  return mailCheck(deps, request, { address, fingerprint, language: found.view.record.language });
}

/** In normal form; `null` for one that cannot be mailed or stored. */
export function addressIn(typed: string): string | null {
  const address = normalizeAddress(typed);
  return address !== null && address.length <= LONGEST && isStorable(address) ? address : null;
}

async function mailCheck(
  deps: PersonDeps,
  request: AddressRequest,
  goal: { readonly address: string; readonly fingerprint: string; readonly language: string },
): Promise<Outcome> {
  const { record, requestId } = request;
  const { address, fingerprint } = goal;
  const sent = await mailLink(deps, {
    kind: 'address-check',
    record,
    address,
    fingerprint,
    language: languageOf(goal.language || request.language, deps.settings.policy),
    requestId,
    round8: requestId.slice(-8),
    life: ADDRESS_LINK_LIFE,
    ceiling: `new-address.${fingerprint}`,
  });
  return sent === 'refused' ? refused('address_refused') : DONE;
}
