import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/* Answers of a real Vtiger 8.4, as recorded. */

const pair = z.object({
  name: z.string(),
  request: z.object({
    method: z.enum(['GET', 'POST']).optional(),
    query: z.record(z.string(), z.unknown()).nullish(),
    form: z.record(z.string(), z.unknown()).nullish(),
  }),
  response: z.object({ status: z.number(), body: z.unknown(), bodyRaw: z.string().optional() }),
});

export interface Recorded {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly status: number;
  /** As it came over the wire. */
  readonly body: string;
  readonly result: unknown;
}

const FOLDER = join(__dirname, '../../../fixtures/vtiger-contract');

export function recorded(name: string): Recorded {
  const { request, response } = pair.parse(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')));
  const parameters = { ...request.query, ...request.form };
  const { body, bodyRaw } = response;
  const text = bodyRaw ?? (typeof body === 'string' ? body : JSON.stringify(body));
  const result = z.object({ result: z.unknown() }).safeParse(body);
  return {
    name,
    method: request.method ?? 'GET',
    operation: typeof parameters['operation'] === 'string' ? parameters['operation'] : '-',
    parameters,
    status: response.status,
    body: text,
    result: result.success ? result.data.result : undefined,
  };
}

export const RECORDED_NAMES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''))
  // Two calls side by side, told in words.
  .filter((name) => name !== 'revise-two-writers');
