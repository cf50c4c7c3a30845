import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { RedisConnection } from '../../src/adapters/redis/connection';
import type { Keys } from '../../src/adapters/redis/keys';
import { createEventMemory, createMailLedger, createOutcomes } from '../../src/adapters/redis/ledger';
import { type OpenQueues, openQueues } from '../../src/adapters/redis/open-queues';
import { createParcels } from '../../src/adapters/redis/parcels';
import { createPlanner } from '../../src/adapters/redis/planner';
import { createNetworkEvidence, createNetworkKeeper } from '../../src/adapters/redis/network';
import { createPendingRefusals } from '../../src/adapters/redis/refusals';
import { createLastCounts } from '../../src/adapters/redis/request-counts';
import { createRequestIntake } from '../../src/adapters/redis/request-intake';
import { createTraces } from '../../src/adapters/redis/traces';
import type { ConsentEvent } from '../../src/consent/event';
import { startTestRedis, testIntake, type TestRedis, testKeys } from './harness/redis';

let server: TestRedis;
let redis: RedisConnection;
let keys: Keys;
let queues: OpenQueues;

beforeAll(async () => {
  server = await startTestRedis();
  redis = await server.connect();
});
afterAll(() => server.stop());
beforeEach(() => {
  keys = testKeys();
  queues = openQueues({ connection: redis, prefix: keys.prefix });
});
afterEach(() => queues.close());

const secret = () => randomBytes(32);
const TYPED = { email: 'jan.jansen@example.org', lastname: 'Jansen' };

/** Everything that the bridge's prefix holds, as text. */
async function content(): Promise<string> {
  const found = await redis.keys(`${keys.prefix}*`);
  const values = await Promise.all(
    found.map(async (key) => {
      const type = await redis.type(key);
      if (type === 'string') return redis.get(key);
      if (type === 'hash') return JSON.stringify(await redis.hgetall(key));
      if (type === 'zset') return JSON.stringify(await redis.zrange(key, '0', '-1'));
      if (type === 'list') return JSON.stringify(await redis.lrange(key, 0, -1));
      return '';
    }),
  );
  return `${found.join('\n')}\n${values.join('\n')}`;
}

describe('a parcel', () => {
  it('comes back as it was put, and Redis never shows what is in it', async () => {
    const parcels = createParcels(redis, keys, [secret()]);
    await parcels.put('r1', TYPED, 60_000);
    expect(await parcels.find('r1')).toEqual(TYPED);
    expect(await content()).not.toMatch(/jansen/i);
  });

  it('is opened by an older secret, when the first one was replaced', async () => {
    const [old, fresh] = [secret(), secret()];
    await createParcels(redis, keys, [old]).put('r1', TYPED, 60_000);
    expect(await createParcels(redis, keys, [fresh, old]).find('r1')).toEqual(TYPED);
    expect(await createParcels(redis, keys, [fresh]).find('r1')).toBeNull();
  });

  it('opens under its own id alone, when somebody moved it', async () => {
    const parcels = createParcels(redis, keys, [secret()]);
    await parcels.put('r1', TYPED, 60_000);
    await redis.rename(keys.key('parcel', 'r1'), keys.key('parcel', 'r2'));
    expect(await parcels.find('r2')).toBeNull();
  });

  it('is gone, when it was dropped, when its time is over, and when it never was', async () => {
    const parcels = createParcels(redis, keys, [secret()]);
    await parcels.put('r1', TYPED, 60_000);
    await parcels.drop('r1');
    await parcels.put('r2', TYPED, 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([await parcels.find('r1'), await parcels.find('r2'), await parcels.find('r3')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

/** EVIDENCE_NETWORK=none. */
const nowhere = () => createNetworkKeeper(redis, keys, null);

describe('the way in for requests', () => {
  it('queues the request and keeps what was typed apart, when one is accepted', async () => {
    const parcels = createParcels(redis, keys, [secret()]);
    const accept = createRequestIntake({ queues, parcels, network: nowhere(), newId: uuidv7 });
    // A stranger in the request, as a careless caller might leave it.
    const careless = { kind: 'link-typed', language: 'nl', occurredAt: 1, email: TYPED.email } as const;
    const id = await accept(careless, TYPED);
    const [job] = await queues.of('requests').getJobs(['wait']);
    expect(job?.data).toEqual({ kind: 'link-typed', language: 'nl', occurredAt: 1, requestId: id });
    expect(await parcels.find(id)).toEqual(TYPED);
    expect(await content()).not.toMatch(/jansen/i);
  });

  it('keeps where a request came from under its id and out of its job, as long as the admin says', async () => {
    const parcels = createParcels(redis, keys, [secret()]);
    const network = createNetworkKeeper(redis, keys, 90);
    const accept = createRequestIntake({ queues, parcels, network, newId: uuidv7 });
    const from = { ip: '192.0.2.7', userAgent: 'Firefox' };
    const id = await accept({ kind: 'link-typed', language: 'nl', occurredAt: 1 }, TYPED, { network: from });
    expect(await createNetworkEvidence(redis, keys).find(id)).toEqual(from);
    expect(await redis.ttl(keys.key('network', id))).toBeGreaterThan(89 * 86_400);
    const [job] = await queues.of('requests').getJobs(['wait']);
    expect(JSON.stringify(job?.data)).not.toContain('192.0.2.7');
  });

  it('accepts nothing, when the request is none', async () => {
    const accept = createRequestIntake({
      queues,
      parcels: createParcels(redis, keys, [secret()]),
      network: nowhere(),
      newId: uuidv7,
    });
    const request = {
      kind: 'erase',
      record: 'abc',
      fingerprint: 'fp',
      language: 'nl',
      occurredAt: 1,
    } as const;
    await expect(accept(request, TYPED)).rejects.toMatchObject({ code: 'job_unreadable' });
    expect(await content()).not.toMatch(/erase|parcel/);
  });
});

describe('the traces of a person', () => {
  const refusal: ConsentEvent = {
    id: uuidv7(),
    name: 'ConsentRefused',
    record: '12x3',
    occurredAt: 1000,
    actor: { type: 'contact' },
    channel: 'link',
  };

  async function leaveTraces(record: string, fingerprint: string): Promise<string> {
    const intake = testIntake({ redis, keys, queues });
    const eventId = await intake.acceptAct({
      event: 'ConsentConfirmed',
      record,
      fingerprint,
      channel: 'link',
      occurredAt: 1,
      network: { ip: '192.0.2.1', userAgent: 'x' },
    });
    await createOutcomes(redis, keys).put('act', eventId, { state: 'pending' });
    await createMailLedger(redis, keys).reserve(`${fingerprint}.r.invitation.1`);
    await createEventMemory(redis, keys).markEvidence(`e.${record}`);
    await createEventMemory(redis, keys).markApplied(`e.${fingerprint}`);
    const planner = createPlanner({ queues, now: Date.now });
    await planner.planStep({ record, step: 'remind', round8: 'r', at: Date.now() + 60_000 });
    await planner.planReadBack(record, fingerprint, Date.now() + 60_000);
    return eventId;
  }

  it('are all gone and those of others all there, when the person is erased', async () => {
    const others = await leaveTraces('12x34', 'otherFingerprint0000000');
    const own = await leaveTraces('12x3', 'ownFingerprint000000000');
    const before = (await content()).match(/12x34(?!\d)/g)?.length;
    await createTraces({ redis, keys, queues }).erase({
      records: ['12x3'],
      fingerprint: 'ownFingerprint000000000',
    });
    const left = await content();
    expect(left).not.toMatch(/12x3(?!\d)|ownFingerprint/);
    expect(left).not.toContain(own);
    expect(left).toContain(others);
    expect(left.match(/12x34(?!\d)/g)?.length).toBe(before);
  });

  it('leave the request in hand and refusals that wait for their address, when the person is erased', async () => {
    const accept = createRequestIntake({
      queues,
      parcels: createParcels(redis, keys, [secret()]),
      network: nowhere(),
      newId: uuidv7,
    });
    const id = await accept(
      { kind: 'erase', record: '12x3', fingerprint: 'fp0', language: 'nl', occurredAt: 1 },
      TYPED,
    );
    const pending = createPendingRefusals(redis, keys);
    await pending.add('fp0', refusal);
    await createTraces({ redis, keys, queues }).erase({ records: ['12x3'], fingerprint: 'fp0', except: id });
    expect(await queues.of('requests').getJob(id)).toBeDefined();
    expect(await pending.among(['fp0'])).toEqual(['fp0']);
  });
});

describe('the last counts of the request register', () => {
  it('when a worker has looked, are known to every process for a day; before that to none', async () => {
    const counts = createLastCounts(redis, keys);
    expect(await counts.find()).toBeNull();
    await counts.put({ open: 3, dueSoon: 2, overdue: 1 });
    expect(await createLastCounts(redis, keys).find()).toEqual({ open: 3, dueSoon: 2, overdue: 1 });
    const left = await redis.pttl(keys.key('request-counts'));
    expect(left).toBeGreaterThan(23 * 3_600_000);
  });
});
