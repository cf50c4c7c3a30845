import { z } from 'zod';
import { ACTOR_TYPES, BASES, CHANNELS, type ConsentEvent, EVENTS, LANGUAGES } from '../../consent/event';
import { STATUSES_AND_NONE } from '../../consent/status';
import type { Outcome } from '../../flow/ports';

/* What lies in Redis was written by some version of the bridge: it is parsed like anything from outside. */

const shown = z.object({
  text: z.string(),
  language: z.enum(LANGUAGES).optional(),
  policyUrl: z.string().optional(),
});

const event = z.object({
  id: z.string(),
  name: z.enum(EVENTS),
  record: z.string(),
  occurredAt: z.number(),
  actor: z.object({ type: z.enum(ACTOR_TYPES), user: z.string().optional() }),
  channel: z.enum(CHANNELS),
  source: z.string().optional(),
  basis: z.enum(BASES).optional(),
  shown: shown.optional(),
  reason: z.string().optional(),
  round8: z.string().optional(),
  notMe: z.boolean().optional(),
  found: z.boolean().optional(),
  messageId: z.string().optional(),
});

const state = z.object({
  status: z.enum(STATUSES_AND_NONE as [string, ...string[]]).transform((value) => statusOf(value)),
  changedOn: z.number().nullable(),
  before: z.string().transform((value) => statusOf(value)),
  beforeOn: z.number().nullable(),
  round: z.string(),
  invitedOn: z.number().nullable(),
  remindedOn: z.number().nullable(),
  notMe: z.boolean(),
  emailOptout: z.union([z.boolean(), z.literal('keep')]),
  agreed: z.object({
    basis: z.enum([...BASES, '']),
    consentDate: z.number().nullable(),
    text: z.string(),
    source: z.string(),
  }),
  language: z.string(),
});

function statusOf(value: string) {
  return STATUSES_AND_NONE.find((each) => each === value) ?? 'none';
}

export const undoSchema = z.object({ eventId: z.string(), before: state });

export const fullPassSchema = z.object({
  after: z.string().nullable(),
  from: z.number(),
  drift: z.number(),
});

export const networkSchema = z.object({ ip: z.string(), userAgent: z.string() });

const outcome = z.object({
  state: z.enum(['pending', 'applied', 'unchanged', 'rejected']),
  code: z.string().optional(),
  sentence: z.string().optional(),
  status: z.string().optional(),
  undoable: z.boolean().optional(),
});

/** Leaves out members that are absent: `exactOptionalPropertyTypes` tells absent from undefined. */
export function parseEvent(json: string): ConsentEvent {
  return JSON.parse(JSON.stringify(event.parse(JSON.parse(json)))) as ConsentEvent;
}

export function parseOutcome(json: string): Outcome {
  return JSON.parse(JSON.stringify(outcome.parse(JSON.parse(json)))) as Outcome;
}
