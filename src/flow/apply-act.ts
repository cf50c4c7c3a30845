import type { ConsentEvent } from '../consent/event';
import type { ConsentRecord } from '../consent/record';
import { applyRefusal, fingerprintOf } from './apply-refusal';
import type { FlowDeps } from './deps';
import { outcomeOf } from './outcome-of';
import type { Outcome, PersonAct } from './ports';
import { settleAddress } from './settle-address';

/** An act as it lies in the queue: its id was fixed at the door; IP and user agent lie elsewhere. */
export type QueuedAct = Omit<PersonAct, 'network'> & { readonly eventId: string };

const REFUSALS: readonly string[] = ['ConsentRefused', 'ConsentWithdrawn'];

/**
 * Applies an act of a person. Consent counts for the record of the link alone while its address is still the link's;
 * a refusal reaches every record of the fingerprint and the link's record at its present address (interfaces: Tokens).
 */
export async function applyAct(deps: FlowDeps, act: QueuedAct): Promise<Outcome> {
  const outcome = REFUSALS.includes(act.event) ? await refuse(deps, act) : await applyConsent(deps, act);
  await deps.network.drop(act.eventId);
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

async function refuse(deps: FlowDeps, act: QueuedAct): Promise<Outcome> {
  const own = await deps.crm.retrieve(act.record);
  return applyRefusal(deps, {
    fingerprint: act.fingerprint,
    known: own === null ? [] : [own],
    alsoMoved: true,
    eventOn: (record) => eventOf(act, record),
    named: act.record,
    report: (outcome) => deps.outcomes.put('act', act.eventId, outcome),
  });
}

async function settleAct(deps: FlowDeps, act: QueuedAct, seen: ConsentRecord): Promise<Outcome> {
  return settleAddress(deps, {
    record: seen.id,
    seen,
    event: eventOf(act, seen.id),
    report: (outcome) => deps.outcomes.put('act', act.eventId, outcome),
    ...(act.undoes === undefined ? {} : { undoes: act.undoes }),
  });
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
