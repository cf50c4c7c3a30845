import type { Response } from 'express';
import { Failure } from '../../../flow/failure';
import type { Outcome } from '../../../flow/ports';
import { requestIdOf } from '../access-log';
import type { PublicAppDeps } from '../app-deps';

/** The id of what was accepted, or `null` when it could not be stored: then nothing is claimed to be kept. */
export async function durable(accept: () => Promise<string>): Promise<string | null> {
  try {
    return await accept();
  } catch (error) {
    if (error instanceof Failure && error.code === 'store_unavailable') return null;
    throw error;
  }
}

/** What was accepted is durable already; not knowing its outcome is "pending". */
export async function outcomeOf(
  { intake, settings, log }: Pick<PublicAppDeps, 'intake' | 'settings' | 'log'>,
  id: string,
  response: Response,
): Promise<Outcome> {
  try {
    return await intake.outcomeOfAct(id, settings.outcomeWait);
  } catch (error) {
    const code = error instanceof Failure ? error.code : 'unknown';
    log.warn('outcome not known in time', { requestId: requestIdOf(response), code });
    return { state: 'pending' };
  }
}
