import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster, Redis } from 'ioredis';
import { createCeilings } from '../../src/adapters/redis/ceilings';
import { startConsumers } from '../../src/adapters/redis/consume';
import { createOutcomes } from '../../src/adapters/redis/ledger';
import { createAddressLock } from '../../src/adapters/redis/lock';
import { openQueues } from '../../src/adapters/redis/open-queues';
import { createParcels } from '../../src/adapters/redis/parcels';
import { createPlanner, createSweepQueue } from '../../src/adapters/redis/planner';
import { createNetworkKeeper } from '../../src/adapters/redis/network';
import { createPendingRefusals } from '../../src/adapters/redis/refusals';
import { createRequestIntake } from '../../src/adapters/redis/request-intake';
import { createTraces } from '../../src/adapters/redis/traces';
import { Failure } from '../../src/flow/failure';
import type { JobHandlers } from '../../src/flow/queue-ports';
import { memoryLog, startTestRedis, testIntake, testKeys, until } from './harness/redis';

it('every part works on a cluster and no key holds an address or a token, when all are used', async () => {
  const server = await startTestRedis('--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1');
  const setUp = new Redis(server.url);
  await setUp.cluster('ADDSLOTSRANGE', 0, 16383);
  await until(async () => (await setUp.cluster('INFO')).includes('cluster_state:ok'));
  const redis = new Cluster([server.url], { redisOptions: { maxRetriesPerRequest: null } });
  const keys = testKeys();
  const queues = openQueues({ connection: redis, prefix: keys.prefix });
  const intake = testIntake({ redis, keys, queues });
  const ran: string[] = [];
  let thrown = false;
  const note = (queue: string) => async () => {
    if (queue === 'steps' && !thrown) {
      thrown = true;
      throw new Failure('Busy.', { code: 'address_busy', stage: 'store', retryable: true, retryAfter: 20 });
    }
    ran.push(queue);
  };
  const handlers: JobHandlers = {
    acts: note('acts'),
    requests: note('requests'),
    webhooks: note('webhooks'),
    steps: note('steps'),
    looks: note('looks'),
    readbacks: note('readbacks'),
    sweeps: note('sweeps'),
  };
  // Strangers in what comes in, as a careless caller might leave them.
  const stranger = { email: 'ann@example.org', token: 'eyJhbGciOi.x.y' };
  const act = {
    event: 'ConsentRefused',
    record: '12x1',
    fingerprint: 'fp',
    channel: 'link',
    occurredAt: 1,
  } as const;
  const hook = {
    event: 'RecordSaved',
    record: '12x1',
    occurredAt: 1,
    actor: { type: 'system' },
    channel: 'crm',
  } as const;
  const rest = { source: '', basis: '', text: '', language: '', policyUrl: '', reason: '' };
  await intake.acceptAct({ ...act, ...stranger });
  const parcels = createParcels(redis, keys, [randomBytes(32)]);
  const asked = { kind: 'link', record: '12x9', fingerprint: 'fp9', language: 'nl', occurredAt: 1 } as const;
  await createRequestIntake({
    queues,
    parcels,
    network: createNetworkKeeper(redis, keys, 90),
    newId: uuidv7,
  })({ ...asked, ...stranger }, stranger);
  await intake.acceptWebhook('msg', { ...hook, ...rest, ...stranger });
  const planner = createPlanner({ queues, now: Date.now });
  await planner.planStep({ record: '12x1', step: 'invite', round8: 'r', at: Date.now() + 50 });
  await planner.planLook('12x1', '1');
  await planner.planReadBack('12x1', 'fp', Date.now());
  await createSweepQueue({ queues, now: Date.now }).enqueue({ kind: 'due' }, 'slot');
  expect(await createAddressLock({ redis, keys, ttl: 1000, patience: 0 }).acquire('fp')).not.toBeNull();
  expect(
    await createCeilings({ redis, keys, mailsPerSecond: 5, staffInvitesPerHour: 5 }).address('fp', 'ask'),
  ).toBe(0);
  expect(await createPendingRefusals(redis, keys).among(['a', 'b'])).toEqual([]);
  const stored = await everything(setUp);
  expect(stored).toContain('12x1');
  expect(stored).not.toMatch(/ann@|eyJhbGciOi/);
  await createTraces({ redis, keys, queues }).erase({ records: ['12x8'], fingerprint: 'fp8' });
  expect(await everything(setUp)).toContain('12x9');
  const log = memoryLog();
  const options = { connection: redis, prefix: keys.prefix, outcomes: createOutcomes(redis, keys), log };
  const workers = startConsumers({ ...options, lockDuration: 5000, inDoubtWait: 100 }, handlers);
  await until(() => ran.length === 7);
  await sleep(50);
  expect([...ran].sort()).toEqual(Object.keys(handlers).sort());
  expect(await workers.close(5000)).toBe(true);
  await queues.close();
  redis.disconnect();
  setUp.disconnect();
  await server.stop();
});

async function everything(redis: Redis): Promise<string> {
  const keys = await redis.keys('*');
  expect(keys.length).toBeGreaterThan(10);
  for (const key of keys) expect(key).toMatch(/^\{t\w+\}:/);
  const values = await Promise.all(
    keys.map(async (key) =>
      (await redis.type(key)) === 'hash' ? JSON.stringify(await redis.hgetall(key)) : '',
    ),
  );
  return `${keys.join('\n')}\n${values.join('\n')}`;
}
