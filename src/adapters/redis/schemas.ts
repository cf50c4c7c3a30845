import { z } from 'zod';
import { ACTOR_TYPES, BASES, CHANNELS, type ConsentEvent, EVENTS, LANGUAGES } from '../../consent/event';
import { STATUSES_AND_NONE } from '../../consent/status';
import type { Outcome } from '../../flow/ports';

/* What lies in Redis was written by some version of the bridge: it is parsed like anything from outside. */

const shown = z.object({
  text: z.string(),
  language: z.enum(LANGUAGES).exactOptional(),
  policyUrl: z.string().exactOptional(),
});

const event = z.object({
  id: z.string(),
  name: z.enum(EVENTS),
  record: z.string(),
  occurredAt: z.number(),
  actor: z.object({ type: z.enum(ACTOR_TYPES), user: z.string().exactOptional() }),
  channel: z.enum(CHANNELS),
  source: z.string().exactOptional(),
  basis: z.enum(BASES).exactOptional(),
  shown: shown.exactOptional(),
  reason: z.string().exactOptional(),
  round8: z.string().exactOptional(),
  notMe: z.boolean().exactOptional(),
  found: z.boolean().exactOptional(),
  messageId: z.string().exactOptional(),
  topics: z.array(z.string()).exactOptional(),
  offered: z.array(z.string()).exactOptional(),
});

const state = z.object({
  status: z.enum(STATUSES_AND_NONE),
  changedOn: z.number().nullable(),
  before: z.enum(STATUSES_AND_NONE),
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
  // Entries of before topics; an undo leaves topics as they are.
  topics: z.array(z.string()).default([]),
});

export const undoSchema = z.object({ eventId: z.string(), before: state });

export const fullPassSchema = z.object({
  after: z.string().nullable(),
  from: z.number(),
  drift: z.number(),
});

export const networkSchema = z.object({ ip: z.string(), userAgent: z.string() });

const outcome = z.object({
  state: z.enum(['pending', 'applied', 'unchanged', 'rejected']),
  code: z.string().exactOptional(),
  sentence: z.string().exactOptional(),
  status: z.string().exactOptional(),
  undoable: z.boolean().exactOptional(),
});

export function parseEvent(json: string): ConsentEvent {
  return event.parse(JSON.parse(json));
}

export function parseOutcome(json: string): Outcome {
  return outcome.parse(JSON.parse(json));
}
