import { z } from 'zod';
import { ACTOR_TYPES, BASES } from '../../../consent/event';
import type { WebhookEvent } from '../../../flow/ports';

/** What Vtiger may tell (interfaces: Webhook door). Ping is answered at the door and needs nothing else. */
export const WEBHOOK_EVENTS = [
  'OptInRequested',
  'InvitationRequested',
  'ConsentRefused',
  'ConsentWithdrawn',
  'ConsentRecorded',
  'AddressBlacklisted',
  'BlacklistLifted',
  'AddressChanged',
  'RecordSaved',
] as const;

const recordId = z.string().regex(/^\d{1,6}x\d{1,12}$/);

/** PHP sends `null` for what it does not have. */
const blank = (value: unknown) => value ?? undefined;
const line = (longest: number) => z.preprocess(blank, z.string().max(longest).default(''));

/** `19x5`, or as PHP has it at hand: 5, or the log-in name. Never an address: it goes into job data. */
const user = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value === '' ? undefined : blank(value)),
  z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/)
    .optional(),
);

/** Members that are not named here are ignored: a newer extension may tell more. */
const bodySchema = z.object({
  event: z.enum(WEBHOOK_EVENTS),
  record: recordId,
  occurredAt: z.iso.datetime({ offset: true }),
  // `user` is wanted of staff but not demanded: a refusal must not be lost for want of a name.
  actor: z.object({ type: z.enum(ACTOR_TYPES), user }),
  channel: line(32),
  source: line(255),
  basis: z.preprocess(blank, z.enum(['', ...BASES]).default('')),
  evidence: z.preprocess(
    blank,
    z
      .object({ text: line(20_000), language: line(16), policyUrl: line(2048) })
      .default({ text: '', language: '', policyUrl: '' }),
  ),
  reason: line(1000),
});

const SENTENCES: Readonly<Record<string, string>> = {
  event: `must be one of ${WEBHOOK_EVENTS.join(', ')}, Ping`,
  record: 'must be a webservice id such as 12x345',
  occurredAt: 'must be a date-time such as 2026-11-23T10:00:00.000Z',
  actor: 'must be an object with a type',
  'actor.type': `must be one of ${ACTOR_TYPES.join(', ')}`,
  'actor.user': "must be a user's webservice id such as 19x5, or a log-in name",
  channel: 'must be text of at most 32 characters',
  source: 'must be text of at most 255 characters',
  basis: `must be empty or one of ${BASES.join(', ')}`,
  evidence: 'must be an object with text, language and policyUrl',
  'evidence.text': 'must be text of at most 20000 characters',
  'evidence.language': 'must be text of at most 16 characters',
  'evidence.policyUrl': 'must be text of at most 2048 characters',
  reason: 'must be text of at most 1000 characters',
};

/** One fault of one field; it says what is wanted and never repeats what was sent. */
export interface BodyFault {
  readonly field: string;
  readonly code: string;
  readonly sentence: string;
}

export type BodyVerdict =
  | { readonly kind: 'event'; readonly event: WebhookEvent }
  | { readonly kind: 'ping' }
  | { readonly kind: 'rejected'; readonly code: string; readonly faults: readonly BodyFault[] };

export function readWebhookBody(raw: Buffer): BodyVerdict {
  const json = parseJson(raw);
  if (json === undefined) return { kind: 'rejected', code: 'json_invalid', faults: [] };
  if (z.object({ event: z.literal('Ping') }).safeParse(json).success) return { kind: 'ping' };
  const parsed = bodySchema.safeParse(json);
  if (parsed.success) return { kind: 'event', event: eventOf(parsed.data) };
  const fields = new Set(parsed.error.issues.map((issue) => issue.path.join('.')));
  return { kind: 'rejected', code: 'body_invalid', faults: [...fields].map(faultOf) };
}

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw)) as unknown;
  } catch {
    return undefined;
  }
}

function faultOf(field: string): BodyFault {
  if (field === '') return { field, code: 'body_not_object', sentence: 'The body must be a JSON object.' };
  const name = field.replaceAll('.', '_').replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
  return { field, code: `${name}_invalid`, sentence: `${field} ${SENTENCES[field] ?? 'is not valid'}.` };
}

function eventOf({ evidence, occurredAt, actor, ...rest }: z.output<typeof bodySchema>): WebhookEvent {
  return {
    ...rest,
    ...evidence,
    occurredAt: Date.parse(occurredAt),
    actor: { type: actor.type, ...(actor.user === undefined ? {} : { user: actor.user }) },
  };
}
