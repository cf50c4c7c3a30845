import type { ConsentEvent } from '../../consent/event';
import type { ConsentRecord } from '../../consent/record';
import { isMailable, isWaiting, parseStatus } from '../../consent/status';
import { Failure } from '../failure';
import type { PersonDeps } from '../person-ports';
import type { QueuedRequest } from '../person-requests';
import type { Outcome } from '../ports';
import { settleAddress } from '../settle-address';
import type { Lease } from '../store-ports';
import { addressOf } from '../with-address';
import { addressParcel } from './change-address';
import { findPerson } from './find-person';
import { holdAddress } from './hold-address';
import { noteChange } from './note-change';
import { DONE, NOTHING_TO_DO, refused } from './outcomes';

type ConfirmRequest = Extract<QueuedRequest, { readonly kind: 'address-confirmed' }>;

const DAY = 24 * 3600_000;

/** One change of address, from the parcel that waited for it. */
interface Move {
  readonly request: ConfirmRequest;
  readonly parcel: string;
  readonly email: string;
  /** Fingerprint of the old address. */
  readonly was: string;
  /** Records to move, with what they were at first: asked or mailed, or not. */
  readonly records: ReadonlyMap<string, 'asking' | 'quiet'>;
}

/**
 * The new address was confirmed from its own mailbox: the person's records get it, each followed by AddressChanged by
 * the person. The new address is locked throughout, or a sweep could take the change for one by staff.
 */
export async function confirmAddress(deps: PersonDeps, request: ConfirmRequest): Promise<Outcome> {
  const parcel = addressParcel(request);
  const waiting = await deps.parcels.find(parcel);
  if (waiting === null) return alreadyMoved(deps, request);
  const { email = '', was = '', round8 } = waiting;
  if (deps.seals.fingerprint(email) !== request.fingerprint) return refused('link_used');
  const link = { record: request.record, fingerprint: was, ...(round8 === undefined ? {} : { round8 }) };
  return holdAddress(deps, request.fingerprint, async (held, lease) => {
    const records = (await recordsLaidDown(held, parcel)) ?? (await layDownRecords(held, parcel, link));
    if (!(records instanceof Map)) return records;
    const move = { request, parcel, email, was, records };
    return moveAll(held, lease, move);
  });
}

async function moveAll(deps: PersonDeps, lease: Lease, move: Move): Promise<Outcome> {
  try {
    for (const record of move.records.keys()) await moveRecord(deps, lease, { move, record });
    return DONE;
  } catch (error) {
    // For instance Vtiger's own prevention of duplicates (fact 44): another try would fail alike.
    if (error instanceof Failure && error.stage === 'crm' && !error.retryable) return refused('not_stored');
    throw error;
  }
}

/** The button was pressed twice, or the work is done and its job runs again. */
async function alreadyMoved(deps: PersonDeps, { record, fingerprint }: ConfirmRequest): Promise<Outcome> {
  const now = await deps.crm.retrieve(record);
  const moved = now !== null && addressOf(deps, now).fingerprint === fingerprint;
  return moved ? NOTHING_TO_DO : refused('link_used');
}

/**
 * Laid down before the first write: afterwards nobody could tell any more which records were the person's, and what
 * they were.
 */
async function layDownRecords(
  deps: PersonDeps,
  parcel: string,
  link: Parameters<typeof findPerson>[1],
): Promise<Map<string, 'asking' | 'quiet'> | Outcome> {
  const found = await findPerson(deps, link);
  if (found.kind === 'gone') return refused('address_changed');
  if (found.kind === 'shared') return refused('shared_mailbox');
  const own = new Set(found.records.map(({ id }) => id));
  const members = found.view.members.map(({ record }) => record).filter(({ id }) => own.has(id));
  const records = new Map(members.map((record) => [record.id, isAsked(record)]));
  await deps.parcels.put(`${parcel}.plan`, Object.fromEntries(records), DAY);
  return records;
}

async function recordsLaidDown(
  { parcels }: PersonDeps,
  parcel: string,
): Promise<Map<string, 'asking' | 'quiet'> | null> {
  const laidDown = await parcels.find(`${parcel}.plan`);
  if (laidDown === null) return null;
  return new Map(
    Object.entries(laidDown).map(([id, state]) => [id, state === 'asking' ? 'asking' : 'quiet']),
  );
}

/** What AddressChanged by the person asks anew at the new address (the table's row). */
function isAsked({ status }: ConsentRecord): 'asking' | 'quiet' {
  const known = parseStatus(status) ?? 'none';
  return isWaiting(known) || isMailable(known) || known === 'Bounced' ? 'asking' : 'quiet';
}

async function moveRecord(
  deps: PersonDeps,
  lease: Lease,
  { move, record: id }: { readonly move: Move; readonly record: string },
): Promise<void> {
  const { request, email, was, parcel } = move;
  const record = await deps.crm.retrieve(id);
  const at = record === null ? null : addressOf(deps, record).fingerprint;
  // Somebody else gave it another address in the meantime: theirs stands.
  if (record === null || (at !== was && at !== request.fingerprint)) return;
  await lease.extend();
  if (at === was) await deps.people.change(id, { email });
  const event = moved(deps, move, id);
  const settled = await settleAddress(deps, { record: id, event });
  // A sweep came between a crash and this: it took the change for one by staff, who may not carry the wish over.
  if (settled.status === 'none' && move.records.get(id) === 'asking')
    await settleAddress(deps, {
      record: id,
      event: { ...event, id: `${event.id}a`, name: 'OptInRequested' },
    });
  await noteChange(deps, {
    record: id,
    requestId: parcel.slice(-8),
    labels: ['e-mail address'],
    occurredAt: request.occurredAt,
  });
}

/** One per record, the same for whoever presses the button again: an event is remembered per address. */
function moved({ seals }: PersonDeps, { request, parcel }: Move, record: string): ConsentEvent {
  return {
    id: seals.derivedId('address', parcel, record),
    name: 'AddressChanged',
    record,
    occurredAt: request.occurredAt,
    actor: { type: 'contact' },
    channel: 'link',
    source: 'consent page',
  };
}
