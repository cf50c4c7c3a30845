import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRedis, type RedisConnection } from '../../../src/adapters/redis/connection';
import { createIntake } from '../../../src/adapters/redis/intake';
import { createKeys, type Keys } from '../../../src/adapters/redis/keys';
import { createNetworkKeeper } from '../../../src/adapters/redis/network';
import type { OpenQueues } from '../../../src/adapters/redis/open-queues';
import type { Log } from '../../../src/flow/ports';
import { uuidv7 } from 'uuidv7';

/** A Redis of a suite's own on a free port, with the AOF of a real one. */
export interface TestRedis {
  readonly url: string;
  /** A fresh connection, closed by `stop`. */
  connect(purpose?: 'door' | 'worker'): Promise<RedisConnection>;
  /** kill -9. */
  kill(): Promise<void>;
  /** Starts again on the same port and files. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestRedis(...extra: readonly string[]): Promise<TestRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'bridge-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const connections: RedisConnection[] = [];
  let child = await launch(port, dir, extra);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    url,
    connect: async (purpose = 'worker') => {
      const connection = await openRedis({ url }, purpose);
      connections.push(connection);
      return connection;
    },
    kill,
    restart: async () => {
      await kill();
      child = await launch(port, dir, extra);
    },
    stop: async () => {
      for (const connection of connections) connection.disconnect();
      await kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function launch(port: number, dir: string, extra: readonly string[]): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'];
  const child = spawn('redis-server', [...options, ...durable, ...extra], { stdio: 'ignore' });
  const connection = await openRedis({ url: `redis://127.0.0.1:${port}` }, 'worker');
  connection.disconnect();
  return child;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Keys of one test alone. */
export function testKeys(): Keys {
  return createKeys(`{t${Math.random().toString(36).slice(2)}}`);
}

/** Waits until `read` answers something true. */
export async function until<T>(read: () => T | Promise<T>, ms = 10_000): Promise<NonNullable<T>> {
  for (const end = Date.now() + ms; ;) {
    const value = await read();
    if (value) return value;
    if (Date.now() > end) throw new Error(`still not so after ${ms} ms`);
    await sleep(20);
  }
}

export interface LoggedLine {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A log that remembers its lines. */
export function memoryLog(
  lines: LoggedLine[] = [],
  bound: LoggedLine['fields'] = {},
): Log & { lines: LoggedLine[] } {
  const at =
    (level: string) =>
    (message: string, fields: LoggedLine['fields'] = {}) => {
      lines.push({ level, message, fields: { ...bound, ...fields } });
    };
  return {
    lines,
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    child: (fields) => memoryLog(lines, { ...bound, ...fields }),
  };
}

/** The door's way into the queues; `days`: EVIDENCE_NETWORK_DAYS. */
export function testIntake(
  { redis, keys, queues }: { redis: RedisConnection; keys: Keys; queues: OpenQueues },
  days: number | null = 90,
) {
  return createIntake({
    redis,
    keys,
    queues,
    newId: uuidv7,
    network: createNetworkKeeper(redis, keys, days),
  });
}
