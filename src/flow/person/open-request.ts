import { normalizeAddress } from '../../consent/address';
import type { ConsentRecord } from '../../consent/record';
import { outcomeOf } from '../outcome-of';
import type { PersonDeps } from '../person-ports';
import type { PersonRequest } from '../person-requests';
import type { RequestKind } from '../request-kinds';
import type { Outcome } from '../ports';
import { packAddress } from './erase-parcel';
import { dueAfter } from './register-dates';
import { underLock } from './requests-lock';
import { tellPerson } from './requests-mail';

type StaffRequest = Extract<PersonRequest, { kind: 'ask-staff' }> & { readonly requestId: string };

const NOTES: Readonly<Record<RequestKind, string>> = {
  erase: 'Close it with the solution "approved" to have it carried out, or with the reason why not.',
  access: 'Send what is stored, then close it. Make sure who asks when others share the address.',
  correction: 'Ask what must be corrected, correct it, then close it.',
  objection: 'Ask what the objection is about, decide, then close it.',
};

/**
 * Enters a request that a person of the staff must answer into the register, and tells the person until when they do
 * (GDPR art. 12(3)). One that is open already is not entered again.
 */
export async function askStaff(deps: PersonDeps, request: StaffRequest, note = ''): Promise<Outcome> {
  const record = await deps.crm.retrieve(request.record);
  if (record === null) return outcomeOf({ kind: 'rejected', code: 'record_not_found' }, null);
  const address = normalizeAddress(record.email);
  if (address === null || deps.seals.fingerprint(address) !== request.fingerprint)
    return outcomeOf({ kind: 'rejected', code: 'address_changed' }, null);
  return underLock(deps, `register.${request.fingerprint}`, () =>
    enter(deps, request, { record, address, note }),
  );
}

async function enter(
  deps: PersonDeps,
  request: StaffRequest,
  {
    record,
    address,
    note,
  }: { readonly record: ConsentRecord; readonly address: string; readonly note: string },
): Promise<Outcome> {
  const { requestId, about, language, occurredAt } = request;
  if (await isOpen(deps, request)) return { state: 'unchanged', code: 'already_asked' };
  const dueAt = dueAfter(occurredAt);
  const entry = { kind: about, requestId, record: record.id, language, receivedAt: occurredAt, dueAt };
  const ticket = await deps.register.open({ ...entry, note: `${note} ${NOTES[about]}`.trim() });
  await packAddress(deps, { requestId, ticket }, address);
  await tellPerson(deps, { kind: 'request-received', ticket, about, to: address, language, dueAt });
  return { state: 'applied', code: 'staff_asked' };
}

async function isOpen(
  { register }: PersonDeps,
  { requestId, about, record }: StaffRequest,
): Promise<boolean> {
  const entries = await register.list();
  return entries.some(
    (each) => each.open && each.kind === about && each.record === record && each.requestId !== requestId,
  );
}
