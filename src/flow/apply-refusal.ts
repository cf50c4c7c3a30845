import { normalizeAddress } from '../consent/address';
import type { ConsentEvent } from '../consent/event';
import { type ConsentRecord, MODULES } from '../consent/record';
import { widerRefusal } from '../consent/topics';
import type { FlowDeps } from './deps';
import type { Outcome } from './ports';
import { settleAddress } from './settle-address';
import { beginFullPass } from './sweep-changed';

/** Somebody refuses, by what proves their address: a link, a mail, a complaint. */
export interface Refusal {
  readonly fingerprint: string;
  /** Records that the caller found beside those of the fingerprint; of another address too. */
  readonly known: readonly ConsentRecord[];
  /** They are all that carry the address: the caller had the address itself. No full pass is begun to find more. */
  readonly complete?: boolean;
  /** Default true: where nobody carries the address, the refusal waits for it. */
  readonly waits?: boolean;
  /** Reach records that carried the address before they moved: the person is the same. A complaint is about a mailbox. */
  readonly alsoMoved: boolean;
  readonly eventOn: (record: string) => ConsentEvent;
  /** Named by the event while nobody carries the address; '' where none is known. */
  readonly named: string;
  readonly report?: (outcome: Outcome) => Promise<void>;
}

/**
 * A refusal reaches every record of the fingerprint, and those the caller names at their present address (interfaces:
 * Tokens). Where nobody carries the address it waits for one.
 */
export async function applyRefusal(deps: FlowDeps, refusal: Refusal): Promise<Outcome> {
  const { fingerprint, report, waits = true } = refusal;
  const groups = await groupsOf(deps, refusal);
  if (waits && !groups.has(fingerprint)) await keepPending(deps, refusal);
  const named = groups.get(fingerprint);
  const others = [...groups].filter(([group]) => group !== fingerprint).map(([, record]) => record);
  const [first, ...rest] = [...(named === undefined ? [] : [named]), ...others];
  const settle = (seen: ConsentRecord, told: boolean) =>
    settleAddress(deps, {
      record: seen.id,
      seen,
      event: refusal.eventOn(seen.id),
      ...(told && report !== undefined ? { report } : {}),
    });
  const told = first === undefined ? null : await settle(first, true);
  for (const record of rest) await settle(record, false);
  if (told !== null && told.state !== 'rejected') return told;
  const thanks = { state: 'applied' as const };
  await report?.(thanks);
  return thanks;
}

/** One record for each address: all others of it are settled with it. */
async function groupsOf(
  deps: FlowDeps,
  { fingerprint, known, alsoMoved }: Refusal,
): Promise<Map<string, ConsentRecord>> {
  const carriers = await deps.crm.findByFingerprint(fingerprint);
  const groups = new Map<string, ConsentRecord>();
  for (const record of [...known, ...carriers]) {
    const group = fingerprintOf(deps, record) ?? record.id;
    if (!groups.has(group) && (alsoMoved || group === fingerprint)) groups.set(group, record);
  }
  return groups;
}

/**
 * Nobody carries the address: it waits until a full pass has compared every record (interfaces: Tokens). One refusal
 * waits for each address: a complaint, else that of everything, else that of all topics named so far.
 */
async function keepPending(
  deps: FlowDeps,
  { fingerprint, named, eventOn, complete = false }: Refusal,
): Promise<void> {
  const event = eventOn(named);
  const earlier = await deps.pending.find(fingerprint);
  const barred = earlier?.name === 'ComplaintReceived';
  const wider = earlier === null ? event : barred ? earlier : widerRefusal(event, earlier);
  await deps.pending.add(fingerprint, wider);
  if (!complete) for (const module of MODULES) await beginFullPass(deps, module);
}

export function fingerprintOf(deps: Pick<FlowDeps, 'seals'>, record: ConsentRecord): string | null {
  const address = normalizeAddress(record.email);
  return address === null ? null : deps.seals.fingerprint(address);
}
