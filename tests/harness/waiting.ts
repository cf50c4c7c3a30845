import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until `probe` answers something other than undefined, null or false; tests wait for what happens, never for
 * a time. The time limit only ends a test that has failed.
 */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  { within = 20_000, every = 50 }: { within?: number; every?: number } = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const end = Date.now() + within;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== null && answer !== false)
      return answer as NonNullable<Exclude<T, false>>;
    if (Date.now() > end) throw new Error(`waited ${within} ms in vain for: ${what}`);
    await sleep(every);
  }
}
