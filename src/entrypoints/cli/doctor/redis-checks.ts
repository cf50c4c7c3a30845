import type { CliBridge, RedisFacts } from '../cli-bridge';
import { type Check, examined, fault, ok, warn } from './check';

/** The oldest version with every command that the queue uses (BullMQ's own requirement). */
const OLDEST = [6, 2] as const;

export function redisChecks(bridge: CliBridge): Promise<Check[]> {
  return examined('Redis', 'start it, or correct REDIS_URL', async () => {
    const redis = await bridge.checkRedis();
    return [versionCheck(redis), policyCheck(redis), aofCheck(redis, bridge.facts.production)];
  });
}

function versionCheck({ version, kind }: RedisFacts): Check {
  const whose = kind === 'private' ? 'private server of the bridge' : 'REDIS_URL';
  const [major = NaN, minor = NaN] = (version ?? '').split('.').map(Number);
  if (Number.isNaN(major) || Number.isNaN(minor))
    return warn(`Redis (${whose}) does not tell its version`, 'make sure that it is 6.2 or later');
  const old = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return old
    ? fault(`Redis ${version ?? ''} is too old`, 'use 6.2 or later')
    : ok(`Redis ${version ?? ''} answers (${whose})`);
}

function policyCheck({ maxmemoryPolicy }: RedisFacts): Check {
  if (maxmemoryPolicy === null)
    return warn('Redis does not tell its maxmemory-policy', 'make sure that it is noeviction');
  return maxmemoryPolicy === 'noeviction'
    ? ok('Redis evicts nothing (maxmemory-policy noeviction)')
    : fault(
        `Redis may drop jobs when memory is short (maxmemory-policy ${maxmemoryPolicy})`,
        'set maxmemory-policy noeviction',
      );
}

/** An act of a person lies in Redis alone until Vtiger has it. */
function aofCheck({ aof }: RedisFacts, production: boolean): Check {
  if (aof === null)
    return warn('Redis does not tell whether it keeps an append-only file', 'make sure that it does');
  if (aof) return ok('Redis keeps an append-only file');
  const what = 'Redis keeps no append-only file: accepted clicks are lost when it stops';
  return (production ? fault : warn)(what, 'set appendonly yes, appendfsync always');
}
