import { z } from 'zod';
import { failureCodeOf } from './error-codes';
import { type CrmFailureCode, crmFailure } from './failures';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface Asked {
  readonly operation: string;
  /** The operation changes records. */
  readonly write: boolean;
}

const envelope = z.union([
  z.object({ success: z.literal(true), result: z.unknown() }),
  z.object({
    success: z.literal(false),
    error: z.object({
      code: z.union([z.string(), z.number()]).transform(String),
      message: z
        .string()
        .nullish()
        .transform((text) => text ?? ''),
    }),
  }),
]);

/** Reads the result out of an answer, or throws the typed Failure that it stands for. */
export function readAnswer({ status, body }: HttpAnswer, { operation, write }: Asked): unknown {
  const fail = (code: CrmFailureCode, detail = operation) => crmFailure(code, { write, detail });
  const refused = statusFailure(status);
  if (refused !== null) throw fail(refused);
  if (body.trim() === '') throw fail('crm_empty');
  if (!/^\s*[{[]/.test(body)) throw fail('crm_html');
  const json = parseJson(body);
  if (json === undefined) throw fail('crm_invalid_json');
  const parsed = envelope.safeParse(json);
  if (!parsed.success) throw fail('crm_schema');
  if (parsed.data.success) return parsed.data.result;
  const { code, field } = failureCodeOf(operation, parsed.data.error);
  throw fail(code, field === undefined ? operation : `${operation}: ${field}`);
}

/** Vtiger itself answers 200 or, after a PHP error, 500 (facts 1, 3); the rest comes from servers before it. */
function statusFailure(status: number): CrmFailureCode | null {
  if (status === 200) return null;
  if (status >= 500) return 'crm_http_5xx';
  if (status === 429) return 'crm_http_429';
  if (status >= 400) return 'crm_http_4xx';
  return status >= 300 ? 'crm_redirect' : 'crm_html';
}

/**
 * Control characters that are stored in a field come out raw (fact 18). In JSON they can only stand inside a string,
 * and Vtiger escapes line ends and tabs, so escaping the others restores exactly what is meant.
 */
function parseJson(body: string): unknown {
  return tryParse(body) ?? tryParse(body.replace(RAW_CONTROLS, escaped));
}

// Built from escapes: a literal with control characters in it reads as a mistake.
const RAW_CONTROLS = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]', 'g');

function escaped(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
