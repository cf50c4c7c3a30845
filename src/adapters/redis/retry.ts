import { Failure } from '../../flow/failure';
import type { QueueRules } from './queues';
import { isConnectionError } from './store-failure';

/** How often a job was tried so far. */
export interface Tries {
  /** Attempts that failed before this one. */
  readonly failed: number;
  readonly allowed: number;
  /** Times it was started, this one and waits included. */
  readonly started: number;
}

/** What follows from a job's failure. */
export type Verdict =
  /** Others are at work or there is no room: start again later, no attempt is used up. */
  | { readonly kind: 'wait'; readonly ms: number; readonly code: string }
  | { readonly kind: 'retry'; readonly ms: number; readonly code: string; readonly sentence: string }
  /** Kept in the failed list. */
  | { readonly kind: 'final'; readonly code: string; readonly sentence: string };

export interface RetryRules extends Pick<QueueRules, 'backoff' | 'cap' | 'patience'> {
  /** ms for which a write without an answer may still land. */
  readonly inDoubtWait: number;
}

/** The one place that decides whether another try may help. `spread` is a number from 0 to 1 that parts the herd. */
export function judgeFailure(error: unknown, tries: Tries, rules: RetryRules, spread: number): Verdict {
  const { code, sentence, retryable, inDoubt, retryAfter } = factsOf(error);
  if (!retryable) return { kind: 'final', code, sentence };
  const least = Math.max(retryAfter ?? 0, inDoubt ? rules.inDoubtWait : 0);
  if (retryAfter !== undefined && !inDoubt && tries.started <= rules.patience)
    return { kind: 'wait', ms: Math.ceil(least * (1 + spread / 2)), code };
  if (tries.failed + 1 >= tries.allowed) return { kind: 'final', code, sentence };
  const grown = Math.min(rules.cap, rules.backoff * 2 ** Math.min(tries.failed, 30));
  return { kind: 'retry', ms: Math.max(least, Math.ceil(grown * (0.75 + spread / 4))), code, sentence };
}

/** An error that is no Failure may hold anything in its message: none of it is passed on. */
function factsOf(
  error: unknown,
): Pick<Failure, 'code' | 'retryable' | 'inDoubt' | 'retryAfter'> & { sentence: string } {
  if (error instanceof Failure) {
    const { code, retryable, inDoubt, retryAfter, message } = error;
    return { code, retryable, inDoubt, retryAfter, sentence: message };
  }
  const known = isConnectionError(error);
  const code = known ? 'store_unavailable' : 'unexpected';
  const sentence = known
    ? 'Redis does not answer.'
    : `An error that nobody foresaw (${error instanceof Error ? error.name : typeof error}); see the log.`;
  return { code, retryable: true, inDoubt: false, retryAfter: known ? 1000 : undefined, sentence };
}
