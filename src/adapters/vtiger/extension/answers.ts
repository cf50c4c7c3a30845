import { z } from 'zod';
import { crmFailure } from '../failures';
import { parseResult } from '../parse-result';

/* Forms of the extension's answers (docs/reference/module-webservice.md, contract 1). */

export const recordRow = z.looseObject({ module: z.enum(['Contacts', 'Leads']) });

const refused = z.object({
  ok: z.literal(false),
  code: z.string(),
  message: z.string().catch(''),
});

const found = z.object({ ok: z.literal(true), records: z.array(recordRow) });
const applied = z.object({ ok: z.literal(true), record: recordRow });
const entry = z.object({
  id: z.string(),
  line: z.string(),
  evidence: z.string(),
  createdtime: z.string(),
});
const done = z.object({ ok: z.literal(true) });
const told = z.object({ ok: z.literal(true), entries: z.array(entry) });

const itemsOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(z.union([item, refused])) });

export const findAnswer = itemsOf(found);
export const applyAnswer = itemsOf(applied);
export const historyAnswer = itemsOf(told);
/** Of erase and suppress: how many rows went is for the module's own log. */
export const doneAnswer = itemsOf(done);
export const dueAnswer = z.object({ records: z.array(recordRow), next: z.string().nullable() });
export const changedAnswer = z.object({
  records: z.array(recordRow),
  next: z.object({ since: z.string(), afterId: z.string() }).nullable(),
  newest: z.string(),
});
const names = z.array(z.string());
/** Of another contract only the number is certain. */
export const infoAnswer = z.object({
  contract: z.number(),
  version: z.string().catch(''),
  time: z.string().catch(''),
  timeZone: z.string().catch(''),
  user: z.object({ designated: z.boolean() }).catch({ designated: false }),
  keys: z.object({ addressCheck: z.string() }).catch({ addressCheck: '' }),
  backfill: z.object({ waiting: z.number() }).catch({ waiting: 0 }),
  outbox: z.object({ waiting: z.number(), oldest: z.string() }).catch({ waiting: 0, oldest: '' }),
  cron: z.object({ lastRun: z.string() }).catch({ lastRun: '' }),
  fullPath: z.object({ Contacts: names, Leads: names }).catch({ Contacts: [], Leads: [] }),
});

export type RefusedItem = z.infer<typeof refused>;
export type FindItem = z.infer<typeof found> | RefusedItem;
export type ApplyItemAnswer = z.infer<typeof applied> | RefusedItem;
export type DoneItem = z.infer<typeof done> | RefusedItem;
export type HistoryItem = z.infer<typeof told> | RefusedItem;
export type HistoryEntry = z.infer<typeof entry>;
export type Info = z.infer<typeof infoAnswer>;

interface Asked {
  readonly operation: string;
  readonly write?: boolean;
}

/** The result is JSON text within the envelope: Vtiger's own encoder leaves control characters raw (fact 18). */
export function readExtension<T>(
  schema: z.ZodType<T>,
  result: unknown,
  { operation, write = false }: Asked,
): T {
  const text = parseResult(z.string(), result, operation, write);
  return parseResult(schema, jsonOf(text, { operation, write }), operation, write);
}

function jsonOf(text: string, { operation, write = false }: Asked): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw crmFailure('crm_schema', { write, detail: operation });
  }
}
