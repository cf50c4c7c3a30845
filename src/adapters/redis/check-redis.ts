import { Failure } from '../../flow/failure';
import type { RedisConnection } from './connection';
import { withinDeadline } from './store-failure';

/** From `INFO`; `null` where the server does not tell. */
export interface RedisState {
  readonly version: string | null;
  readonly maxmemoryPolicy: string | null;
  /** False: what was accepted may be lost when Redis stops. */
  readonly aof: boolean | null;
}

/** BullMQ needs 6.2. */
const LEAST = [6, 2] as const;

/** @throws Failure `store_unavailable`. */
export async function readRedisState(redis: RedisConnection): Promise<RedisState> {
  const info = await withinDeadline(5000, () => redis.info());
  const read = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? null;
  const aof = read('aof_enabled');
  return {
    version: read('redis_version'),
    maxmemoryPolicy: read('maxmemory_policy'),
    aof: aof === null ? null : aof === '1',
  };
}

/**
 * Whether this Redis may be worked with; an eviction policy that drops keys would drop accepted acts.
 *
 * @throws Failure `redis_too_old`, `redis_evicts` (neither retryable: the admin must act), `store_unavailable`.
 */
export async function checkRedis(redis: RedisConnection): Promise<RedisState> {
  const state = await readRedisState(redis);
  const fault = faultOf(state);
  if (fault !== null) throw fault;
  return state;
}

export function faultOf({ version, maxmemoryPolicy }: RedisState): Failure | null {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  if (version !== null && (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])))
    return unfit('redis_too_old', `Redis ${version} is too old; 6.2 or later is needed.`);
  if (maxmemoryPolicy !== null && maxmemoryPolicy !== 'noeviction')
    return unfit(
      'redis_evicts',
      `Redis has maxmemory-policy ${maxmemoryPolicy}; set it to noeviction, or accepted work is lost.`,
    );
  return null;
}

function unfit(code: string, message: string): Failure {
  return new Failure(message, { code, stage: 'store', retryable: false });
}
