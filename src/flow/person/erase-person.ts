import { outcomeOf } from '../outcome-of';
import type { PersonDeps } from '../person-ports';
import type { PersonRequest } from '../person-requests';
import type { Outcome } from '../ports';
import { dropParcel, findPlan } from './erase-parcel';
import { type PlannedErasure, planErasure } from './erase-plan';
import { eraseRecords } from './erase-records';
import { AT_WORK, REVIEW_NOTES } from './erase-words';
import { askStaff } from './open-request';
import { dueAfter } from './register-dates';
import { underLock } from './requests-lock';

type ErasureRequest = Extract<PersonRequest, { kind: 'erase' }> & { readonly requestId: string };

/**
 * A person asks to be erased (GDPR art. 17). Carried out at once where ERASE_POLICY lets it and nothing is in doubt;
 * else staff decide. Its register entry comes first: whatever happens then, the request is not lost.
 */
export async function requestErasure(deps: PersonDeps, request: ErasureRequest): Promise<Outcome> {
  if (await deps.memory.isApplied(`erasure.${request.requestId}`)) {
    await dropParcel(deps, { requestId: request.requestId, ticket: '' });
    return { state: 'applied', code: 'erasure_done' };
  }
  return underLock(deps, `erasure.${request.fingerprint}`, () => erase(deps, request));
}

async function erase(deps: PersonDeps, request: ErasureRequest): Promise<Outcome> {
  const planned = await resumeOrPlan(deps, request);
  if (planned.kind === 'gone') return outcomeOf({ kind: 'rejected', code: planned.code }, null);
  if (planned.kind === 'review')
    return askStaff(deps, { ...request, kind: 'ask-staff', about: 'erase' }, REVIEW_NOTES[planned.code]);
  const { requestId, record, language, occurredAt: askedAt } = request;
  const dueAt = dueAfter(askedAt);
  const entry = { kind: 'erase' as const, requestId, record, language, receivedAt: askedAt, dueAt };
  const ticket = await deps.register.open({ ...entry, note: AT_WORK });
  const code = await eraseRecords(deps, { ticket, requestId, plan: planned.plan, language, askedAt });
  return { state: 'applied', code };
}

/** An erasure that has begun is ended as it was planned: its first record may be gone. */
async function resumeOrPlan(deps: PersonDeps, request: ErasureRequest): Promise<PlannedErasure> {
  const plan = await findPlan(deps, { requestId: request.requestId, ticket: '' });
  if (plan !== null) return { kind: 'plan', plan };
  if (deps.person.erasePolicy === 'review') return { kind: 'review', code: 'erase_policy' };
  if (deps.settings.mailMode.kind === 'hold') return { kind: 'review', code: 'mail_mode_hold' };
  const { record, fingerprint } = request;
  return planErasure(deps, { record, fingerprint, approved: false });
}
