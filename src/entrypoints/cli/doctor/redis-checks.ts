import type { CliBridge, RedisFacts } from '../cli-bridge';
import { type Check, examined, fault, ok, warn } from './check';

export function redisChecks(bridge: CliBridge): Promise<Check[]> {
  return examined('Redis', 'start it, correct REDIS_URL, or change what it says', async () => {
    const redis = await bridge.checkRedis();
    const whose = redis.kind === 'private' ? 'the private server of the bridge' : 'REDIS_URL';
    return [
      ok(`Redis ${redis.version} answers (${whose}) and evicts nothing`),
      durableCheck(redis, bridge.facts.production),
    ];
  });
}

/** An act of a person lies in Redis alone until Vtiger has it. */
function durableCheck({ durable }: RedisFacts, production: boolean): Check {
  if (durable) return ok('Redis keeps an append-only file');
  const what = 'Redis keeps no append-only file: accepted clicks are lost when it stops';
  return (production ? fault : warn)(what, 'set appendonly yes, appendfsync always');
}
