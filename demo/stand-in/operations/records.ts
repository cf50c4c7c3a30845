import { createDenied, invalidId, operationDenied, PhpFatal, recordDenied } from '../errors';
import { findForWrite, findRecord } from '../ids';
import { type Presented, presentRecord } from '../present';
import {
  checkDuplicates,
  checkMandatory,
  checkOwner,
  checkReferences,
  dieOnUnknownOwner,
  type Element,
  newRow,
  storedForms,
  touch,
  write,
} from '../save';
import type { Row } from '../store';
import { phpText } from '../values';
import { elementOf, type Operation, type OperationCall } from './call';

export const retrieve: Operation = (call) => {
  const row = findRecord(call.crm.store, call.access, call.parameter('id') ?? '');
  if (!call.access.sees(row)) throw recordDenied();
  return presentRecord(call.crm.store, call.access, row);
};

export const remove: Operation = ({ crm, access, parameter }) => {
  const row = findRecord(crm.store, access, parameter('id') ?? '');
  if (!access.deletes(row)) throw recordDenied();
  row.deleted = true;
  touch(crm, row, access.user.id);
  return { status: 'successful' };
};

export const create: Operation = (call) => {
  // The element is decoded before the operation runs, so a text is fatal only once the module was accepted.
  const name = call.parameter('elementType') ?? '';
  const element = call.access.lists(name) ? elementOf(call) : null;
  return createRecord(call, name, element);
};

export function createRecord(call: OperationCall, name: string, element: Element | null): Presented {
  const { crm, access } = call;
  const module = crm.modules.get(name);
  if (!access.lists(name) || module === undefined) throw operationDenied();
  if (access.rights(name).create !== true) throw createDenied();
  if (element === null) throw new PhpFatal('no element');
  checkReferences(access, module, element);
  checkMandatory(module, element, false);
  checkOwner(crm, access, name, element);
  // Vtiger's handler of line items looks for an id before the record has one.
  if (module.fields.some((field) => field.name === 'hdnGrandTotal')) throw invalidId();
  const row = newRow(crm, access, module);
  const forms = storedForms(access, module, element, false);
  checkDuplicates(crm, row, forms);
  crm.store.add(row);
  write(crm, access, row, forms);
  dieOnUnknownOwner(crm, element);
  return withRawScript(presentCreated(call, row), row, forms);
}

/** Products come back with their currency. */
function presentCreated({ crm, access }: OperationCall, row: Row): Presented {
  const record = presentRecord(crm.store, access, row);
  return row.module === 'Products' ? { ...record, currency1: 0, currency_id: '21x1' } : record;
}

/** The answer to a write still shows script tags that are stored encoded. */
function withRawScript(
  record: Presented,
  row: Row,
  forms: Readonly<Record<string, string | null>>,
): Presented {
  for (const [name, value] of Object.entries(forms)) {
    if (value?.toLowerCase().includes('<script') === true && name in record && row.values[name] !== value) {
      record[name] = value;
    }
  }
  return record;
}

/** Writes what was sent and differs; only the id is needed. */
export const revise: Operation = (call) => {
  const element = elementOf(call);
  const row = findForWrite(call.crm.store, call.access, phpText(element?.['id'] ?? null));
  return applyTo(call, row, element ?? {}, true);
};

/** Not a full replacement: fields left out keep their values, yet the mandatory ones must be there. */
export const update: Operation = (call) => {
  const element = elementOf(call);
  const row = findForWrite(call.crm.store, call.access, phpText(element?.['id'] ?? null));
  return applyTo(call, row, element ?? {}, false);
};

function applyTo(call: OperationCall, row: Row, element: Element, revising: boolean): Presented {
  const { crm, access } = call;
  const module = crm.modules.get(row.module);
  if (module === undefined) throw operationDenied();
  checkReferences(access, module, element);
  checkMandatory(module, element, revising);
  checkOwner(crm, access, row.module, element);
  const forms = storedForms(access, module, element, revising);
  checkDuplicates(crm, row, forms);
  touch(crm, row, access.user.id);
  write(crm, access, row, forms);
  return withRawScript(presentRecord(crm.store, access, row), row, forms);
}
