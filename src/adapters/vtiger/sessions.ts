import { isCrmFailure } from './failures';
import type { Session } from './login';

/**
 * A pool of separate sessions. Vtiger serialises the calls of one session (fact 91), so calls side by side need
 * sessions of their own, and each session here carries one call at a time.
 */
export interface SessionPool {
  run<T>(call: (session: Session) => Promise<T>): Promise<T>;
}

interface Slot {
  session: Session | null;
}

export function createSessionPool(size: number, login: () => Promise<Session>): SessionPool {
  const free: Slot[] = Array.from({ length: size }, () => ({ session: null }));
  const waiting: ((slot: Slot) => void)[] = [];
  const take = () => {
    // The one used last comes first: under low load few sessions are kept, and they stay alive.
    const slot = free.pop();
    return slot === undefined ? new Promise<Slot>((resolve) => waiting.push(resolve)) : Promise.resolve(slot);
  };
  const give = (slot: Slot) => {
    const next = waiting.shift();
    if (next === undefined) free.push(slot);
    else next(slot);
  };
  return {
    run: async (call) => {
      const slot = await take();
      try {
        return await callWith(slot, login, call);
      } finally {
        give(slot);
      }
    },
  };
}

/** A lost session is renewed and the call made again, once: Vtiger looks at the session before it runs anything. */
async function callWith<T>(
  slot: Slot,
  login: () => Promise<Session>,
  call: (session: Session) => Promise<T>,
): Promise<T> {
  const renewed = slot.session === null;
  try {
    slot.session ??= await login();
    return await call(slot.session);
  } catch (error) {
    if (!isCrmFailure(error, 'crm_session_lost')) throw error;
    slot.session = null;
    if (renewed) throw error;
    return await callWith(slot, login, call);
  }
}
