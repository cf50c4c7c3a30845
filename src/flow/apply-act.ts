import { normalizeAddress } from '../consent/address';
import type { ConsentEvent } from '../consent/event';
import { type ConsentRecord, MODULES } from '../consent/record';
import { widerRefusal } from '../consent/topics';
import type { FlowDeps } from './deps';
import { outcomeOf } from './outcome-of';
import type { Outcome, PersonAct } from './ports';
import { settleAddress } from './settle-address';
import { beginFullPass } from './sweep-changed';

/** An act as it lies in the queue: its id was fixed at the door; IP and user agent lie elsewhere. */
export type QueuedAct = Omit<PersonAct, 'network'> & { readonly eventId: string };

const REFUSALS: readonly string[] = ['ConsentRefused', 'ConsentWithdrawn'];

/**
 * Applies an act of a person. Consent counts for the record of the link alone while its address is still the link's;
 * a refusal reaches every record of the fingerprint and the link's record at its present address (interfaces: Tokens).
 */
export async function applyAct(deps: FlowDeps, act: QueuedAct): Promise<Outcome> {
  const outcome = REFUSALS.includes(act.event)
    ? await applyRefusal(deps, act)
    : await applyConsent(deps, act);
  if (outcome.state === 'rejected') deps.log.info('act rejected', { event: act.event, code: outcome.code });
  return outcome;
}

async function applyConsent(deps: FlowDeps, act: QueuedAct): Promise<Outcome> {
  const own = await deps.crm.retrieve(act.record);
  const carriers = own === null ? await deps.crm.findByFingerprint(act.fingerprint) : [own];
  const record = carriers.find((each) => fingerprintOf(deps, each) === act.fingerprint);
  if (record === undefined) {
    const code = carriers.length === 0 ? ('record_not_found' as const) : ('address_changed' as const);
    const outcome = outcomeOf({ kind: 'rejected', code }, null);
    deps.tally.event(act.event, 'rejected', code);
    await deps.outcomes.put('act', act.eventId, outcome);
    return outcome;
  }
  return settleAct(deps, act, record);
}

async function applyRefusal(deps: FlowDeps, act: QueuedAct): Promise<Outcome> {
  const own = await deps.crm.retrieve(act.record);
  const carriers = await deps.crm.findByFingerprint(act.fingerprint);
  const groups = new Map<string, ConsentRecord>();
  for (const record of [...(own === null ? [] : [own]), ...carriers]) {
    const group = fingerprintOf(deps, record) ?? record.id;
    if (!groups.has(group)) groups.set(group, record);
  }
  if (!groups.has(act.fingerprint)) await keepPending(deps, act);
  const named = groups.get(act.fingerprint);
  const others = [...groups].filter(([group]) => group !== act.fingerprint).map(([, record]) => record);
  const [first, ...rest] = [...(named === undefined ? [] : [named]), ...others];
  const told = first === undefined ? null : await settleAct(deps, act, first);
  for (const record of rest) await settleAct(deps, act, record, 'silent');
  if (told !== null && told.state !== 'rejected') return told;
  const thanks = { state: 'applied' as const };
  await deps.outcomes.put('act', act.eventId, thanks);
  return thanks;
}

/**
 * Nobody carries the address: it waits until a full pass has compared every record (interfaces: Tokens). One refusal
 * waits for each address: that of everything, else that of all topics named so far.
 */
async function keepPending(deps: FlowDeps, act: QueuedAct): Promise<void> {
  const event = eventOf(act, act.record);
  const earlier = await deps.pending.find(act.fingerprint);
  const wider = earlier === null ? event : widerRefusal(event, earlier);
  await deps.pending.add(act.fingerprint, wider);
  for (const module of MODULES) await beginFullPass(deps, module);
}

async function settleAct(
  deps: FlowDeps,
  act: QueuedAct,
  seen: ConsentRecord,
  telling: 'told' | 'silent' = 'told',
): Promise<Outcome> {
  const report = (outcome: Outcome) => deps.outcomes.put('act', act.eventId, outcome);
  return settleAddress(deps, {
    record: seen.id,
    seen,
    event: eventOf(act, seen.id),
    ...(telling === 'told' ? { report } : {}),
    ...(act.undoes === undefined ? {} : { undoes: act.undoes }),
  });
}

function fingerprintOf(deps: Pick<FlowDeps, 'seals'>, record: ConsentRecord): string | null {
  const address = normalizeAddress(record.email);
  return address === null ? null : deps.seals.fingerprint(address);
}

function eventOf(act: QueuedAct, record: string): ConsentEvent {
  return {
    id: act.eventId,
    name: act.event,
    record,
    occurredAt: act.occurredAt,
    actor: { type: 'contact' },
    channel: act.channel,
    source: 'consent page',
    ...(act.round8 === undefined ? {} : { round8: act.round8 }),
    ...(act.notMe === undefined ? {} : { notMe: act.notMe }),
    ...(act.shown === undefined ? {} : { shown: act.shown }),
    ...(act.topics === undefined ? {} : { topics: act.topics }),
    ...(act.offered === undefined ? {} : { offered: act.offered }),
  };
}
