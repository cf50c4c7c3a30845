import { type Check, ok, warn } from './check';

const PATIENCE = 5000;

/** Best effort: from inside a network its own public address often can't be reached. */
export async function hubCheck(publicUrl: string): Promise<Check> {
  const status = await statusOf(`${publicUrl}/healthz`);
  if (status === 200) return ok('PUBLIC_URL answers /healthz');
  const what = status === null ? 'does not answer from here' : `answers /healthz with ${status}`;
  return warn(
    `PUBLIC_URL ${what}`,
    'open it from outside; the proxy must pass every path on to a process with ROLE web',
  );
}

async function statusOf(url: string): Promise<number | null> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}
