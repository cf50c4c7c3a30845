import type { Judgement } from './judgement';
import { newsletterBox } from './policy';
import type { ConsentFields, ConsentRecord } from './record';
import { sealFactsOf, type SealFacts, textForHash } from './seal';
import type { AddressState, AgreedText } from './state';
import { sameTopics } from './topics';

/** What a record must carry for a state, without its seal. */
export type DesiredFields = Omit<ConsentFields, 'seal'>;

/** One record with what it was judged to be. */
export interface Member {
  readonly record: ConsentRecord;
  readonly judgement: Judgement;
  /** What its valid seal says; `null` without one. */
  readonly sealed: SealFacts | null;
}

/** The fields of a record in a state. A language that stands on the record is left alone: it is the record's. */
export function desiredFields(
  state: AddressState,
  record: ConsentRecord,
  fingerprint: string,
): DesiredFields {
  return {
    status: state.status === 'none' ? '' : state.status,
    newsletterOptin: newsletterBox(state.status),
    emailOptout: state.emailOptout === 'keep' ? record.emailOptout : state.emailOptout,
    basis: state.agreed.basis,
    consentDate: state.agreed.consentDate,
    invitedOn: state.invitedOn,
    remindedOn: state.remindedOn,
    changedOn: state.changedOn,
    text: state.agreed.text,
    source: state.agreed.source,
    language: record.language || state.language,
    topics: record.topics === null ? null : state.topics,
    round: state.round,
    addressFp: fingerprint,
  };
}

/**
 * What a record goes on carrying where its address has agreed to nothing: the date of consent is never cleared, and it
 * is worth nothing without its text.
 */
export function keepAgreed(address: AgreedText, own: AgreedText): AgreedText {
  if (address.consentDate !== null || own.consentDate === null) return address;
  return {
    basis: address.basis || own.basis,
    consentDate: own.consentDate,
    text: address.text || own.text,
    source: address.source || own.source,
  };
}

/**
 * Whether a record must be written to carry the desired fields. A record that the bridge never wrote and that holds
 * no sign of consent is left untouched: not every contact of a CRM needs a seal. A date without a status is a topic
 * switched off by somebody who was never asked.
 */
export function needsWrite(member: Member, desired: DesiredFields, state: AddressState): boolean {
  const { record, sealed } = member;
  if (sealed === null) {
    const untouched = record.seal === '' && record.status === '' && !record.newsletterOptin;
    return !(untouched && state.status === 'none' && state.changedOn === null);
  }
  return (
    changedFields(record, desired).length > 0 || !sameSeal(sealed, sealFactsOf(state, desired.emailOptout))
  );
}

/** The names of the fields that differ; texts are compared without regard to line ends, topics to their order. */
export function changedFields(record: ConsentRecord, desired: DesiredFields): (keyof DesiredFields)[] {
  const names = Object.keys(desired) as (keyof DesiredFields)[];
  return names.filter((name) => !isSame(name, record, desired));
}

function isSame(name: keyof DesiredFields, record: ConsentRecord, desired: DesiredFields): boolean {
  if (name === 'text') return textForHash(record.text) === textForHash(desired.text);
  return name === 'topics' ? sameTopics(record.topics, desired.topics) : record[name] === desired[name];
}

function sameSeal(a: SealFacts, b: SealFacts): boolean {
  return (Object.keys(a) as (keyof SealFacts)[]).every((name) => a[name] === b[name]);
}
