import { changedFields, type DesiredFields, type Member } from '../consent/converge';
import type { ConsentRecord } from '../consent/record';
import { sealFactsOf } from '../consent/seal';
import type { AddressState } from '../consent/state';
import type { FlowDeps } from './deps';
import { Failure } from './failure';
import type { Lease } from './store-ports';
import type { AddressView } from './with-address';
import { type EvidenceToWrite, missingEvidence } from './write-evidence';

export interface Saving extends EvidenceToWrite {
  readonly writes: readonly { readonly member: Member; readonly desired: DesiredFields }[];
}

type SaveDeps = Pick<FlowDeps, 'crm' | 'seals' | 'memory' | 'network' | 'settings' | 'clock'>;

/** Vtiger itself has no version check (fact 49): what was read longer ago than this is read again before it is written. */
const FRESH_FOR = 2000;

/**
 * Writes evidence, then fields, record by record; answers the members as they are now. Evidence comes first so that
 * no status stands without it (GDPR art. 7(1)).
 *
 * @throws Failure `record_changed` when somebody else wrote since the address was read: judge it anew.
 */
export async function saveAddress(
  deps: SaveDeps,
  scene: { readonly view: AddressView; readonly lease: Lease },
  saving: Saving,
): Promise<Member[]> {
  const written = new Map<string, Member>();
  for (const write of saving.writes) {
    const { record } = write.member;
    await stopIfChanged(deps, scene.view, record);
    const evidence = await missingEvidence(deps, scene, saving, write.member);
    const comments = await takenAlong(deps, scene.lease, record.id, evidence);
    await scene.lease.extend();
    written.set(record.id, await writeFields(deps, scene.view, saving.state, { ...write, comments }));
  }
  return scene.view.members.map((member) => written.get(member.record.id) ?? member);
}

/** Evidence that goes with the fields, in one transaction; where the CRM can't, it is stored here, before them. */
async function takenAlong(
  { crm }: Pick<SaveDeps, 'crm'>,
  lease: Lease,
  record: string,
  evidence: readonly string[],
): Promise<readonly string[]> {
  if ((await crm.isAtomic?.()) === true) return evidence;
  for (const content of evidence) {
    await lease.extend();
    await crm.addComment(record, content);
  }
  return [];
}

async function stopIfChanged(
  { crm, clock }: Pick<SaveDeps, 'crm' | 'clock'>,
  view: AddressView,
  known: ConsentRecord,
): Promise<void> {
  if (clock.now() - view.readAt <= FRESH_FOR) return;
  const now = await crm.retrieve(known.id);
  if (now !== null && sameRecord(now, known)) return;
  throw new Failure('Somebody else wrote to the record in the meantime; it is judged anew.', {
    code: 'record_changed',
    stage: 'crm',
    retryable: true,
  });
}

function sameRecord(now: ConsentRecord, known: ConsentRecord): boolean {
  const { seal, email } = known;
  return now.seal === seal && now.email === email && changedFields(now, known).length === 0;
}

async function writeFields(
  deps: SaveDeps,
  view: AddressView,
  state: AddressState,
  { member, desired, comments }: Saving['writes'][number] & { readonly comments: readonly string[] },
): Promise<Member> {
  const facts = sealFactsOf(state, desired.emailOptout);
  const covers = {
    fingerprint: view.fingerprint,
    consentDate: desired.consentDate,
    textHash: deps.seals.textHash(desired.text),
  };
  const names = changedFields(member.record, desired);
  const fields = Object.fromEntries(names.map((name) => [name, desired[name]]));
  const seal = deps.seals.issue(facts, covers);
  const record = await deps.crm.write(
    member.record.id,
    { ...fields, seal },
    { known: member.record, comments },
  );
  const judgement = { base: state, found: [], putBack: [], held: null, drift: false };
  return { record, judgement, sealed: facts };
}
