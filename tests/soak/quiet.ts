import type { Rig } from '../harness/rig';

const PREFIX = '{consent}';
/** Jobs of these queues are never waited for by the record: they must be done, not merely late. */
const WORK = ['acts', 'webhooks', 'steps', 'looks'] as const;
const OWED = ['acts', 'webhooks'] as const;

/** Jobs that are still to be done or are under way; delayed steps and looks are dates, not debts. */
export async function unfinished(rig: Pick<Rig, 'redis'>): Promise<number> {
  const lists = WORK.flatMap((queue) => [`${queue}:wait`, `${queue}:active`]);
  const delayed = OWED.map((queue) => `${queue}:delayed`);
  const counts = await Promise.all([
    ...lists.map((name) => rig.redis.llen(`${PREFIX}:${name}`)),
    ...delayed.map((name) => rig.redis.zcard(`${PREFIX}:${name}`)),
  ]);
  return counts.reduce((sum, one) => sum + one, 0);
}

/** Accepted and given up: a lost event, unless somebody tries it again. */
export async function failedEvents(rig: Pick<Rig, 'redis'>): Promise<number> {
  const counts = await Promise.all(OWED.map((queue) => rig.redis.zcard(`${PREFIX}:${queue}:failed`)));
  return counts.reduce((sum, one) => sum + one, 0);
}
