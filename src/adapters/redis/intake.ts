import { setTimeout as sleep } from 'node:timers/promises';
import type { Intake, Outcome, PersonAct } from '../../flow/ports';
import type { RedisConnection } from './connection';
import { parseJob } from './jobs';
import type { Keys } from './keys';
import type { OpenQueues } from './open-queues';
import type { NetworkKeeper } from './network';
import { parseOutcome } from './schemas';
import { withinDeadline } from './store-failure';

export interface IntakeOptions {
  /** A `door` connection, which fails at once when Redis is away. */
  readonly redis: RedisConnection;
  readonly keys: Keys;
  readonly queues: OpenQueues;
  /** A fresh UUIDv7. */
  readonly newId: () => string;
  readonly network: NetworkKeeper;
  /** ms until a door that gets no answer says so; default 2000. */
  readonly deadline?: number;
}

const WEEK = 7 * 24 * 3600_000;

/**
 * The way into the queues. Redis answers an add after its script ran, and with `appendfsync always` after the AOF is
 * on disk: what resolved here survives a crash of both.
 */
export function createIntake(options: IntakeOptions): Intake {
  const { queues, newId, deadline = 2000 } = options;
  return {
    acceptAct: (act) => withinDeadline(deadline, () => addAct(options, act)),
    outcomeOfAct: (eventId, waitMs) => waitForOutcome(options, eventId, waitMs),
    acceptWebhook: (webhookId, event) =>
      withinDeadline(deadline, async () => {
        const eventId = newId();
        const content = parseJob('webhooks', { ...event, eventId, webhookId });
        const job = await queues.of('webhooks').add(event.event, content, {
          jobId: eventId,
          deduplication: { id: webhookId, ttl: WEEK },
        });
        // One script sets the memory and adds the job; a repeat is answered with the first one's id.
        return job.id === eventId ? 'accepted' : 'duplicate';
      }),
    outcomeOfWebhook: (webhookId) =>
      withinDeadline(deadline, async () => {
        const known = await readOutcome(options, 'webhook', webhookId);
        if (known !== null) return known;
        const seen = await queues.of('webhooks').getDeduplicationJobId(webhookId);
        return seen === null ? null : { state: 'pending' };
      }),
  };
}

async function addAct({ network, queues, newId }: IntakeOptions, act: PersonAct) {
  const eventId = newId();
  if (act.network !== undefined) await network.keep(eventId, act.network);
  const content = parseJob('acts', { ...act, eventId });
  await queues.of('acts').add(act.event, content, { jobId: eventId });
  return eventId;
}

/** The act is safe already: a Redis that fails now only means that the page says "received". */
async function waitForOutcome(options: IntakeOptions, eventId: string, waitMs: number): Promise<Outcome> {
  const until = Date.now() + waitMs;
  for (let pause = 10; ; pause = Math.min(pause * 2, 150)) {
    const known = await withinDeadline(Math.max(until - Date.now(), 100), () =>
      readOutcome(options, 'act', eventId),
    ).catch(() => null);
    if (known !== null) return known;
    if (Date.now() + pause > until) return { state: 'pending' };
    await sleep(pause);
  }
}

async function readOutcome({ redis, keys }: IntakeOptions, kind: 'act' | 'webhook', id: string) {
  const json = await redis.get(keys.key('outcome', kind, id));
  return json === null ? null : parseOutcome(json);
}
