import { type Basis, BASES, type EventName } from './event';
import type { FoundEvent } from './judgement';
import type { ConsentRecord } from './record';
import type { StatusOrNone } from './status';

/** Statuses that staff may set by hand as a refusal, and the event each stands for. */
const REFUSED_BY_HAND: Partial<Record<StatusOrNone, EventName>> = {
  Optout: 'ConsentRefused',
  Unsubscribed: 'ConsentWithdrawn',
  Blacklisted: 'AddressBlacklisted',
};

/** The event that a refusal status set by hand stands for. */
export function refusalByHand(status: StatusOrNone | null): EventName | undefined {
  return status === null ? undefined : REFUSED_BY_HAND[status];
}

/** An event by staff, dated by `modifiedtime`. */
export function byStaff(
  name: EventName,
  record: ConsentRecord,
  extra: Partial<FoundEvent> & { now: number },
): FoundEvent {
  const { now, ...rest } = extra;
  return {
    name,
    record: record.id,
    occurredAt: Math.min(record.modifiedTime ?? now, now),
    actor: { type: 'staff' },
    channel: record.origin === 'IMPORT' ? 'import' : 'crm',
    found: true,
    ...rest,
  };
}

/** InvitationRequested by staff; its ground is `consent_source`. */
export function invitedByHand(record: ConsentRecord, now: number): FoundEvent {
  return byStaff('InvitationRequested', record, { now, reason: record.source });
}

/** ConsentRecorded from what stands on the record, given on the proof's date. */
export function recordedByHand(record: ConsentRecord, provenOn: number, now: number): FoundEvent {
  return byStaff('ConsentRecorded', record, {
    now,
    occurredAt: provenOn,
    basis: basisOf(record.basis) ?? 'consent',
    source: record.source,
    shown: { text: record.text },
  });
}

export function basisOf(value: string): Basis | undefined {
  return BASES.find((basis) => basis === value);
}
