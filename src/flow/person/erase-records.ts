import type { ConsentEvent, Language } from '../../consent/event';
import type { PersonDeps } from '../person-ports';
import { settleAddress } from '../settle-address';
import type { Lease } from '../store-ports';
import { blanksFor } from './erase-fields';
import { dropParcel, packPlan } from './erase-parcel';
import type { ErasurePlan } from './erase-plan';
import { ERASURE_OUTCOMES, KEPT_REASONS } from './erase-words';
import { holdAddress } from './hold-address';
import { tellPerson } from './requests-mail';

/** An erasure that was decided; its register entry is open, or was closed by staff who approved it. */
export interface Erasure {
  readonly ticket: string;
  /** '' for one that staff entered. */
  readonly requestId: string;
  readonly plan: ErasurePlan;
  readonly language: Language;
  /** Epoch ms. */
  readonly askedAt: number;
}

/**
 * Erases a person, or empties what must stay (GDPR art. 17(1), 17(3)), tells them and closes the register entry. Run
 * again after a crash it goes on from its parcel: every part of it may be done twice, and the mail is remembered under
 * the ticket.
 */
export async function eraseRecords(deps: PersonDeps, erasure: Erasure): Promise<'erased' | 'kept'> {
  const { plan, ticket } = erasure;
  await packPlan(deps, erasure, plan);
  await holdAddress(deps, lockOf(plan), async (held, lease) => {
    if (plan.kept.length > 0) await refuseConsent(held, erasure);
    await keepRefusal(held, plan);
    await emptyKept(held, plan, lease);
    await deleteRecords(held, plan, lease);
  });
  await eraseTraces(deps, erasure);
  const result = plan.kept.length === 0 ? 'erased' : 'kept';
  await tell(deps, erasure);
  await deps.register.close(ticket, ERASURE_OUTCOMES[result]);
  if (erasure.requestId !== '') await deps.memory.markApplied(`erasure.${erasure.requestId}`);
  await dropParcel(deps, erasure);
  return result;
}

/** The lock of the address, as all work on it takes it; a record without one stands alone. */
function lockOf({ fingerprint, deleted, kept }: ErasurePlan): string {
  return fingerprint || `record.${deleted[0] ?? kept[0] ?? ''}`;
}

/** Whoever asks to be erased wants no newsletter either (art. 21(3)); the refusal is written as any other. */
async function refuseConsent(deps: PersonDeps, { plan, ticket, requestId, askedAt }: Erasure): Promise<void> {
  const record = plan.kept[0] ?? '';
  const entered = requestId === '';
  const event: ConsentEvent = {
    id: entered ? deps.seals.derivedId('erasure', ticket) : requestId,
    name: 'ConsentRefused',
    record,
    occurredAt: askedAt,
    actor: { type: entered ? 'staff' : 'contact' },
    channel: entered ? 'crm' : 'form',
    source: 'request to erase',
    reason: 'asked to be erased; kept as far as GDPR art. 17(3) allows',
  };
  await settleAddress(deps, { record, event });
}

/** Before the records go, so that there is no moment without it. Kept records carry it themselves. */
async function keepRefusal({ people }: PersonDeps, plan: ErasurePlan): Promise<void> {
  if (plan.refusal === '' || plan.fingerprint === '' || plan.kept.length > 0 || !plan.alone) return;
  await people.suppress(plan.fingerprint, plan.refusal);
}

async function emptyKept({ people, person }: PersonDeps, plan: ErasurePlan, lease: Lease): Promise<void> {
  for (const id of plan.kept) {
    const record = await people.read(id);
    if (record === null) continue;
    const blanks = blanksFor(record, await people.describe(record.module), person.emptied[record.module]);
    await lease.extend();
    if (Object.keys(blanks).length > 0) await people.change(id, blanks);
  }
}

async function deleteRecords({ people }: PersonDeps, plan: ErasurePlan, lease: Lease): Promise<void> {
  for (const id of plan.deleted) {
    await lease.extend();
    await people.erase(id);
  }
}

/** Of an address that others carry too, or that is kept, only what names the deleted records. */
async function eraseTraces({ traces }: PersonDeps, { plan, requestId }: Erasure): Promise<void> {
  if (plan.deleted.length === 0) return;
  const whole = plan.kept.length === 0 && plan.alone;
  await traces.erase({
    records: plan.deleted,
    fingerprint: whole ? plan.fingerprint : '',
    ...(requestId === '' ? {} : { except: requestId }),
  });
}

async function tell(deps: PersonDeps, { plan, ticket, language }: Erasure): Promise<void> {
  const { address: to, code } = plan;
  if (to === '') return;
  const about = 'erase' as const;
  if (code === '') await tellPerson(deps, { kind: 'request-done', ticket, about, to, language });
  else {
    const reason = KEPT_REASONS[language][code];
    await tellPerson(deps, { kind: 'request-kept', ticket, about, to, language, reason });
  }
}
