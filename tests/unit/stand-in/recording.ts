import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FOLDER = join(__dirname, '../../fixtures/vtiger-contract');

const Pair = z.object({
  name: z.string(),
  note: z.string().default(''),
  request: z
    .object({
      method: z.enum(['GET', 'POST']),
      path: z.string(),
      query: z.record(z.string(), z.string()).default({}),
      form: z.record(z.string(), z.string()).optional(),
      rawBody: z.string().optional(),
      contentType: z.string().optional(),
    })
    .nullable(),
  response: z
    .object({
      status: z.number(),
      headers: z.record(z.string(), z.string()),
      body: z.unknown(),
      bodyRaw: z.string().optional(),
    })
    .nullable(),
});
const Answered = z.object({
  name: z.string(),
  note: z.string(),
  request: Pair.shape.request.unwrap(),
  response: Pair.shape.response.unwrap(),
});
/** A request to Vtiger 8.4.0 and its answer, as recorded. */
export type Recording = z.infer<typeof Answered>;

/** Every recorded pair; notes of measurements that are no single pair are left out. */
export function readRecordings(folder = FOLDER): readonly Recording[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => Pair.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
    .filter((pair) => pair.request !== null && pair.response !== null)
    .map((pair) => Answered.parse(pair));
}

export const parametersOf = (one: Recording): Readonly<Record<string, string>> => {
  const inPath = Object.fromEntries(new URLSearchParams(one.request.path.split('?')[1] ?? ''));
  return { ...inPath, ...one.request.query, ...one.request.form };
};

/** The body as it was sent: recorded raw where key order or control characters matter, else written out again. */
export function bodyOf(one: Recording): string {
  const { body, bodyRaw } = one.response;
  if (typeof body === 'string') return body;
  return bodyRaw ?? JSON.stringify(body);
}

const Row = z.record(z.string(), z.union([z.string(), z.null(), z.number(), z.boolean()]));
const Result = z.object({ result: z.unknown() });
const Synced = z.object({ updated: z.array(Row) });
export type RecordedRow = Record<string, string | null>;

/** The records an answer shows, whole or in part. */
export function rowsOf(one: Recording): readonly RecordedRow[] {
  const parsed = Result.safeParse(
    typeof one.response.body === 'string' ? safeJson(one.response.body) : one.response.body,
  );
  if (!parsed.success) return [];
  const { result } = parsed.data;
  const synced = Synced.safeParse(result);
  const found = synced.success ? synced.data.updated : Array.isArray(result) ? result : [result];
  return found
    .map((row: unknown) => Row.safeParse(row))
    .filter((row) => row.success)
    .map((row) => row.data)
    .filter((row) => typeof row['id'] === 'string' && /^\d+x\d+$/.test(row['id']))
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, value === null ? null : String(value)]),
      ),
    );
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(
      text.replace(/[\u0000-\u001f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
    );
  } catch {
    return null;
  }
}
