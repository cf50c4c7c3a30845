import type { Command } from 'commander';
import type { CliBridge } from './cli-bridge';
import { EXIT, type ExitCode } from './exit-code';

/** What a command answers: one document for programs, lines for people; both say the same. */
export interface Report {
  readonly exit: ExitCode;
  readonly document: object;
  readonly lines: readonly string[];
}

export type Run = (bridge: CliBridge) => Promise<Report>;

/** Adds a command to the program; `choose` is told what to run once the arguments are known to be right. */
export type Register = (program: Command, choose: (run: Run) => void) => void;

/** A report about something that is not as it should be. */
export function finding(code: string, sentence: string, exit: ExitCode = EXIT.findings): Report {
  return { exit, document: { error: { code, sentence } }, lines: [`${code}: ${sentence}`] };
}
