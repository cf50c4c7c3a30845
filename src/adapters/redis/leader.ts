import { randomUUID } from 'node:crypto';
import type { LeaderLock, Reign } from '../../flow/mailbox-ports';
import { EXTEND, type LockOptions, RELEASE } from './lock';

/**
 * One holder of `name` over all processes, for as long as it lives: renewed at a third of its time to live. A renewal
 * without an answer counts as lost once the time to live is over, for then another may lead.
 */
export function createLeaderLock(name: string, options: Omit<LockOptions, 'patience'>): LeaderLock {
  const { redis, keys, ttl } = options;
  const key = keys.key('leader', name);
  return {
    stand: async () => {
      const token = randomUUID();
      const asked = Date.now();
      if ((await redis.set(key, token, 'PX', ttl, 'NX')) !== 'OK') return null;
      return reign({ key, token, asked }, options);
    },
  };
}

interface Claim {
  readonly key: string;
  readonly token: string;
  /** Epoch ms before the claim was sent: the time to live runs from then at the latest. */
  readonly asked: number;
}

function reign({ key, token, asked }: Claim, { redis, ttl }: Omit<LockOptions, 'patience'>): Reign {
  const lost = new AbortController();
  let proven = asked;
  const renew = async () => {
    const sent = Date.now();
    const answer = await redis.eval(EXTEND, 1, key, token, String(ttl)).catch(() => null);
    if (answer === 1) proven = sent;
    else if (answer !== null) end();
  };
  const timer = setInterval(() => {
    if (Date.now() - proven >= ttl) end();
    else void renew();
  }, ttl / 3);
  const end = () => {
    clearInterval(timer);
    lost.abort();
  };
  return {
    lost: lost.signal,
    resign: async () => {
      clearInterval(timer);
      // Without an answer the place is free after the time to live.
      await redis.eval(RELEASE, 1, key, token).catch(() => undefined);
    },
  };
}
