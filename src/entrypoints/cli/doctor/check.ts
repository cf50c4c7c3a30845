import { Failure } from '../../../flow/failure';
import { EXIT, exitCodeOf } from '../exit-code';

/** One thing looked at. `warn`: worth knowing, and the bridge works. `fault`: it does not work as it should. */
export interface Check {
  readonly level: 'ok' | 'warn' | 'fault';
  readonly what: string;
  /** What to do about it. */
  readonly todo?: string;
  /** Of the failure, where there was one. */
  readonly code?: string;
  /** A service does not answer. */
  readonly down?: boolean;
  /** Further lines, for those who want to know. */
  readonly detail?: readonly string[];
}

export const ok = (what: string): Check => ({ level: 'ok', what });
export const warn = (what: string, todo: string): Check => ({ level: 'warn', what, todo });
export const fault = (what: string, todo: string): Check => ({ level: 'fault', what, todo });

/** Looks at something that may fail; a doctor goes on to the next thing. */
export async function examined(what: string, todo: string, look: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const down = exitCodeOf(error) === EXIT.unavailable;
    return [{ level: 'fault', what: `${what}: ${error.message}`, todo, code: error.code, down }];
  }
}
