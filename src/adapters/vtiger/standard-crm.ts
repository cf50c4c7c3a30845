import { type ConsentFields, type ConsentRecord, type ModuleName, MODULES } from '../../consent/record';
import type { Crm, WriteBeside } from '../../flow/ports';
import { addComment, readComments } from './comments';
import { createControls } from './controls';
import { crmFailure, isCrmFailure } from './failures';
import { findByAddress, findByAddresses, findByFingerprint } from './find-records';
import { prefixOf } from './ids';
import { inspectCrm } from './inspect';
import { listAll, listByStatus, listChanged } from './list-records';
import { newestChange } from './newest-change';
import type { VtigerOperations } from './operations';
import { createBareQuery, createProvenQuery } from './proven-query';
import { assertStored, decodeRecord, encodeFields } from './record';
import type { ModuleOverrides, Schemas } from './schemas';

/** Vtiger's standard webservice operations alone ("standard grade"). */
export function createStandardCrm(
  operations: VtigerOperations,
  schemas: Schemas,
  overrides: ModuleOverrides,
): Crm {
  const controls = createControls(operations);
  const bare = createBareQuery(operations);
  const asks = { bare, proven: createProvenQuery(bare, controls) };
  const finds = { schemas, proven: asks.proven };
  const lists = { schemas, asks };
  return {
    retrieve: (id) => retrieve(operations, schemas, id),
    findByAddress: (address, spellings) => findByAddress(finds, address, spellings),
    findByAddresses: (addresses) => findByAddresses(finds, addresses),
    findByFingerprint: (fingerprint) => findByFingerprint(finds, fingerprint),
    write: (id, given, beside) => write(operations, schemas, { id, given, beside }),
    addComment: (record, content) => addComment(operations, record, content),
    comments: (record, limit) => readComments(asks, record, limit),
    listByStatus: (module, status, page) => listByStatus(lists, module, status, page),
    listChanged: (module, from) => listChanged(lists, module, from),
    listAll: (module, after) => listAll(lists, module, after),
    newestChange: (module) => newestChange(asks, controls, module),
    inspect: () => inspectCrm(operations, overrides),
  };
}

/** How old a description may be when "not found" is believed. */
const FRESH = 30_000;

async function retrieve(
  operations: VtigerOperations,
  schemas: Schemas,
  id: string,
): Promise<ConsentRecord | null> {
  const module = await moduleOf(schemas, id);
  if (module === null) return null;
  try {
    return await schemas.with(module, async (schema) => decodeRecord(schema, await operations.retrieve(id)));
  } catch (error) {
    if (isCrmFailure(error, 'crm_invalid_id')) return null;
    if (!isCrmFailure(error, 'crm_not_found')) throw error;
    // A module that one may not read gives the same answer (fact 40); describing it then fails.
    await schemas.get(module, FRESH);
    return null;
  }
}

async function write(
  operations: VtigerOperations,
  schemas: Schemas,
  {
    id,
    given,
    beside,
  }: {
    readonly id: string;
    readonly given: Partial<ConsentFields>;
    readonly beside: WriteBeside | undefined;
  },
): Promise<ConsentRecord> {
  const module = await moduleOf(schemas, id);
  if (module === null) throw crmFailure('crm_not_found');
  const schema = await schemas.get(module);
  const element = encodeFields(schema, given);
  for (const comment of beside?.comments ?? []) await addComment(operations, id, comment);
  const answer = await operations.revise({ ...element, id });
  try {
    const stored = decodeRecord(schema, answer, true);
    assertStored(stored, given);
    return stored;
  } catch (error) {
    // Rights may have changed since the module was described: the next write sees it before it is sent.
    schemas.forget(module);
    throw error;
  }
}

/** Contacts or Leads by the id's prefix, which each installation numbers in its own way (fact 32). */
async function moduleOf(schemas: Schemas, id: string): Promise<ModuleName | null> {
  const prefix = prefixOf(id);
  if (prefix === null) return null;
  for (const module of MODULES) if ((await schemas.get(module)).idPrefix === prefix) return module;
  return null;
}
