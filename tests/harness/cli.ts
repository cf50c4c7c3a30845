import { execFile } from 'node:child_process';

/** Runs one command of the built program as operators do: `--json` on standard output. */
export function runCommand(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<{ readonly exit: number; readonly json: unknown; readonly text: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['dist/cli.js', ...args, '--json'],
      { env: { PATH: process.env['PATH'] ?? '', ...env } },
      (_error, stdout, stderr) => {
        const json: unknown = stdout.trim() === '' ? null : JSON.parse(stdout);
        resolve({ exit: child.exitCode ?? -1, json, text: `${stdout}${stderr}` });
      },
    );
  });
}
