import { normalizeAddress } from '../consent/address';
import type { Member } from '../consent/converge';
import type { ConsentRecord } from '../consent/record';
import type { FlowDeps } from './deps';
import { Failure } from './failure';
import { seeRecord } from './read-seal';
import type { Lease } from './store-ports';

/** All records of one address, read while its lock is held. */
export interface AddressView {
  /** The record that was asked for. */
  readonly record: ConsentRecord;
  /** Normal form; `null` where the record has none that could be mailed. */
  readonly address: string | null;
  readonly fault: 'no_address' | 'invalid_address' | null;
  /** '' without an address. */
  readonly fingerprint: string;
  /** What is locked: the fingerprint, or the record where it stands alone. */
  readonly key: string;
  readonly members: readonly Member[];
  /** Since when every record is known to be as it is here, epoch ms. */
  readonly readAt: number;
}

type ViewDeps = Pick<FlowDeps, 'crm' | 'seals' | 'clock' | 'lock' | 'settings' | 'tally'>;

const MOVES = 3;

/**
 * Runs `work` with the record's address locked and all its records freshly read. Answers `null` when the record does
 * not exist. A record that the caller has just read and judged names the address to lock; it is read again with the
 * others, and what was judged of it must still hold. A failure in doubt leaves the lock standing: nothing else is
 * written until the write has landed or not.
 *
 * @throws Failure `address_busy` (retryable) when others hold the address for long, or it moved under the caller.
 */
export async function withAddress<T>(
  deps: ViewDeps,
  asked: string | ConsentRecord,
  work: (view: AddressView, lease: Lease) => Promise<T>,
): Promise<T | null> {
  if (typeof asked !== 'string') {
    const done = await lockAndRun(deps, asked, work);
    if (done !== 'moved') return done.result;
    throw busy('The address of the record changed since it was judged; it is judged anew.');
  }
  for (let move = 0; move < MOVES; move += 1) {
    const record = await deps.crm.retrieve(asked);
    if (record === null) return null;
    const done = await lockAndRun(deps, record, work);
    if (done !== 'moved') return done.result;
  }
  throw busy('The address of the record changes faster than it can be read.');
}

async function lockAndRun<T>(
  deps: ViewDeps,
  seen: ConsentRecord,
  work: (view: AddressView, lease: Lease) => Promise<T>,
): Promise<{ result: T } | 'moved'> {
  return withLease(deps, addressOf(deps, seen).key, async (lease) => {
    const view = await readView(deps, seen);
    return view === null ? 'moved' : { result: await work(view, lease) };
  });
}

/**
 * Runs `work` with an address locked. A failure in doubt leaves the lock standing: nothing else is written until the
 * write has landed or not.
 *
 * @throws Failure `address_busy` (retryable) when others hold the address.
 */
export async function withLease<T>(
  deps: Pick<ViewDeps, 'lock' | 'settings' | 'tally'>,
  key: string,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const lease = await deps.lock.acquire(key);
  if (lease === null) throw busy('Other work on this address is under way.');
  let inDoubt = false;
  try {
    return await work(lease);
  } catch (error) {
    inDoubt = error instanceof Failure && error.inDoubt;
    if (!inDoubt) throw error;
    deps.tally.inDoubtWrite();
    await lease.extend();
    throw patient(error, deps.settings.inDoubtWait);
  } finally {
    if (inDoubt) lease.leave();
    else await lease.release();
  }
}

/** Nothing can be done for the address before the write has landed or not: another try waits for that. */
function patient(error: unknown, wait: number): unknown {
  if (!(error instanceof Failure)) return error;
  const { code, stage, retryable, inDoubt } = error;
  const retryAfter = Math.max(error.retryAfter ?? 0, wait);
  return new Failure(error.message, { code, stage, retryable, inDoubt, retryAfter, cause: error });
}

/** `null` when the record's address is no longer the one that was locked. */
export async function readView(deps: ViewDeps, seen: ConsentRecord): Promise<AddressView | null> {
  const { address, fingerprint, key, fault } = addressOf(deps, seen);
  const readAt = deps.clock.now();
  const found = address === null ? [] : await deps.crm.findByAddress(address, [seen.email]);
  const same = found.filter((each) => normalizeAddress(each.email) === address);
  // A converted Lead is hidden from queries and read by id only (fact 36).
  const own = same.find((each) => each.id === seen.id) ?? (await deps.crm.retrieve(seen.id));
  if (own === null || addressOf(deps, own).key !== key) return null;
  const records = [own, ...same.filter((each) => each.id !== own.id)];
  const members = await Promise.all(records.map((each) => seeRecord(deps, each, fingerprint)));
  return { record: own, address, fault, fingerprint, key, members, readAt };
}

/** What a record's address is, and the key that it is locked and remembered by. */
export function addressOf(deps: Pick<ViewDeps, 'seals'>, record: ConsentRecord) {
  const address = normalizeAddress(record.email);
  if (address !== null) {
    const fingerprint = deps.seals.fingerprint(address);
    return { address, fingerprint, key: fingerprint, fault: null };
  }
  const fault = record.email.trim() === '' ? ('no_address' as const) : ('invalid_address' as const);
  return { address, fingerprint: '', key: `record.${record.id}`, fault };
}

export function busy(message: string): Failure {
  return new Failure(message, { code: 'address_busy', stage: 'store', retryable: true, retryAfter: 1000 });
}
