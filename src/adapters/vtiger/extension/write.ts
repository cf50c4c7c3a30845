import type { ConsentFields, ConsentRecord } from '../../../consent/record';
import type { WriteBeside } from '../../../flow/ports';
import { crmFailure } from '../failures';
import { assertStored, encodeFields } from '../record';
import type { ApplyItemAnswer } from './answers';
import { createBatch } from './batch';
import type { ApplyItem, ExtensionCalls } from './calls';
import { retrieve, type Find } from './find';
import { entryOf } from './history';
import { itemFailure } from './item-failure';
import { decodeRow, expectOf, ownSchema } from './record';

export type Apply = (item: ApplyItem) => Promise<ApplyItemAnswer>;

/** The extension commits so many together; a call without an answer leaves no more than these in doubt. */
const MOST = 25;

export function createApply({ apply }: Pick<ExtensionCalls, 'apply'>, calls: number): Apply {
  return createBatch<ApplyItem, ApplyItemAnswer>({ most: MOST, calls, send: apply });
}

export interface WriteParts {
  readonly find: Find;
  readonly apply: Apply;
}

/** Fields and history in one transaction, and only while the record is as it was judged (compare-and-set). */
export async function writeRecord(
  { find, apply }: WriteParts,
  id: string,
  given: Partial<ConsentFields>,
  { known, comments = [] }: WriteBeside = {},
): Promise<ConsentRecord> {
  const before = known ?? (await retrieve(find, id));
  if (before === null) throw crmFailure('crm_not_found');
  const fields = encodeFields(ownSchema(before.module), given);
  const item = { id, expect: expectOf(before), fields, history: comments.map(entryOf) };
  const stored = recordOf(await apply(item));
  // A workflow that hangs on a consent field runs within the write and may have undone it.
  assertStored(stored, given);
  return stored;
}

/** Answers the entry's id. */
export async function addEntry(
  { apply }: Pick<WriteParts, 'apply'>,
  id: string,
  content: string,
): Promise<string> {
  const entry = entryOf(content);
  recordOf(await apply({ id, expect: {}, fields: {}, history: [entry] }));
  return entry.id;
}

function recordOf(item: ApplyItemAnswer): ConsentRecord {
  if (!item.ok) throw itemFailure(item, 'consentbridge.apply');
  return decodeRow(item.record, true);
}
