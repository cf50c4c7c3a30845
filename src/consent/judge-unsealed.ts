import { basisOf, byStaff, invitedByHand, recordedByHand, refusalByHand } from './found';
import type { FoundEvent, Judgement } from './judgement';
import type { ConsentRecord } from './record';
import { BLANK_STATE } from './state';
import { isMailable, parseStatus, type StatusOrNone } from './status';

const WEBFORM_WINDOW = 7 * 24 * 3600_000;

/** A record that the bridge never wrote: first start, import, a new record, a converted Lead without its fields. */
export function judgeUnsealed(record: ConsentRecord, now: number): Judgement {
  const status = parseStatus(record.status);
  const refusals = foundRefusals(record, status, now);
  const mailable = status !== null && isMailable(status);
  const proven = provenOn(record, now);
  if (mailable && proven === null && refusals.length === 0) {
    return {
      base: baseOf(record),
      found: [],
      putBack: [],
      held: 'legacy_without_proof',
      drift: false,
    };
  }
  const found = [
    ...refusals,
    ...(mailable && proven !== null ? [recordedByHand(record, proven, now)] : []),
    ...(mailable ? [] : foundAsking(record, status, now)),
  ];
  const strange = status === null || (status !== 'none' && found.length === 0);
  return {
    base: baseOf(record),
    found,
    putBack: strange ? [`the status "${record.status}" is given by the bridge only`] : [],
    held: null,
    drift: false,
  };
}

/** Consent date, text and source that stand on the record are kept: the date of consent is never cleared. */
function baseOf(record: ConsentRecord): Judgement['base'] {
  const agreed = {
    basis: basisOf(record.basis) ?? ('' as const),
    consentDate: record.consentDate,
    text: record.text,
    source: record.source,
  };
  return { ...BLANK_STATE, agreed, language: record.language, topics: record.topics ?? [] };
}

/** The form may have asked which topics. */
function chosenOnForm({ topics }: ConsentRecord): Pick<FoundEvent, 'topics' | 'offered'> {
  return topics === null || topics.length === 0 ? {} : { topics, offered: topics };
}

/** The date of consent where text and source stand beside it; `null` where it is no proof. */
function provenOn({ text, source, consentDate }: ConsentRecord, now: number): number | null {
  const named = text.trim() !== '' && source.trim() !== '';
  return named && consentDate !== null && consentDate <= now ? consentDate : null;
}

/** Refusals are adopted from any record, with the date that stands beside them. */
function foundRefusals(record: ConsentRecord, status: StatusOrNone | null, now: number): FoundEvent[] {
  const name = refusalByHand(status);
  const dated = record.changedOn !== null && record.changedOn <= now ? { occurredAt: record.changedOn } : {};
  const byStatus = name === undefined ? [] : [byStaff(name, record, { now, ...dated })];
  const byFlag =
    record.emailOptout && name === undefined
      ? [byStaff('ConsentRefused', record, { now, reason: 'emailoptout was set' })]
      : [];
  return [...byStatus, ...byFlag];
}

/**
 * A tick is the person's when Vtiger's webform made the record at most 7 days ago; else it is staff's.
 */
function foundAsking(record: ConsentRecord, status: StatusOrNone | null, now: number): FoundEvent[] {
  const { createdTime, origin } = record;
  const fresh = createdTime !== null && now - createdTime <= WEBFORM_WINDOW;
  if (record.newsletterOptin && status === 'none' && origin === 'WEBFORM' && fresh) {
    return [
      byStaff('OptInRequested', record, {
        now,
        actor: { type: 'contact' },
        channel: 'webform',
        occurredAt: Math.min(createdTime, now),
        source: record.source || 'Vtiger webform',
        ...(record.text.trim() === '' ? {} : { shown: { text: record.text } }),
        ...chosenOnForm(record),
      }),
    ];
  }
  const asked = status === 'Optin' || (record.newsletterOptin && status === 'none');
  return asked ? [invitedByHand(record, now)] : [];
}
