import { z } from 'zod';
import { EVENTS, LANGUAGES } from '../../consent/event';
import { Failure } from '../../flow/failure';
import { REQUEST_KINDS } from '../../flow/request-kinds';
import { type Jobs, type QueueName, SWEEPS } from '../../flow/queue-ports';

/* What lies in a queue was written by some version of the bridge: it is parsed like anything from outside. */

const record = z.string().regex(/^\d+x\d+$/);

const act = z.object({
  eventId: z.string(),
  event: z.enum(EVENTS),
  record,
  fingerprint: z.string(),
  channel: z.enum(['link', 'label', 'one-click', 'form']),
  occurredAt: z.number(),
  round8: z.string().exactOptional(),
  notMe: z.boolean().exactOptional(),
  shown: z.object({ text: z.string(), language: z.enum(LANGUAGES), policyUrl: z.string() }).exactOptional(),
  undoes: z.string().exactOptional(),
  topics: z.array(z.string()).exactOptional(),
  offered: z.array(z.string()).exactOptional(),
});

const asked = {
  requestId: z.string(),
  occurredAt: z.number(),
  language: z.enum(LANGUAGES),
};
const byMail = { ...asked, fingerprint: z.string() };
const byLink = { ...asked, record, fingerprint: z.string(), round8: z.string().exactOptional() };
const shown = z.object({
  text: z.string(),
  language: z.enum(LANGUAGES).exactOptional(),
  policyUrl: z.string().exactOptional(),
});

const request = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link'), ...byLink }),
  z.object({ kind: z.literal('link-typed'), ...asked }),
  z.object({ kind: z.literal('change'), ...byLink }),
  z.object({ kind: z.literal('new-address'), ...byLink }),
  z.object({ kind: z.literal('address-confirmed'), request8: z.string(), ...byLink }),
  z.object({ kind: z.literal('erase'), ...byLink }),
  z.object({ kind: z.literal('ask-staff'), about: z.enum(REQUEST_KINDS), ...byLink }),
  z.object({ kind: z.literal('mail-withdrawal'), waits: z.boolean().default(true), ...byMail }),
  z.object({ kind: z.literal('doubtful-withdrawal'), ...byMail }),
  z.object({ kind: z.literal('erase-mailed'), proven: z.boolean(), ...byMail }),
  z.object({
    kind: z.literal('bounce'),
    permanence: z.enum(['permanent', 'soft']),
    status: z.string(),
    ...byMail,
  }),
  z.object({ kind: z.literal('complaint'), ...byMail }),
  z.object({ kind: z.literal('sign-up'), shown, topics: z.array(z.string()), source: z.string(), ...asked }),
]);

const webhook = z.object({
  eventId: z.string(),
  webhookId: z.string(),
  event: z.enum([...EVENTS, 'RecordSaved']),
  record,
  occurredAt: z.number(),
  actor: z.object({ type: z.enum(['contact', 'staff', 'system']), user: z.string().exactOptional() }),
  channel: z.string(),
  source: z.string(),
  basis: z.string(),
  text: z.string(),
  language: z.string(),
  policyUrl: z.string(),
  reason: z.string(),
});

/** Also what keeps strangers out of a job: members that are not listed (an address, a token) are left out. */
const JOB_SCHEMAS: { readonly [Q in QueueName]: z.ZodType<Jobs[Q]> } = {
  acts: act,
  requests: request,
  webhooks: webhook,
  steps: z.object({ record, step: z.enum(['invite', 'remind', 'expire']), round8: z.string() }),
  looks: z.object({ record }),
  readbacks: z.object({ record, key: z.string() }),
  sweeps: z.object({ kind: z.enum(SWEEPS), begin: z.boolean().exactOptional() }),
};

/** @throws Failure `job_unreadable`, never retried: the job stays in the failed list. */
export function parseJob<Q extends QueueName>(queue: Q, content: unknown): Jobs[Q] {
  const parsed = JOB_SCHEMAS[queue].safeParse(content);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Failure(`The job cannot be read (${where}); another version of the bridge may have written it.`, {
    code: 'job_unreadable',
    stage: 'store',
    retryable: false,
  });
}

/** The record a job is about, for lists; `null` where it names none. */
export function recordOf(content: unknown): string | null {
  const parsed = z.object({ record }).safeParse(content);
  return parsed.success ? parsed.data.record : null;
}
