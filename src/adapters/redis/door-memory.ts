import type { EventMemory } from '../../flow/store-ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';
import { createEventMemory } from './ledger';
import type { OpenQueues } from './open-queues';
import { pendingKey } from './refusals';
import { withinDeadline } from './store-failure';

/** ms until a door that gets no answer says so. */
const DEADLINE = 2000;

/** The memory as doors ask it: one that gets no answer throws `store_unavailable` and does not wait. */
export function createDoorMemory(
  redis: RedisConnection,
  keys: Keys,
): Pick<EventMemory, 'isApplied' | 'markApplied'> {
  const memory = createEventMemory(redis, keys);
  return {
    isApplied: (id) => withinDeadline(DEADLINE, () => memory.isApplied(id)),
    markApplied: (id) => withinDeadline(DEADLINE, () => memory.markApplied(id)),
  };
}

/**
 * How many refusals wait for their address, with the requests in the queue, each of which may become one. For a door:
 * without an answer it throws `store_unavailable` and does not wait.
 */
export function createWaitingCount(
  redis: RedisConnection,
  keys: Keys,
  queues: OpenQueues,
): () => Promise<number> {
  return () =>
    withinDeadline(DEADLINE, async () => {
      const queued = queues.of('requests').getJobCountByTypes('wait', 'delayed', 'prioritized');
      const [waiting, more] = await Promise.all([redis.hlen(pendingKey(keys)), queued]);
      return waiting + more;
    });
}
