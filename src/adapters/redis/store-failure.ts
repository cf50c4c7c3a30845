import { Failure } from '../../flow/failure';

/** Redis can't take it now; the door answers 503, a job is tried again. */
export function storeUnavailable(cause: unknown): Failure {
  return new Failure('Redis does not answer; nothing was accepted.', {
    code: 'store_unavailable',
    stage: 'store',
    retryable: true,
    retryAfter: 5000,
    cause,
  });
}

/**
 * Runs a few Redis commands with a deadline: BullMQ waits for a connection without end, and a person at the door
 * must not. What lands after the deadline is a repeat at worst, and repeats are harmless.
 */
export async function withinDeadline<T>(ms: number, run: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(storeUnavailable(new Error(`no answer in ${ms} ms`)));
    }, ms);
  });
  try {
    return await Promise.race([run(), deadline]);
  } catch (error) {
    throw error instanceof Failure ? error : storeUnavailable(error);
  } finally {
    clearTimeout(timer);
  }
}

const CONNECTION_ERRORS =
  /Connection is closed|max retries per request|Command timed out|ECONN|EPIPE|ENOENT|enableOfflineQueue|LOADING|CLUSTERDOWN|READONLY/;

/** Errors of the connection to Redis, in the words of ioredis and Redis itself. */
export function isConnectionError(error: unknown): boolean {
  return error instanceof Error && CONNECTION_ERRORS.test(`${error.name} ${error.message}`);
}
