import type { Failure } from '../../../../src/flow/failure';

/** Matches a Failure with these facts, for `toThrow`. */
export function failing(facts: Partial<Record<keyof Failure, unknown>>): Error {
  return expect.objectContaining(facts) as Error;
}
