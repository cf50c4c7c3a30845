import { z } from 'zod';
import { stamp } from '../clock';
import { touch } from '../crm';
import type { Row } from '../store';
import {
  contractRecord,
  DATE_TIMES,
  type ExtensionCall,
  FLAGS,
  itemAnswer,
  ItemFailure,
  rowOf,
  WRITABLE,
} from './consentbridge-record';
import type { HistoryEntry } from './consentbridge-state';

const members = z.record(z.string(), z.string()).default({});
const entry = z.object({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  line: z.string(),
  evidence: z.string().default(''),
});
const applyItem = z.object({
  id: z.string(),
  expect: members,
  fields: members,
  history: z.array(entry).default([]),
});
type ApplyItem = z.infer<typeof applyItem>;

export const applyElement = z.object({
  budgetMs: z.number().int().min(500).max(60_000).default(8000),
  items: z.array(z.unknown()).max(500),
});

const LENGTHS: Readonly<Record<string, number>> = {
  consent_text: 65_535,
  consent_topics: 65_535,
  consent_round: 64,
  consent_address_fp: 32,
};
const LINE = 255;

/** Each item whole or not at all: everything is checked before anything is written. */
export function apply(call: ExtensionCall, { items }: z.infer<typeof applyElement>): unknown {
  const written = new Set<number>();
  return {
    items: items.map((given) => {
      const { id } = z
        .object({ id: z.string().catch('') })
        .catch({ id: '' })
        .parse(given);
      return itemAnswer({ id }, () => one(call, given, written));
    }),
  };
}

function one(call: ExtensionCall, given: unknown, written: Set<number>): Readonly<Record<string, unknown>> {
  const item = readItem(given);
  const row = rowOf(call, item.id);
  if (row === undefined) throw new ItemFailure('NOT_FOUND');
  if (!call.access.edits(row)) throw new ItemFailure('ACCESS_DENIED');
  const writes = Object.keys(item.fields).length > 0;
  if (writes && written.has(row.id)) throw new ItemFailure('NOT_TRIED');
  const repeated = judge(call, item, row);
  const added = addHistory(call, row, item);
  if (!repeated && writes) {
    write(call, row, item.fields);
    written.add(row.id);
  }
  const state = repeated || (!writes && added === 0) ? 'repeated' : 'applied';
  return { state, path: 'fast', added, record: contractRecord(call, row) };
}

function readItem(given: unknown): ApplyItem {
  const parsed = applyItem.safeParse(given);
  if (!parsed.success) throw new ItemFailure('INVALID_ITEM', 'The form of the item is wrong.');
  const { fields, expect, history } = parsed.data;
  for (const [name, value] of Object.entries(fields)) checkField(name, value);
  const names = Object.keys(fields);
  if (names.length > 0 && expect['consent_seal'] === undefined)
    throw new ItemFailure('INVALID_ITEM', 'Fields need expect.consent_seal.');
  if (fields['consent_status'] !== undefined && fields['consent_seal'] === undefined)
    throw new ItemFailure('INVALID_ITEM', 'A consent_status needs its consent_seal.');
  if (names.length === 0 && history.length === 0)
    throw new ItemFailure('INVALID_ITEM', 'The item holds neither fields nor history.');
  for (const { evidence } of history) checkEvidence(evidence);
  return parsed.data;
}

function checkEvidence(evidence: string): void {
  if (evidence === '') return;
  try {
    if (typeof JSON.parse(evidence) === 'object') return;
  } catch {
    // Told below.
  }
  throw new ItemFailure('INVALID_ITEM', 'Evidence is JSON text.');
}

function checkField(name: string, value: string): void {
  if (!WRITABLE.includes(name)) throw new ItemFailure('INVALID_ITEM', `${name} cannot be written here.`);
  const flag = FLAGS.some((each) => each === name);
  const date = DATE_TIMES.some((each) => each === name);
  const fits = flag
    ? value === '0' || value === '1'
    : date
      ? value === '' || /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)
      : Buffer.byteLength(value) <= (LENGTHS[name] ?? 255) && !/[\u{10000}-\u{10ffff}]/u.test(value);
  if (!fits) throw new ItemFailure('INVALID_ITEM', `The value for ${name} is not in its form.`);
}

/** Whether it is a repetition; what the caller expected must be what is stored otherwise. */
function judge(call: ExtensionCall, { fields, expect }: ApplyItem, row: Row): boolean {
  const stored = contractRecord(call, row);
  const same = Object.entries(fields).every(([name, value]) => stored[name] === value);
  if (fields['consent_seal'] !== undefined && same) return true;
  for (const [name, value] of Object.entries(expect))
    if (stored[name] !== value) throw new ItemFailure('STALE', undefined, { record: stored });
  return false;
}

function addHistory({ crm, state }: ExtensionCall, row: Row, { history }: ApplyItem): number {
  let added = 0;
  for (const { id, line, evidence } of history) {
    if (state.history.some((each) => each.person === row.id && each.id === id)) continue;
    added += 1;
    const createdtime = stamp(crm.now());
    const { occurred_at: at, pii_principal_id: principal } = block.parse(JSON.parse(evidence || '{}'));
    const made: HistoryEntry = {
      number: crm.store.takeId(),
      id,
      person: row.id,
      line: line.slice(0, LINE),
      evidence,
      principal,
      occurredAt: at === '' ? `${createdtime.replace(' ', 'T')}.000Z` : at,
      createdtime,
    };
    state.history.push(made);
  }
  return added;
}

const word = z.string().catch('');
const block = z.object({ occurred_at: word, pii_principal_id: word });

function write({ crm, access }: ExtensionCall, row: Row, fields: Readonly<Record<string, string>>): void {
  touch(crm, row, access.user.id);
  for (const [name, value] of Object.entries(fields)) {
    const date = DATE_TIMES.some((each) => each === name);
    crm.store.set(row, name, date && value === '' ? null : value);
  }
}
