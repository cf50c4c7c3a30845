import { answerMailed } from '../mailbox/answer-mailed';
import type { PersonDeps } from '../person-ports';
import type { QueuedRequest } from '../person-requests';
import type { Outcome } from '../ports';
import { addressParcel, askNewAddress } from './change-address';
import { changeData, planParcel } from './change-data';
import { confirmAddress } from './confirm-address';
import { requestErasure } from './erase-person';
import { askStaff } from './open-request';
import { DONE, NOTHING_TO_DO } from './outcomes';
import { sendFreshLink } from './send-fresh-link';
import { signUp } from './sign-up';

/** Told before anything is looked up: neither words nor time tell whether an address is known. */
const SAME_FOR_ALL: readonly QueuedRequest['kind'][] = ['link', 'link-typed', 'sign-up'];

/** Answers what a person asked for on a page or by mail, tells the outcome, and forgets what they typed. */
export async function handleRequest(deps: PersonDeps, request: QueuedRequest): Promise<Outcome> {
  const { requestId, kind } = request;
  const done = `request.${requestId}`;
  let outcome = NOTHING_TO_DO;
  if (!(await deps.memory.isApplied(done))) {
    const report = (told: Outcome) => deps.outcomes.put('act', requestId, told);
    const told = SAME_FOR_ALL.includes(kind);
    if (told) await report(DONE);
    outcome = await answer(deps, request);
    if (!told) await report(outcome);
    await deps.memory.markApplied(done);
  }
  for (const parcel of parcelsOf(request)) await deps.parcels.drop(parcel);
  if (outcome.state === 'rejected') deps.log.info('request rejected', { kind, code: outcome.code });
  return outcome;
}

/** What was typed, and what was laid down on the way; the latter serves until the outcome was told. */
function parcelsOf(request: QueuedRequest): string[] {
  if (request.kind === 'change') return [request.requestId, planParcel(request)];
  if (request.kind !== 'address-confirmed') return [request.requestId];
  const waiting = addressParcel(request);
  return [request.requestId, waiting, `${waiting}.plan`];
}

async function answer(deps: PersonDeps, request: QueuedRequest): Promise<Outcome> {
  switch (request.kind) {
    case 'link':
    case 'link-typed':
      await sendFreshLink(deps, request);
      return DONE;
    case 'sign-up':
      await signUp(deps, request);
      return DONE;
    case 'change':
      return changeData(deps, request);
    case 'new-address':
      return askNewAddress(deps, request);
    case 'address-confirmed':
      return confirmAddress(deps, request);
    case 'erase':
      return requestErasure(deps, request);
    case 'ask-staff':
      return askStaff(deps, request);
    case 'mail-withdrawal':
    case 'doubtful-withdrawal':
    case 'erase-mailed':
    case 'bounce':
    case 'complaint':
      return answerMailed(deps, request);
  }
}
