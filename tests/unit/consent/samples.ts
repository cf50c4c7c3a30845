import { BLANK_STATE, type AddressState } from '../../../src/consent/state';
import type { ConsentEvent, EventName } from '../../../src/consent/event';
import type { Decision, DecisionContext, UndoEntry } from '../../../src/consent/decision';
import type { AssessContext } from '../../../src/consent/assess';
import type { Member } from '../../../src/consent/converge';
import { desiredFields } from '../../../src/consent/converge';
import { judge } from '../../../src/consent/judge';
import type { SealReading } from '../../../src/consent/judgement';
import type { Policy } from '../../../src/consent/policy';
import type { ConsentRecord } from '../../../src/consent/record';
import { sealFactsOf } from '../../../src/consent/seal';
import type { StatusOrNone } from '../../../src/consent/status';

/** A fixed moment; no test reads a clock. */
export const NOW = Date.UTC(2026, 10, 23, 10, 0, 0);
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const FP = 'abcdefghijklmnopqrstuv';
export const ROUND = '0198f000-0000-7000-8000-00000000aaaa';
export const ROUND8 = '0000aaaa';
export const NEW_ROUND = '0198f000-0000-7000-8000-00000000bbbb';

export const POLICY: Policy = {
  remindAfter: 3 * DAY,
  expireAfter: 14 * DAY,
  reinviteAfter: 180 * DAY,
  maxReminders: { nl: 1, en: 1, de: 0, fr: 1 },
  emailOptoutStatuses: ['Optout', 'Unsubscribed', 'Bounced', 'Blacklisted'],
  defaultLanguage: 'nl',
};

/** Who sends each event in the normal course. */
const ACTORS: Readonly<Record<EventName, ConsentEvent['actor']['type']>> = {
  OptInRequested: 'contact',
  InvitationRequested: 'staff',
  InvitationSent: 'system',
  ReminderSent: 'system',
  InvitationExpired: 'system',
  ConsentConfirmed: 'contact',
  ConsentSubscribed: 'contact',
  ConsentRecorded: 'staff',
  ConsentRefused: 'contact',
  ConsentWithdrawn: 'contact',
  WithdrawalUndone: 'contact',
  AddressBounced: 'system',
  ComplaintReceived: 'system',
  AddressBlacklisted: 'staff',
  AddressChanged: 'staff',
  BlacklistLifted: 'staff',
};

/** An event as it comes in the normal course: complete, now, of the present round. */
export function eventOf(name: EventName, extra: Partial<ConsentEvent> = {}): ConsentEvent {
  const staff = ACTORS[name] === 'staff';
  return {
    id: `0198f000-0000-7000-8000-${name.length.toString().padStart(12, '0')}`,
    name,
    record: '12x1',
    occurredAt: NOW,
    actor: { type: ACTORS[name] },
    channel: ACTORS[name] === 'contact' ? 'link' : staff ? 'crm' : 'system',
    ...(name === 'InvitationRequested' ? { reason: 'met at the fair' } : {}),
    ...(name === 'BlacklistLifted' ? { reason: 'entered by mistake' } : {}),
    ...(name === 'ConsentRecorded'
      ? { basis: 'consent' as const, source: 'paper form', shown: { text: 'Yes, mail me.' } }
      : {}),
    ...(['InvitationSent', 'ReminderSent', 'InvitationExpired'].includes(name) ? { round8: ROUND8 } : {}),
    ...extra,
  };
}

/** A state as the bridge itself would have left it, a year of nothing behind it. */
export function stateOf(status: StatusOrNone, extra: Partial<AddressState> = {}): AddressState {
  if (status === 'none') return { ...BLANK_STATE, ...extra };
  const invited = ['Invited', 'Reminded', 'Expired'].includes(status);
  const mailable = status === 'Confirmed' || status === 'Subscribed';
  const flagged = ['Optout', 'Unsubscribed', 'Bounced', 'Blacklisted'].includes(status);
  return {
    ...BLANK_STATE,
    status,
    changedOn: NOW - 200 * DAY,
    round: ROUND,
    invitedOn: invited ? NOW - 201 * DAY : null,
    remindedOn: status === 'Reminded' ? NOW - 200 * DAY : null,
    emailOptout: flagged ? true : mailable ? false : 'keep',
    agreed: mailable
      ? { basis: 'consent', consentDate: NOW - 200 * DAY, text: 'Yes.', source: 'shop' }
      : BLANK_STATE.agreed,
    ...extra,
  };
}

export function contextOf(extra: Partial<DecisionContext> = {}): DecisionContext {
  return { policy: POLICY, now: NOW, roundOf: () => NEW_ROUND, ...extra };
}

export function undoOf(before: AddressState): { undo: UndoEntry; undoes: string } {
  return { undo: { eventId: '0198f000-0000-7000-8000-00000000cccc', before }, undoes: '0000cccc' };
}

/** The state after a decision: its own, or the one before where nothing changed. */
export function after(decision: Decision, before: AddressState): AddressState {
  return decision.kind === 'changed' ? decision.state : before;
}

export function recordOf(extra: Partial<ConsentRecord> = {}): ConsentRecord {
  return {
    id: '12x1',
    module: 'Contacts',
    email: 'jan@example.com',
    createdTime: NOW - 100 * DAY,
    modifiedTime: NOW - MINUTE,
    origin: 'CRM',
    convertedFromLead: false,
    status: '',
    newsletterOptin: false,
    emailOptout: false,
    basis: '',
    consentDate: null,
    invitedOn: null,
    remindedOn: null,
    changedOn: null,
    text: '',
    source: '',
    language: '',
    topics: [],
    round: '',
    addressFp: '',
    seal: '',
    ...extra,
  };
}

/** A record as the bridge wrote it for a state. */
export function writtenRecord(
  state: AddressState,
  extra: Partial<ConsentRecord> = {},
  fingerprint = FP,
): ConsentRecord {
  const blank = recordOf(extra);
  return { ...blank, ...desiredFields(state, blank, fingerprint), seal: 'sealed' };
}

export interface Seen {
  readonly record: ConsentRecord;
  readonly seal?: SealReading;
  readonly fingerprint?: string;
}

export function memberOf({ record, seal = { kind: 'none' }, fingerprint = FP }: Seen): Member {
  const judgement = judge({ record, seal, fingerprint }, NOW);
  return { record, judgement, sealed: seal.kind === 'valid' ? seal.facts : null };
}

/** A record that the bridge wrote, its seal read as valid; `edits` are what somebody changed since. */
export function sealedMember(
  state: AddressState,
  edits: Partial<ConsentRecord> = {},
  fingerprint = FP,
): Member {
  const record = writtenRecord(state, { ...(edits.id === undefined ? {} : { id: edits.id }) });
  const facts = sealFactsOf(state, record.emailOptout);
  return memberOf({
    record: { ...record, ...edits },
    seal: { kind: 'valid', facts, agreed: state.agreed },
    fingerprint,
  });
}

export function assessContext(extra: Partial<AssessContext> = {}): AssessContext {
  return {
    ...contextOf(),
    fingerprint: FP,
    addressFault: null,
    idOf: (found) => `found-${found.record}-${found.name}`,
    ...extra,
  };
}
