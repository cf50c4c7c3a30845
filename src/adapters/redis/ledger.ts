import type { EventMemory, MailLedger, Outcomes } from '../../flow/store-ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';

const HOURS = 3600;
const DAYS = 24 * HOURS;
/** Takes an absent entry, or one that was certainly not sent. */
const RESERVE = `local had = redis.call('get', KEYS[1]) if had and had ~= 'unsent' then return 0 end redis.call('set', KEYS[1], 'reserved', 'EX', ARGV[1]) return 1`;

/** One mail per address, round, kind and number; the entry of a sent mail lives 48 hours (domain: "Write-ahead"). */
export function createMailLedger(redis: RedisConnection, keys: Keys): MailLedger {
  const at = (name: string) => keys.key('mail', name);
  return {
    find: async (name) => {
      const entry = await redis.get(at(name));
      return entry === 'reserved' || entry === 'unsent' || entry === 'sent' ? entry : null;
    },
    reserve: async (name) => (await redis.eval(RESERVE, 1, at(name), String(90 * DAYS))) === 1,
    unsent: async (name) => {
      await redis.set(at(name), 'unsent', 'EX', 90 * DAYS);
    },
    sent: async (name) => {
      await redis.set(at(name), 'sent', 'EX', 48 * HOURS);
    },
    nextResend: async (name) => {
      const key = keys.key('resend', name);
      const number = await redis.incr(key);
      await redis.expire(key, 90 * DAYS);
      return number;
    },
  };
}

export function createEventMemory(redis: RedisConnection, keys: Keys): EventMemory {
  return {
    markEvidence: async (name) =>
      (await redis.set(keys.key('evidence', name), '1', 'EX', 30 * DAYS, 'NX')) === null,
    isApplied: async (name) => (await redis.exists(keys.key('applied', name))) === 1,
    markApplied: async (name) => {
      await redis.set(keys.key('applied', name), '1', 'EX', 30 * DAYS);
    },
  };
}

/** Outcomes of acts live an hour, of webhooks as long as their ids: 7 days. */
export function createOutcomes(redis: RedisConnection, keys: Keys): Outcomes {
  return {
    put: async (kind, id, outcome) => {
      const seconds = kind === 'act' ? HOURS : 7 * DAYS;
      await redis.set(keys.key('outcome', kind, id), JSON.stringify(outcome), 'EX', seconds);
    },
  };
}
