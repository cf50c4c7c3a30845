import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../flow/failure';
import type { Log } from '../../flow/ports';
import { claimFolder } from './claim-folder';
import { privateSocket } from './private-socket';
import { answersPing, shutDownStale } from './stale-redis';

export interface PrivateRedisOptions {
  /** DATA_DIR: its files and its owner. */
  readonly folder: string;
  readonly log: Log;
  /** The program; another one in tests. */
  readonly program?: string;
  /** ms to wait for it to have read its files; default 60 s. */
  readonly patience?: number;
}

export interface PrivateRedis {
  /** Path of its unix socket, as `RedisTarget.url`. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * The embedded default: a redis-server of the bridge's own in DATA_DIR. Each write is on disk before it is answered,
 * so an accepted act survives a crash of both. It outlives a bridge that was killed; the next start asks it to end.
 *
 * @throws Failure `data_dir_in_use`, `redis_missing`, `redis_did_not_start`.
 */
export async function startPrivateRedis(options: PrivateRedisOptions): Promise<PrivateRedis> {
  const { log } = options;
  const folder = resolve(options.folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const claim = await claimFolder(folder);
  const url = privateSocket(folder, 'redis');
  try {
    await shutDownStale(url);
    let child = await launch(options, folder, url);
    let stopping = false;
    const keepAlive = (exited: ChildProcess) =>
      exited.once('exit', (code, signal) => {
        if (stopping) return;
        log.error('the private Redis ended and is started again', { code, signal });
        void sleep(500)
          .then(() => launch(options, folder, url))
          .then((next) => {
            child = next;
            keepAlive(next);
          })
          .catch(() => log.error('the private Redis does not start again; see redis.log in DATA_DIR'));
      });
    keepAlive(child);
    log.info('REDIS_URL is not set: a private Redis runs in DATA_DIR', { folder });
    return {
      url,
      stop: async () => {
        stopping = true;
        await endChild(child);
        await claim.release();
      },
    };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

async function launch(
  { program = 'redis-server', patience = 60_000 }: PrivateRedisOptions,
  folder: string,
  url: string,
) {
  // A session of its own: Ctrl-C in a terminal stops the bridge first, which then stops Redis.
  const child = spawn(program, serverOptions(folder, url), { stdio: 'ignore', detached: true });
  let failed: unknown;
  child.once('error', (error) => {
    failed = error;
  });
  for (const until = Date.now() + patience; Date.now() < until;) {
    if (failed !== undefined) throw missing(failed);
    if (child.exitCode !== null) break;
    if (await answersPing(url)) return child;
    await sleep(25);
  }
  child.kill();
  throw new Failure('The private Redis did not start; see redis.log in DATA_DIR, or set REDIS_URL.', {
    code: 'redis_did_not_start',
    stage: 'store',
    retryable: false,
  });
}

function serverOptions(folder: string, url: string): string[] {
  const options = {
    port: '0',
    unixsocket: url,
    unixsocketperm: '700',
    dir: folder,
    logfile: 'redis.log',
    loglevel: 'warning',
    appendonly: 'yes',
    appendfsync: 'always',
    save: '',
    'maxmemory-policy': 'noeviction',
  };
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
}

async function endChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(5000, undefined, { ref: false })]);
  if (!hasEnded(child)) child.kill('SIGKILL');
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

function missing(cause: unknown): Failure {
  return new Failure(
    'The program redis-server was not found: install it (apt-get install redis-server) or set REDIS_URL.',
    { code: 'redis_missing', stage: 'store', retryable: false, cause },
  );
}
