import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { startStandIn, type StandIn, type StandInOptions } from '../../demo/stand-in/start';
import { type BridgeProcess, startBridgeProcess } from './bridge-process';
import { testEnvironment } from './environment';
import { freePort } from './free-port';
import { signWebhook } from './sign-webhook';
import { type SmtpSink, startSmtpSink } from './smtp-sink';
import { until } from './waiting';

/** The whole product on real parts: redis-server, SMTP server, stand-in Vtiger, the built bridge as a process. */
export interface Rig {
  readonly crm: StandIn;
  readonly smtp: SmtpSink;
  readonly env: Readonly<Record<string, string>>;
  /** The one that runs now. */
  bridge(): BridgeProcess;
  /** Starts another bridge after the last one was killed or stopped. */
  startBridge(): Promise<BridgeProcess>;
  /** SIGKILL, then a new server on the same files and port. */
  restartRedis(): Promise<void>;
  /** Everything that Redis wrote to its disk, AOF included. */
  filesOfRedis(): string;
  /** A client of the rig's Redis. */
  readonly redis: Redis;
  /** Sends one signed webhook; answers the response. */
  webhook(body: Readonly<Record<string, unknown>>, id?: string): Promise<Response>;
  stop(): Promise<void>;
}

export interface RigOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly crm?: StandInOptions;
  /** Default `always`. */
  readonly appendfsync?: 'always' | 'everysec';
}

export async function startRig({
  env: own = {},
  crm: crmOptions = {},
  appendfsync = 'always',
}: RigOptions = {}): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'consent-rig-'));
  const redisPort = await freePort();
  let server = startRedisServer(folder, redisPort, appendfsync);
  const redis = new Redis(redisPort, '127.0.0.1', { lazyConnect: false, maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  const crm = await startStandIn(crmOptions);
  const smtp = await startSmtpSink();
  const [port, adminPort] = [await freePort(), await freePort()];
  const env: Record<string, string> = {
    ...testEnvironment({
      vtigerUrl: crm.url,
      smtpUrl: smtp.url,
      publicUrl: `http://127.0.0.1:${port}`,
      port,
      adminPort,
    }),
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    SWEEP_CRON: '*/2 * * * * *',
    ...own,
  };
  let current: BridgeProcess | null = null;
  const startBridge = async () => (current = await startBridgeProcess(env));
  const stop = async () => {
    await current?.kill('SIGKILL');
    redis.disconnect();
    await Promise.all([smtp.close(), crm.stop()]);
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  await until('Redis', () => redis.ping());
  // A bridge that does not start must not leave the others running: the run would never end.
  await startBridge().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    crm,
    smtp,
    env,
    redis,
    bridge: () => {
      if (current === null) throw new Error('no bridge was started');
      return current;
    },
    startBridge,
    restartRedis: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
      server = startRedisServer(folder, redisPort, appendfsync);
      await until('Redis again', () => redis.ping());
    },
    filesOfRedis: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => readFileSync(join(each.parentPath, each.name), 'latin1'))
        .join('\n'),
    webhook: (body, id) => {
      const json = JSON.stringify(body);
      const headers = signWebhook(env['WEBHOOK_SECRETS'] ?? '', json, id === undefined ? {} : { id });
      return fetch(`http://127.0.0.1:${port}/webhooks/vtiger`, { method: 'POST', headers, body: json });
    },
    stop,
  };
}

function startRedisServer(folder: string, port: number, appendfsync: string): ChildProcess {
  const options = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'yes',
    appendfsync,
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  return spawn('redis-server', args, { stdio: 'ignore' });
}
