import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../harness/free-port';
import { until } from '../harness/waiting';

export interface Running {
  readonly pid: number;
  stop(): Promise<void>;
}

/** One of this folder's programs in a process of its own, so that it takes no time from the one that measures. */
export interface Companion<Ready> extends Running {
  readonly ready: Ready;
  /** Sends a question, resolves with the answer; one at a time. */
  ask(question: string): Promise<unknown>;
}

export async function startCompanion<Ready>(
  name: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Companion<Ready>> {
  const child = fork(join(__dirname, `${name}.ts`), [], {
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env['PATH'] ?? '', ...settings },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const failed = once(child, 'exit').then(() => {
    throw new Error(`${name} ended early`);
  });
  failed.catch(() => undefined);
  const nextMessage = () =>
    Promise.race([
      new Promise<unknown>((resolve) => child.once('message', (message) => resolve(message))),
      failed,
    ]);
  return {
    ...running(child),
    ready: (await nextMessage()) as Ready,
    ask: (question) => {
      const answer = nextMessage();
      child.send(question);
      return answer;
    },
  };
}

/** The built program, or the one that BENCH_MAIN names; its log goes nowhere, as the baseline's does. */
export async function startProduct(env: Readonly<Record<string, string>>): Promise<Running> {
  const child = spawn(process.execPath, [...profiling(), process.env['BENCH_MAIN'] ?? 'dist/main.js'], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const door = `http://127.0.0.1:${env['PORT'] ?? ''}/healthz`;
  const admin = `http://127.0.0.1:${env['ADMIN_PORT'] ?? ''}/healthz`;
  await until('the bridge to be healthy', async () => {
    if (child.exitCode !== null) throw new Error(`the bridge ended with ${child.exitCode}`);
    return (await answers(door)) || (env['ROLE']?.includes('web') === false && (await answers(admin)));
  });
  return running(child, 'SIGTERM');
}

/** BENCH_PROFILE=folder writes a CPU profile of the bridge there. */
function profiling(): string[] {
  const folder = process.env['BENCH_PROFILE'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(1000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

export interface RedisServer extends Running {
  readonly url: string;
  readonly client: Redis;
}

export async function startRedis(appendfsync: 'always' | 'everysec'): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'consent-bench-'));
  const port = await freePort();
  const options = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'yes', appendfsync };
  const args = Object.entries({ ...options, 'maxmemory-policy': 'noeviction' });
  const child = spawn(
    'redis-server',
    args.flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: 'ignore' },
  );
  const client = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  await until('Redis', () => client.ping());
  const server = running(child);
  return {
    ...server,
    url: `redis://127.0.0.1:${port}`,
    client,
    stop: async () => {
      client.disconnect();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function running(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Running {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}
