import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRedis } from '../../src/adapters/redis/check-redis';
import { openRedis } from '../../src/adapters/redis/connection';
import { startPrivateRedis } from '../../src/adapters/redis/private-redis';
import { privateSocket } from '../../src/adapters/redis/private-socket';
import { answersPing } from '../../src/adapters/redis/stale-redis';
import { memoryLog, startTestRedis, until } from './harness/redis';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bridge-private-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const log = memoryLog();
const start = (path = folder) => startPrivateRedis({ folder: path, log });

describe('the private Redis', () => {
  it('keeps what was written and is fit for work, when the bridge stops and starts again', async () => {
    const first = await start();
    const redis = await openRedis({ url: first.url }, 'door');
    expect(await checkRedis(redis)).toMatchObject({ aof: true, maxmemoryPolicy: 'noeviction' });
    await redis.set('act', '1');
    redis.disconnect();
    await first.stop();
    expect(await answersPing(first.url)).toBe(false);
    const second = await start();
    const again = await openRedis({ url: second.url }, 'door');
    expect(await again.get('act')).toBe('1');
    again.disconnect();
    await second.stop();
    expect(log.lines.some((line) => line.message.includes('private Redis runs'))).toBe(true);
  });

  it('is refused as data_dir_in_use, when another bridge has the folder; free when that one stopped', async () => {
    const first = await start();
    await expect(start()).rejects.toMatchObject({ code: 'data_dir_in_use', retryable: false });
    expect(await answersPing(first.url)).toBe(true);
    await first.stop();
    await (await start()).stop();
  });

  it('ends and its files are taken over, when its bridge was killed and left it running', async () => {
    const url = privateSocket(folder, 'redis');
    const stale = spawn(
      'redis-server',
      [
        '--port',
        '0',
        '--unixsocket',
        url,
        '--dir',
        folder,
        '--appendonly',
        'yes',
        '--appendfsync',
        'always',
        '--save',
        '',
      ],
      { stdio: 'ignore' },
    );
    await until(() => answersPing(url));
    const redis = await openRedis({ url }, 'door');
    await redis.set('act', '1');
    redis.disconnect();
    const next = await start();
    await until(() => stale.exitCode !== null);
    const again = await openRedis({ url: next.url }, 'door');
    expect(await again.get('act')).toBe('1');
    again.disconnect();
    await next.stop();
  });

  it('is started again, when it is killed', async () => {
    const server = await start();
    const redis = await openRedis({ url: server.url }, 'worker');
    await redis.set('act', '1');
    const pid = /process_id:(\d+)/.exec(await redis.info())![1];
    process.kill(Number(pid), 'SIGKILL');
    await until(async () => (await redis.get('act').catch(() => null)) === '1');
    expect(/process_id:(\d+)/.exec(await redis.info())![1]).not.toBe(pid);
    redis.disconnect();
    await server.stop();
  });

  it('is refused as redis_missing with how to get it, when the program is not there', async () => {
    const missing = startPrivateRedis({ folder, log, program: 'no-such-redis-server' });
    await expect(missing).rejects.toMatchObject({ code: 'redis_missing', retryable: false });
    await expect(missing).rejects.toThrow(/apt-get install redis-server.*REDIS_URL/);
    await (await start()).stop();
  });

  it('is refused as redis_did_not_start, when the program ends at once', async () => {
    const failing = startPrivateRedis({ folder, log, program: 'false', patience: 3000 });
    await expect(failing).rejects.toMatchObject({ code: 'redis_did_not_start', retryable: false });
  });

  it('has its socket elsewhere, when the path of the folder is too long for one', async () => {
    const long = join(folder, 'x'.repeat(60), 'y'.repeat(60));
    const server = await start(long);
    expect(Buffer.byteLength(server.url)).toBeLessThan(107);
    expect(existsSync(join(long, 'redis.log'))).toBe(true);
    await server.stop();
  });
});

describe('the check of a Redis', () => {
  it('refuses it as redis_evicts, when it may drop keys', async () => {
    const server = await startTestRedis('--maxmemory-policy', 'allkeys-lru');
    await expect(checkRedis(await server.connect('door'))).rejects.toMatchObject({
      code: 'redis_evicts',
      retryable: false,
    });
    await server.stop();
  });

  it('tells that nothing is kept on disk, when AOF is off', async () => {
    const server = await startTestRedis('--appendonly', 'no');
    expect(await checkRedis(await server.connect('door'))).toMatchObject({ aof: false });
    await server.stop();
  });

  it('says store_unavailable, when it is gone', async () => {
    const server = await startTestRedis();
    const redis = await server.connect('door');
    await server.kill();
    await expect(checkRedis(redis)).rejects.toMatchObject({ code: 'store_unavailable', retryable: true });
    await server.stop();
  });
});
