import { assess } from '../../consent/assess';
import type { ConsentRecord } from '../../consent/record';
import { isNever } from '../../consent/status';
import { contextFor } from '../assess-address';
import { Failure } from '../failure';
import type { PersonDeps, PersonRecord } from '../person-ports';
import { type AddressView, readView } from '../with-address';
import { type ErasureFacts, judgeErasure, type KeepCode, type ReviewCode } from './judge-erasure';
import { isRole, sameName } from './who-may';

/** What is done with each record of a person. It holds their address: in memory and in parcels only. */
export interface ErasurePlan {
  /** Normal form; '' where the record has none. */
  readonly address: string;
  readonly fingerprint: string;
  readonly deleted: readonly string[];
  readonly kept: readonly string[];
  /** Why the kept ones stay. */
  readonly code: KeepCode | '';
  /** Optout, Unsubscribed or Blacklisted where the address refused: it must outlive its records. */
  readonly refusal: string;
  /** No record of another name carries the address. */
  readonly alone: boolean;
}

export type PlannedErasure =
  | { readonly kind: 'plan'; readonly plan: ErasurePlan }
  | { readonly kind: 'review'; readonly code: ReviewCode }
  | { readonly kind: 'gone'; readonly code: 'record_not_found' | 'address_changed' };

export interface ErasureAsked {
  readonly record: string;
  /** Of the link; without one the record alone says who it is. */
  readonly fingerprint?: string;
  readonly approved: boolean;
}

/** So many records are of no one person; each would be read for its name. */
const MOST = 50;

/** Reads who the person is and what holds on to their records, and judges each. Writes nothing. */
export async function planErasure(deps: PersonDeps, asked: ErasureAsked): Promise<PlannedErasure> {
  const record = await deps.crm.retrieve(asked.record);
  if (record === null) return { kind: 'gone', code: 'record_not_found' };
  const view = await viewOf(deps, record);
  if (asked.fingerprint !== undefined && asked.fingerprint !== view.fingerprint)
    return { kind: 'gone', code: 'address_changed' };
  const early = asked.approved ? null : doubtBeforeReading(deps, view);
  if (early !== null) return { kind: 'review', code: early };
  const own = await deps.people.read(record.id);
  if (own === null) return { kind: 'review', code: 'record_unreadable' };
  return judgeAll(deps, view, { own, approved: asked.approved });
}

async function viewOf(deps: PersonDeps, record: ConsentRecord): Promise<AddressView> {
  const view = await readView(deps, record);
  if (view !== null) return view;
  throw new Failure('The record changed while it was read; it is looked at anew.', {
    code: 'record_changed',
    stage: 'crm',
    retryable: true,
  });
}

/** Decided before anybody's name is read. */
function doubtBeforeReading({ person }: PersonDeps, { address, members }: AddressView): ReviewCode | null {
  if (address !== null && isRole(address, person.roleAddresses)) return 'role_address';
  return members.length > MOST ? 'shared_address' : null;
}

async function judgeAll(
  deps: PersonDeps,
  view: AddressView,
  { own, approved }: { readonly own: PersonRecord; readonly approved: boolean },
): Promise<PlannedErasure> {
  const { mine, alone } = await recordsOf(deps, view, own);
  const scope = alone ? 'own' : 'shared';
  const deleted: string[] = [];
  const kept: string[] = [];
  let code: KeepCode | '' = '';
  for (const person of mine) {
    const facts = await factsOf(deps, view, person);
    const { keepAccountTypes } = deps.person;
    const verdict = judgeErasure({ ...facts, scope }, { keepAccountTypes, approved });
    if (verdict.kind === 'review') return verdict;
    if (verdict.kind === 'keep') code ||= verdict.code;
    (verdict.kind === 'keep' ? kept : deleted).push(person.id);
  }
  const refusal = await refusalOf(deps, view);
  const { fingerprint, address } = view;
  return { kind: 'plan', plan: { address: address ?? '', fingerprint, deleted, kept, code, refusal, alone } };
}

/** The person's own records. One that may not be read counts as somebody else's. */
async function recordsOf(
  { people }: Pick<PersonDeps, 'people'>,
  view: AddressView,
  own: PersonRecord,
): Promise<{ mine: readonly PersonRecord[]; alone: boolean }> {
  const others = view.members.map(({ record }) => record.id).filter((id) => id !== own.id);
  const mine = [own];
  for (const id of others) {
    const read = await people.read(id);
    if (read !== null && sameName(own, read)) mine.push(read);
  }
  return { mine, alone: mine.length === others.length + 1 };
}

async function factsOf(
  { people, person, crm }: PersonDeps,
  view: AddressView,
  record: PersonRecord,
): Promise<Omit<ErasureFacts, 'scope'>> {
  const seen = view.members.find((member) => member.record.id === record.id)?.record;
  const fromLead = seen?.convertedFromLead ?? true;
  // In extension grade the Lead behind a Contact is erased with it.
  const reached = record.module === 'Contacts' && (await crm.isAtomic?.()) === true;
  return {
    converted: fromLead && !reached,
    documents: await people.documents(record, person.keepModules),
    account: await people.account(record),
  };
}

/** The address's status as the bridge judges it now, what others wrote and what waits included. */
async function refusalOf(deps: PersonDeps, view: AddressView): Promise<string> {
  const context = await contextFor(deps, view, { record: view.record.id });
  const { status } = assess(view.members, null, context).state;
  return isNever(status) ? status : '';
}
