import type { EventMemory } from '../../flow/store-ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';
import { createEventMemory } from './ledger';
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
