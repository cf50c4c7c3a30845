import type { Happening } from '../consent/assess';
import { changedFields, type DesiredFields, type Member } from '../consent/converge';
import { type Evidence, evidenceComment, evidenceOf } from '../consent/evidence';
import { readEvidence } from '../consent/evidence-reader';
import { sealFactsOf } from '../consent/seal';
import type { AddressState } from '../consent/state';
import type { FlowDeps } from './deps';
import { Failure } from './failure';
import type { Lease } from './store-ports';
import type { AddressView } from './with-address';

export interface Saving {
  readonly state: AddressState;
  readonly happened: readonly Happening[];
  readonly notes: readonly { readonly record: string; readonly note: string }[];
  readonly writes: readonly { readonly member: Member; readonly desired: DesiredFields }[];
}

type SaveDeps = Pick<FlowDeps, 'crm' | 'seals' | 'memory' | 'network' | 'settings' | 'tally'>;

/**
 * Writes evidence, then fields, record by record; answers the members as they are now. Evidence comes first so that
 * no status stands without it (GDPR art. 7(1)).
 */
export async function saveAddress(
  deps: SaveDeps,
  scene: { readonly view: AddressView; readonly lease: Lease },
  saving: Saving,
): Promise<Member[]> {
  const written = new Map<string, Member>();
  for (const write of saving.writes) {
    const id = write.member.record.id;
    await writeEvidence(deps, scene, saving, write.member);
    await scene.lease.extend();
    written.set(id, await writeFields(deps, scene.view, saving.state, write));
  }
  return scene.view.members.map((member) => written.get(member.record.id) ?? member);
}

async function writeFields(
  deps: SaveDeps,
  view: AddressView,
  state: AddressState,
  { member, desired }: { member: Member; desired: DesiredFields },
): Promise<Member> {
  const facts = sealFactsOf(state, desired.emailOptout);
  const covers = {
    fingerprint: view.fingerprint,
    consentDate: desired.consentDate,
    textHash: deps.seals.textHash(desired.text),
  };
  const names = changedFields(member.record, desired);
  const fields = Object.fromEntries(names.map((name) => [name, desired[name]]));
  try {
    const record = await deps.crm.write(member.record.id, {
      ...fields,
      seal: deps.seals.issue(facts, covers),
    });
    const judgement = { base: state, found: [], putBack: [], held: null, drift: false };
    return { record, judgement, sealed: facts };
  } catch (error) {
    if (error instanceof Failure && error.inDoubt) deps.tally.inDoubtWrite();
    throw error;
  }
}

/** Bounces are delivery facts, not consent events: no consent record is written for them. */
function deservesEvidence(happening: Happening, record: string): boolean {
  const concerns = happening.only === undefined || happening.only === record;
  return happening.changed && concerns && happening.event.name !== 'AddressBounced';
}

async function writeEvidence(
  deps: SaveDeps,
  scene: { readonly view: AddressView; readonly lease: Lease },
  saving: Saving,
  member: Member,
): Promise<void> {
  const id = member.record.id;
  const own = saving.happened.filter((happening) => deservesEvidence(happening, id));
  const notes = saving.notes.filter((each) => each.record === id).map((each) => each.note);
  const blocks = await Promise.all(own.map((happening) => blockFor(deps, scene.view, saving, happening)));
  const joins =
    own.length === 0 && member.judgement.base.status !== saving.state.status && notes.length === 0;
  const copied = joins ? await copiedEvidence(deps, scene.view, saving.state, id) : null;
  for (const block of copied === null ? blocks : [copied]) {
    await scene.lease.extend();
    await addOnce(deps, id, block);
  }
  if (notes.length > 0) {
    await scene.lease.extend();
    await deps.crm.addComment(id, `E-mail consent: ${notes.join('; ')}`);
  }
}

async function blockFor(
  deps: SaveDeps,
  view: AddressView,
  saving: Saving,
  { event, before, state, note }: Happening,
): Promise<Evidence> {
  const network = await deps.network.find(event.id);
  return evidenceOf({
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
}

/** A record that joins its address takes the decision over, its evidence copied from a record that holds it. */
async function copiedEvidence(
  deps: SaveDeps,
  view: AddressView,
  state: AddressState,
  joining: string,
): Promise<Evidence | null> {
  const source = view.members.find(
    (each) => each.record.id !== joining && each.judgement.base.status === state.status,
  );
  if (source === undefined) return null;
  const comments = await deps.crm.comments(source.record.id, 20);
  const origin = comments
    .map((comment) => readEvidence(comment.content))
    .find((read) => read?.toStatus === state.status);
  if (origin === null || origin === undefined) return null;
  return { ...(origin.block as unknown as Evidence), copied_from: source.record.id };
}

/** An event that was tried before is looked up first: a retry writes no second row. */
async function addOnce(deps: SaveDeps, record: string, block: Evidence): Promise<void> {
  const tried = await deps.memory.markEvidence(`${block.event_id}.${record}`);
  const found = tried || isFound(block) ? await deps.crm.comments(record) : [];
  if (found.some((comment) => readEvidence(comment.content)?.eventId === block.event_id)) return;
  await deps.crm.addComment(record, evidenceComment(block));
}

/** Ids of found events are hashes, not UUIDs: they may have been written before Redis was emptied. */
function isFound(block: Evidence): boolean {
  return !block.event_id.includes('-');
}
