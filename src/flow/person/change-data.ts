import { Failure } from '../failure';
import type { PersonDeps } from '../person-ports';
import type { QueuedRequest } from '../person-requests';
import type { Outcome } from '../ports';
import type { Lease } from '../store-ports';
import { type AddressView, withAddress } from '../with-address';
import { personIn } from './find-person';
import { noteChange } from './note-change';
import { DONE, NOTHING_TO_DO, refused } from './outcomes';
import { parcelOf, type Plan, planChange, planIn } from './plan-change';

type ChangeRequest = Extract<QueuedRequest, { readonly kind: 'change' }>;

const DAY = 24 * 3600_000;

/**
 * Writes what the person corrected (GDPR art. 16) to their own records. What is to be written is laid down before the
 * first write: where the name itself changes, half of the records bear the new one after a crash, and nobody could tell
 * any more which are the person's.
 */
export async function changeData(deps: PersonDeps, request: ChangeRequest): Promise<Outcome> {
  const outcome = await withAddress(deps, request.record, async (view, lease) => {
    const laidDown = await findPlan(deps, request);
    if (laidDown !== null) return carryOut(deps, request, { plan: laidDown, lease });
    const found = await personIn(deps, view, request);
    if (found.kind === 'gone') return refused('address_changed');
    if (found.kind === 'shared') return refused('shared_mailbox');
    const typed = await deps.parcels.find(request.requestId);
    if (typed === null) return refused('nothing_typed');
    const plan = await planChange(deps, found.records, typed);
    if (plan.kind === 'refused') return fieldRefused(plan.field, plan.fault);
    const news = withoutOldLanguage(plan, view);
    if (isEmpty(news)) return NOTHING_TO_DO;
    await deps.parcels.put(planParcel(request), parcelOf(news), DAY);
    return carryOut(deps, request, { plan: news, lease });
  });
  return outcome ?? refused('address_changed');
}

function fieldRefused(field: string, fault: string): Outcome {
  return {
    state: 'rejected',
    code: `${fault}:${field}`,
    sentence: `The value for ${field} was not taken (${fault}).`,
  };
}

/** The form sends it along; where all records of the person have it, it is no news. */
function withoutOldLanguage(plan: Plan, { members }: AddressView): Plan {
  const own = members.filter(({ record }) => record.id in plan.values);
  const known = own.every(({ record }) => record.language === plan.language);
  return known ? { ...plan, language: null } : plan;
}

function isEmpty({ values, language }: Plan): boolean {
  return language === null && Object.values(values).every((each) => Object.keys(each).length === 0);
}

interface Work {
  readonly plan: Plan;
  readonly lease: Lease;
}

async function carryOut(deps: PersonDeps, request: ChangeRequest, { plan, lease }: Work): Promise<Outcome> {
  let cut = false;
  for (const [record, values] of Object.entries(plan.values)) {
    await lease.extend();
    const labels = await writeFields(deps, record, values);
    cut ||= labels === null;
    const all = [...(labels ?? []), ...(await writeLanguage(deps, record, plan))];
    const { requestId, occurredAt } = request;
    if (all.length > 0) await noteChange(deps, { record, requestId, labels: all, occurredAt });
  }
  return cut ? refused('not_stored') : DONE;
}

/** Answers the labels of what was written, also by an earlier try; `null` when Vtiger did not keep it. */
async function writeFields(
  { people }: PersonDeps,
  id: string,
  values: Readonly<Record<string, string>>,
): Promise<string[] | null> {
  const record = Object.keys(values).length === 0 ? null : await people.read(id);
  if (record === null) return [];
  const missing = Object.entries(values).filter(([name, value]) => record.fields[name] !== value);
  try {
    if (missing.length > 0) await people.change(id, Object.fromEntries(missing));
  } catch (error) {
    if (error instanceof Failure && error.stage === 'crm' && !error.retryable) return null;
    throw error;
  }
  const described = await people.describe(record.module);
  return Object.keys(values).map((name) => described.find((each) => each.name === name)?.label ?? name);
}

async function writeLanguage({ crm }: PersonDeps, id: string, { language }: Plan): Promise<string[]> {
  if (language === null) return [];
  const record = await crm.retrieve(id);
  if (record === null) return [];
  if (record.language !== language) await crm.write(id, { language });
  return ['language of mails'];
}

async function findPlan({ parcels }: PersonDeps, request: ChangeRequest): Promise<Plan | null> {
  const parcel = await parcels.find(planParcel(request));
  return parcel === null ? null : planIn(parcel);
}

/** Dropped when the outcome was told: until then the work may run again. */
export function planParcel({ requestId }: Pick<ChangeRequest, 'requestId'>): string {
  return `${requestId}.plan`;
}
