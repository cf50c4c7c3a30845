/** Where a failure arose; one function decides what follows from it. */
export type Stage = 'crm' | 'mail' | 'store' | 'door' | 'flow';

export interface FailureFacts {
  /** Stable, snake_case; callers and tests look at this, never at the message. */
  readonly code: string;
  readonly stage: Stage;
  /** Another try may help. */
  readonly retryable: boolean;
  /** A write got no answer and may still land (domain: "In doubt"). */
  readonly inDoubt?: boolean;
  /** Wait at least this long before the next try, in milliseconds. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** A typed error. Its message is a sentence for the admin and holds no personal data. */
export class Failure extends Error {
  readonly code: string;
  readonly stage: Stage;
  readonly retryable: boolean;
  readonly inDoubt: boolean;
  readonly retryAfter: number | undefined;

  constructor(message: string, facts: FailureFacts) {
    super(message, { cause: facts.cause });
    this.name = 'Failure';
    this.code = facts.code;
    this.stage = facts.stage;
    this.retryable = facts.retryable;
    this.inDoubt = facts.inDoubt ?? false;
    this.retryAfter = facts.retryAfter;
  }
}
