import type { z } from 'zod';
import { crmFailure } from './failures';

/** Holds a result to its schema. A write whose answer has another form is in doubt. */
export function parseResult<T>(schema: z.ZodType<T>, result: unknown, operation: string, write = false): T {
  const parsed = schema.safeParse(result);
  if (!parsed.success) throw crmFailure('crm_schema', { write, detail: operation });
  return parsed.data;
}
