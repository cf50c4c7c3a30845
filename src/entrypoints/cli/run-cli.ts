import { CommanderError } from 'commander';
import { ConfigFaults } from '../../config';
import { Failure } from '../../flow/failure';
import type { CliBridge } from './cli-bridge';
import { EXIT, exitCodeOf } from './exit-code';
import { readArguments } from './program';
import { finding, type Report, type Run } from './report';

export interface CliIo {
  /** @throws ConfigFaults, or Failure `store_unavailable`. */
  readonly openBridge: () => Promise<CliBridge>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs one command; answers the exit code. Never throws. `argv`: without the program's name. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  const read = readArguments(argv, io);
  if (read.kind === 'end') {
    if (read.exit === EXIT.usage && read.json) io.out(json(finding('usage', read.sentence).document));
    return read.exit;
  }
  const report = await reportOf(read.run, io);
  if (read.json) io.out(json(report.document));
  else for (const line of report.lines) (isError(report) ? io.err : io.out)(`${line}\n`);
  return report.exit;
}

async function reportOf(run: Run, { openBridge }: CliIo): Promise<Report> {
  let bridge: CliBridge | null = null;
  try {
    bridge = await openBridge();
    return await run(bridge);
  } catch (error) {
    return failed(error);
  } finally {
    await bridge?.close().catch(() => undefined);
  }
}

/** Messages of unknown errors are not shown: they may hold an address. */
function failed(error: unknown): Report {
  if (error instanceof ConfigFaults) {
    const { code, faults, message } = error;
    const document = { error: { code, sentence: 'The configuration has faults.', faults } };
    return { exit: EXIT.config, document, lines: message.split('\n') };
  }
  if (error instanceof Failure) return finding(error.code, error.message, exitCodeOf(error));
  const name = error instanceof Error && !(error instanceof CommanderError) ? error.name : 'unknown';
  return finding('unexpected', `The program failed (${name}); please report it.`, EXIT.software);
}

function isError({ document }: Report): boolean {
  return 'error' in document;
}

function json(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
