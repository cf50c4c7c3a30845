import type { Happening } from '../consent/assess';
import type { Member } from '../consent/converge';
import { evidenceComment, evidenceOf } from '../consent/evidence';
import { readEvidence } from '../consent/evidence-reader';
import type { AddressState } from '../consent/state';
import { copiedEvidence } from './copy-evidence';
import type { FlowDeps } from './deps';
import type { CrmComment } from './ports';
import type { Lease } from './store-ports';
import type { AddressView } from './with-address';

/** What a write must be able to prove afterwards. */
export interface EvidenceToWrite {
  readonly state: AddressState;
  readonly happened: readonly Happening[];
  readonly notes: readonly { readonly record: string; readonly note: string }[];
  readonly writes: readonly { readonly member: Member }[];
  /** None of it can have been tried before. */
  readonly untried?: boolean;
}

type EvidenceDeps = Pick<FlowDeps, 'crm' | 'seals' | 'memory' | 'network' | 'settings'>;

/** A comment to add, and how one knows that it stands there already. */
interface Row {
  readonly mark: string;
  readonly content: string;
  readonly stands: (comment: CrmComment) => boolean;
  readonly lookFirst: boolean;
}

/**
 * Comments that one record still lacks: evidence of what happened to it, of what it takes over from its address, and
 * notes for people.
 */
export async function missingEvidence(
  deps: EvidenceDeps,
  scene: { readonly view: AddressView; readonly lease: Lease },
  saving: EvidenceToWrite,
  member: Member,
): Promise<string[]> {
  const own = saving.happened.filter((happening) => deservesEvidence(happening, member.record.id));
  const rows = await Promise.all(own.map((happening) => rowOf(deps, scene.view, saving, happening)));
  const copied = joins(member, own, saving)
    ? await copiedEvidence(deps, scene.view, saving.state, member.record.id)
    : [];
  rows.push(...copied.map((copy) => evidenceRow(copy, { lookFirst: true })));
  const notes = saving.notes.filter((each) => each.record === member.record.id).map((each) => each.note);
  if (notes.length > 0) rows.push(noteRow(deps, member, `E-mail consent: ${notes.join('; ')}`));
  const missing: string[] = [];
  for (const row of rows)
    if (!(await standsAlready(deps, scene, member.record.id, row))) missing.push(row.content);
  return missing;
}

/** Bounces are delivery facts, not consent events: no consent record is written for them. */
function deservesEvidence(happening: Happening, record: string): boolean {
  const concerns = happening.only === undefined || happening.only === record;
  return happening.changed && concerns && happening.event.name !== 'AddressBounced';
}

/** The record takes over what none of its own events says: its address decided without it. */
function joins(member: Member, own: readonly Happening[], { state }: EvidenceToWrite): boolean {
  const last = own.at(-1)?.state ?? member.judgement.base;
  return state.status !== 'none' && (last.status !== state.status || last.changedOn !== state.changedOn);
}

async function rowOf(
  deps: EvidenceDeps,
  view: AddressView,
  saving: EvidenceToWrite,
  { event, before, state, note }: Happening,
): Promise<Row> {
  const network = await deps.network.find(event.id);
  const evidence = evidenceOf({
    event,
    recordIds: saving.writes.map((write) => write.member.record.id),
    fingerprint: view.fingerprint,
    from: before.status,
    to: state.status,
    round: state.round,
    textHash: deps.seals.textHash(event.shown?.text ?? ''),
    controller: deps.settings.controller,
    agreed: state.agreed,
    ...(note === undefined ? {} : { note }),
    ...(network === null ? {} : { network }),
  });
  const content = evidenceComment(evidence);
  // Ids of found events and steps are hashes, not UUIDs: they may have been written before Redis was emptied.
  return evidenceRow(
    { eventId: event.id, content },
    { lookFirst: !event.id.includes('-') && !saving.untried },
  );
}

function evidenceRow(
  { eventId, content }: { readonly eventId: string; readonly content: string },
  { lookFirst }: { readonly lookFirst: boolean },
): Row {
  const stands = (comment: CrmComment) => readEvidence(comment.content)?.eventId === eventId;
  return { mark: eventId, content, stands, lookFirst };
}

/** A note about the record as it is now: where its write fails, the next try does not say it again. */
function noteRow({ seals }: Pick<EvidenceDeps, 'seals'>, { record }: Member, content: string): Row {
  const since = record.modifiedTime ?? 0;
  const stands = (comment: CrmComment) =>
    comment.content === content && (comment.createdTime ?? since) >= since;
  return { mark: seals.derivedId('note', String(since), content), content, stands, lookFirst: false };
}

/** What was tried before is looked up first: a retry writes no second row. */
async function standsAlready(
  deps: EvidenceDeps,
  { lease }: { readonly lease: Lease },
  record: string,
  row: Row,
): Promise<boolean> {
  const tried = await deps.memory.markEvidence(`${row.mark}.${record}`);
  if (!tried && !row.lookFirst) return false;
  await lease.extend();
  return (await deps.crm.comments(record)).some(row.stands);
}
