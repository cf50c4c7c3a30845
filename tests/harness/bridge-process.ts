import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { until } from './waiting';

export interface BridgeProcess {
  readonly url: string;
  readonly adminUrl: string;
  readonly pid: number;
  /** JSON lines so far. */
  readonly logs: readonly string[];
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts the built program as operators do and waits until it is healthy. */
export async function startBridgeProcess(env: Readonly<Record<string, string>>): Promise<BridgeProcess> {
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logs: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => logs.push(line));
  const ended = whenEnded(child);
  const url = `http://127.0.0.1:${env['PORT'] ?? ''}`;
  const over: { exit?: number | string } = {};
  void ended.then((exit) => (over.exit = exit));
  await until(
    'the bridge to be healthy',
    async () => {
      if (over.exit !== undefined)
        throw new Error(`the bridge ended with ${over.exit}:\n${logs.slice(-20).join('\n')}`);
      return isHealthy(url);
    },
    { within: 60_000 },
  ).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`${String(error)}\n${logs.slice(-20).join('\n')}`);
  });
  return {
    url,
    adminUrl: `http://127.0.0.1:${env['ADMIN_PORT'] ?? ''}`,
    pid: child.pid ?? 0,
    logs,
    ended,
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}

async function whenEnded(child: ChildProcess): Promise<number | string> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return code ?? signal ?? 'unknown';
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}
