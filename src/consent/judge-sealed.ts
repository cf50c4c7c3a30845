import { basisOf, byStaff, invitedByHand, recordedByHand, refusalByHand } from './found';
import type { FoundEvent, Judgement } from './judgement';
import { newsletterBox } from './policy';
import type { ConsentRecord } from './record';
import { type SealFacts, textForHash } from './seal';
import type { AddressState, AgreedText } from './state';
import { isMailable, parseStatus } from './status';

interface Sealed {
  readonly record: ConsentRecord;
  readonly fingerprint: string;
  readonly facts: SealFacts;
  readonly agreed: AgreedText;
  readonly now: number;
}

/** A record whose seal holds: what differs from it, somebody else wrote. */
export function judgeSealed(sealed: Sealed): Judgement {
  const { record, fingerprint, now } = sealed;
  const moved = fingerprint !== record.addressFp;
  const refusals = foundRefusals(sealed);
  const recorded = foundRecorded(sealed);
  const answered = refusals.length + recorded.length > 0;
  const asked = answered ? [] : foundAsking(sealed);
  const found = [
    ...(moved ? [byStaff('AddressChanged', record, { now })] : []),
    ...refusals,
    ...recorded,
    ...asked,
  ];
  const explained = answered || setToOptin(sealed);
  return {
    base: baseOf(sealed),
    found,
    putBack: explained ? [] : differences(sealed),
    held: null,
    drift: moved,
  };
}

function baseOf({ record, facts, agreed }: Sealed): AddressState {
  const { status, changedOn, before, beforeOn, round, notMe } = facts;
  const emailOptout = facts.emailOptout ? true : isMailable(status) ? false : ('keep' as const);
  const { invitedOn, remindedOn, language } = record;
  return {
    status,
    changedOn,
    before,
    beforeOn,
    round,
    notMe,
    emailOptout,
    agreed,
    language,
    topics: record.topics ?? [],
    invitedOn,
    remindedOn,
  };
}

function foundRefusals({ record, facts, now }: Sealed): FoundEvent[] {
  const status = parseStatus(record.status);
  // Blacklisted is left by BlacklistLifted only: another refusal set over it would better it.
  const own = status === facts.status || facts.status === 'Blacklisted';
  const name = own ? undefined : refusalByHand(status);
  if (name !== undefined) return [byStaff(name, record, { now })];
  if (record.emailOptout && !facts.emailOptout)
    return [byStaff('ConsentRefused', record, { now, reason: 'emailoptout was set' })];
  if (newsletterBox(facts.status) && !record.newsletterOptin)
    return [byStaff('ConsentRefused', record, { now, reason: 'the newsletter box was un-ticked' })];
  return [];
}

/** Confirmed or Subscribed set by hand counts when basis, text, date and source were all changed since the seal. */
function foundRecorded(sealed: Sealed): FoundEvent[] {
  const { record, facts, agreed, now } = sealed;
  const status = parseStatus(record.status);
  if (status === null || status === facts.status || !isMailable(status)) return [];
  const changed =
    basisOf(record.basis) !== undefined &&
    record.basis !== agreed.basis &&
    !sameText(record.text, agreed.text) &&
    record.text.trim() !== '' &&
    record.consentDate !== null &&
    record.consentDate !== agreed.consentDate &&
    record.source.trim() !== '' &&
    record.source !== agreed.source;
  return changed && record.consentDate <= now ? [recordedByHand(record, record.consentDate, now)] : [];
}

/** Optin set by hand, or the box ticked where the bridge had un-ticked it, whatever else was changed with it. */
function foundAsking(sealed: Sealed): FoundEvent[] {
  const { record, facts, now } = sealed;
  const ticked = record.newsletterOptin && !newsletterBox(facts.status);
  return setToOptin(sealed) || ticked ? [invitedByHand(record, now)] : [];
}

function setToOptin({ record, facts }: Sealed): boolean {
  return record.status === 'Optin' && facts.status !== 'Optin';
}

/** What is put back, in words for the note. */
function differences({ record, facts, agreed }: Sealed): string[] {
  const status = parseStatus(record.status);
  const notes: string[] = [];
  if (status !== facts.status) {
    const mailable = status !== null && isMailable(status);
    notes.push(
      mailable
        ? 'recorded consent needs basis, text, date and source, all newly filled in, and no date in the future'
        : `the status "${record.status}" is given by the bridge only`,
    );
  }
  if (facts.emailOptout && !record.emailOptout) notes.push('"do not mail" stays while the refusal stands');
  const sameAgreement = sameText(record.text, agreed.text) && record.consentDate === agreed.consentDate;
  if (status === facts.status && !sameAgreement) notes.push('consent date and text are proof');
  return notes;
}

function sameText(a: string, b: string): boolean {
  return textForHash(a) === textForHash(b);
}
