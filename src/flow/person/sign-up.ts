import type { ConsentEvent } from '../../consent/event';
import type { PersonDeps } from '../person-ports';
import type { QueuedRequest } from '../person-requests';
import { settleAddress } from '../settle-address';
import type { Lease } from '../store-ports';
import { addressIn } from './change-address';
import { holdAddress } from './hold-address';
import { findCarriers, firstOf } from './find-typed';

type SignUpRequest = Extract<QueuedRequest, { readonly kind: 'sign-up' }>;
type Typed = Readonly<Record<string, string>>;

/**
 * A sign-up on the hosted page: OptInRequested on the records of the address, or on a new Lead. Names on records that
 * exist are never touched: anybody may have filled in the form. What comes of it is told by mail alone.
 */
export async function signUp(deps: PersonDeps, request: SignUpRequest): Promise<void> {
  const typed = await deps.parcels.find(request.requestId);
  const address = addressIn(typed?.['email'] ?? '');
  if (typed === null || address === null) {
    deps.log.warn('a sign-up cannot be read', { request: request.requestId });
    return;
  }
  const fingerprint = deps.seals.fingerprint(address);
  if ((await deps.ceilings.daily(`sign-up.${fingerprint}`, request.requestId)) > 0) {
    deps.tally.held('sign_up_ceiling');
    return;
  }
  const known = await deps.people.topics();
  await holdAddress(deps, fingerprint, async (held, lease) => {
    const record =
      (await recordOf(held, address, typed)) ?? (await createLead(held, lease, { typed, address }));
    await settleAddress(held, { record, event: eventOf(request, record, known) });
  });
  await deps.network.drop(request.requestId);
}

/** Looked up on every try: a creation without an answer may have landed (domain: "In doubt"). */
async function recordOf(deps: PersonDeps, address: string, { email = '' }: Typed): Promise<string | null> {
  return firstOf(await findCarriers(deps, address, email))?.id ?? null;
}

async function createLead(
  { people }: PersonDeps,
  lease: Lease,
  { typed, address }: { readonly typed: Typed; readonly address: string },
): Promise<string> {
  await lease.extend();
  const firstname = cleanName(typed['firstname'], 40);
  // Vtiger takes no Lead without a last name (fact 41).
  const lastname = cleanName(typed['lastname'], 80) || '-';
  return people.createLead({ ...(firstname === '' ? {} : { firstname }), lastname, email: address });
}

/**
 * What Vtiger would lose or alter is left out (facts 42, 56, 57), and so is what a spreadsheet takes for a formula: a
 * stranger's text will be exported by staff.
 */
function cleanName(typed = '', most: number): string {
  return typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\u{10000}-\u{10ffff}<>;]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s=+@-]+/, '')
    .slice(0, most)
    .trim();
}

function eventOf(request: SignUpRequest, record: string, known: readonly string[]): ConsentEvent {
  const { requestId, occurredAt, shown, language, source, topics } = request;
  return {
    id: requestId,
    name: 'OptInRequested',
    record,
    occurredAt,
    actor: { type: 'contact' },
    channel: 'form',
    source,
    shown: { ...shown, language },
    ...(topics.length === 0 ? {} : { topics, offered: known }),
  };
}
