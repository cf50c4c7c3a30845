import { normalizeAddress } from '../../consent/address';
import type { Language } from '../../consent/event';
import { languageOf } from '../../consent/policy';
import type { PersonDeps, RegisterEntry } from '../person-ports';
import { dropParcel, findAddress, findPlan } from './erase-parcel';
import { type PlannedErasure, planErasure } from './erase-plan';
import { eraseRecords } from './erase-records';
import { ERASURE_OUTCOMES } from './erase-words';
import type { ReviewCode } from './judge-erasure';
import type { StaffDecision, UndecidedCode } from './register-decision';
import { extendedDue } from './register-dates';
import { type RequestMail, tellPerson } from './requests-mail';

/** What became of a decision. `told`: whether the person could be mailed. */
export type Answered =
  | { readonly kind: 'erased' | 'kept' | 'gone' | 'done' | 'refused' | 'extended'; readonly told: boolean }
  /** Nothing was done; staff or the admin must do something first. */
  | { readonly kind: 'waits'; readonly code: WaitingCode };

/** `no_record`: the ticket names no Contact. `still_there`: said to be done, and the record exists. */
export type WaitingCode = ReviewCode | UndecidedCode | 'no_record' | 'still_there' | 'mail_mode_hold';

type Asker = { readonly to: string | null; readonly language: Language; readonly exists: boolean };

/**
 * Carries out what staff decided about a request, tells the person and marks the ticket as told, in this order: run
 * again after a crash, it ends the same, and no mail is sent twice.
 */
export async function answerRequest(
  deps: PersonDeps,
  entry: RegisterEntry,
  decision: StaffDecision,
): Promise<Answered | null> {
  if (decision.kind === 'wait') return null;
  if (deps.settings.mailMode.kind === 'hold') return { kind: 'waits', code: 'mail_mode_hold' };
  switch (decision.kind) {
    case 'undecided':
      return { kind: 'waits', code: decision.code };
    case 'approve':
      return entry.kind === 'erase' ? eraseApproved(deps, entry) : finish(deps, entry, DONE);
    case 'done':
      return finish(deps, entry, DONE);
    case 'refuse':
      return finish(deps, entry, { kind: 'refused', mail: 'request-refused', reason: decision.reason });
    case 'extend':
      return extend(deps, entry, decision.reason);
  }
}

interface Ending {
  readonly kind: 'done' | 'refused';
  readonly mail: RequestMail['kind'];
  readonly reason?: string;
}

/* Added to the ticket, below what staff wrote. */
const TOLD = 'The person was told.';
const UNTOLD = 'The bridge could not mail the person: tell them if you have not yet.';

const DONE: Ending = { kind: 'done', mail: 'request-done' };

async function finish(
  deps: PersonDeps,
  entry: RegisterEntry,
  { kind, mail, reason }: Ending,
): Promise<Answered> {
  const asker = await askerOf(deps, entry);
  // Telling somebody that they are erased while their record is there would be false.
  if (entry.kind === 'erase' && kind === 'done' && asker.exists)
    return { kind: 'waits', code: 'still_there' };
  const told = await tell(deps, entry, asker, { kind: mail, ...(reason === undefined ? {} : { reason }) });
  const decided = reason === undefined ? 'Done.' : `Refused: ${reason}`;
  const words = `${entry.open ? `${decided} ` : ''}${told ? TOLD : UNTOLD}`;
  await deps.register.close(entry.ticket, words);
  await dropParcel(deps, entry);
  return { kind, told };
}

/** The mail comes before the mark: the mail is remembered for two days, the mark for good. */
async function extend(deps: PersonDeps, entry: RegisterEntry, reason: string): Promise<Answered> {
  const dueAt = extendedDue(entry.receivedAt);
  const told = await tell(deps, entry, await askerOf(deps, entry), {
    kind: 'request-extended',
    reason,
    dueAt,
  });
  await deps.register.extend(entry.ticket, dueAt, reason);
  return { kind: 'extended', told };
}

async function eraseApproved(deps: PersonDeps, entry: RegisterEntry): Promise<Answered> {
  if (entry.record === '') return { kind: 'waits', code: 'no_record' };
  const { ticket, requestId, receivedAt: askedAt } = entry;
  const asker = await askerOf(deps, entry);
  const begun = await findPlan(deps, entry);
  const planned: PlannedErasure =
    begun === null
      ? await planErasure(deps, { record: entry.record, approved: true })
      : { kind: 'plan', plan: begun };
  if (planned.kind === 'review') return { kind: 'waits', code: planned.code };
  if (planned.kind === 'gone') return eraseNobody(deps, entry, asker);
  const { plan } = planned;
  const kind = await eraseRecords(deps, { ticket, requestId, plan, language: asker.language, askedAt });
  return { kind, told: plan.address !== '' };
}

/** Staff erased the record themselves before they approved. */
async function eraseNobody(deps: PersonDeps, entry: RegisterEntry, asker: Asker): Promise<Answered> {
  const told = await tell(deps, entry, asker, { kind: 'request-done' });
  await deps.register.close(entry.ticket, ERASURE_OUTCOMES.gone);
  await dropParcel(deps, entry);
  return { kind: 'gone', told };
}

/** Where the answer goes: the record's address now, else the one that asked. By phone or letter there may be none. */
async function askerOf(deps: PersonDeps, entry: RegisterEntry): Promise<Asker> {
  const record = entry.record === '' ? null : await deps.crm.retrieve(entry.record);
  const current = record === null ? null : normalizeAddress(record.email);
  const language = languageOf(entry.language || (record?.language ?? ''), deps.settings.policy);
  return { to: current ?? (await findAddress(deps, entry)), language, exists: record !== null };
}

async function tell(
  deps: PersonDeps,
  { ticket, kind: about }: RegisterEntry,
  { to, language }: Asker,
  mail: Pick<RequestMail, 'kind' | 'reason' | 'dueAt'>,
): Promise<boolean> {
  if (to === null) return false;
  return (await tellPerson(deps, { ...mail, ticket, about, to, language })) === 'sent';
}
