import type { LeaderLock } from '../../flow/mailbox-ports';
import type { LastCounts, Parcels, SoftBounces, Traces } from '../../flow/person-ports';
import type { PersonDoor } from '../../flow/person-door';
import type { Clock, Intake, Log } from '../../flow/ports';
import type { QueueOffice, StartWorkers, SweepQueue } from '../../flow/queue-ports';
import type * as ports from '../../flow/store-ports';
import { createCeilings } from './ceilings';
import { checkRedis, type RedisState } from './check-redis';
import { openRedis, type RedisConnection } from './connection';
import { startConsumers } from './consume';
import { createIntake } from './intake';
import { createDoorMemory, createWaitingCount } from './door-memory';
import { createKeys } from './keys';
import { createEventMemory, createMailLedger, createOutcomes } from './ledger';
import { createLeaderLock } from './leader';
import { createAddressLock, createLoginLock } from './lock';
import { openQueues } from './open-queues';
import { createParcels } from './parcels';
import { createPlanner, createSweepQueue } from './planner';
import { startPrivateRedis } from './private-redis';
import { createNetworkEvidence, createNetworkKeeper } from './network';
import { createQueueOffice } from './queue-office';
import { createRateLimitStores } from './rate-limit-store';
import { createPendingRefusals, createStandingRefusals, createUndoStore } from './refusals';
import { createLastCounts } from './request-counts';
import { createRequestIntake } from './request-intake';
import { createSoftBounces, type SoftBounceOptions } from './soft-bounces';
import { createTraces } from './traces';
import { createAlarm, createWatermarks } from './watermarks';

export interface StoreOptions {
  /** Without one a private redis-server is started in `dataDir`. */
  readonly url: string | undefined;
  readonly dataDir: string;
  readonly prefix: string;
  readonly mailsPerSecond: number;
  readonly staffInvitesPerHour: number;
  /** ms for which an address stays locked after a write without an answer. */
  readonly lockTime: number;
  /** `null`: IP and user agent are not kept. */
  readonly networkDays: number | null;
  /** What people typed is encrypted with these, of 32 bytes each: the first seals, all open. */
  readonly parcelKeys: readonly Buffer[];
  /** So many soft bounces within so long are a permanent one. */
  readonly softBounceLimit: SoftBounceOptions['limit'];
  readonly newId: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The stores that use cases are given. */
export interface FlowStores {
  readonly lock: ports.AddressLock;
  readonly ledger: ports.MailLedger;
  readonly ceilings: ports.Ceilings;
  readonly memory: ports.EventMemory;
  readonly undo: ports.UndoStore;
  readonly standing: ports.StandingRefusals;
  readonly pending: ports.PendingRefusals;
  readonly outcomes: ports.Outcomes;
  readonly watermarks: ports.Watermarks;
  readonly alarm: ports.Alarm;
  readonly planner: ports.Planner;
  readonly network: ports.NetworkEvidence;
}

/** All that lies in Redis, over two connections: one that fails at once for the doors, one that waits for the work. */
export interface Stores {
  readonly flow: FlowStores;
  readonly intake: Intake;
  readonly acceptRequest: PersonDoor['accept'];
  readonly parcels: Parcels;
  readonly traces: Traces;
  readonly requestCounts: LastCounts;
  readonly softBounces: SoftBounces;
  /** Refusals that wait for their address, and requests that may become one. Throws `store_unavailable`. */
  readonly refusalsWaiting: () => Promise<number>;
  /** What was done already, asked at a door: it does not wait for Redis. */
  readonly doorMemory: ReturnType<typeof createDoorMemory>;
  readonly office: QueueOffice;
  readonly sweeps: SweepQueue;
  /** Which process reads the mailbox. */
  readonly mailboxLeader: LeaderLock;
  readonly loginLock: <T>(run: () => Promise<T>) => Promise<T>;
  readonly rateLimitStore: ReturnType<typeof createRateLimitStores>;
  readonly consume: (options: { readonly jobLock: number; readonly inDoubtWait: number }) => StartWorkers;
  /** The bridge's own private server, or the one of REDIS_URL. */
  readonly kind: 'private' | 'external';
  /** @throws Failure `store_unavailable`, `redis_too_old`, `redis_evicts`. */
  check(): Promise<RedisState>;
  close(): Promise<void>;
}

/** A holder works for seconds; the in-process wait is short because a job that waits costs nothing. */
const LOCK_PATIENCE = 2000;
/** ms; so long a process that died while logging in keeps the others from Vtiger. */
const LOGIN_LOCK = 5000;
/** ms; so long nobody reads the mailbox when its reader died. */
const LEADER_TIME = 30_000;

/** @throws Failure `store_unavailable`, `redis_too_old`, `redis_evicts`, `redis_missing`, `data_dir_in_use`. */
export async function openStores(options: StoreOptions): Promise<Stores> {
  const { url, dataDir, log } = options;
  const own = url === undefined ? await startPrivateRedis({ folder: dataDir, log }) : null;
  const target = { url: own?.url ?? url ?? '' };
  const opened: RedisConnection[] = [];
  const close = async () => {
    for (const redis of opened) redis.disconnect();
    await own?.stop();
  };
  try {
    const work = await openRedis(target, 'worker');
    opened.push(work);
    const door = await openRedis(target, 'door');
    opened.push(door);
    for (const redis of opened)
      redis.on('error', (error: Error) => log.warn('trouble with Redis', { kind: error.name }));
    const { aof } = await checkRedis(work);
    if (aof === false) log.warn('Redis writes no AOF: accepted acts are lost when it stops');
    return buildStores(options, { work, door, close });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Connections {
  readonly work: RedisConnection;
  readonly door: RedisConnection;
  readonly close: () => Promise<void>;
}

function buildStores(options: StoreOptions, { work, door, close }: Connections): Stores {
  const { prefix, clock, newId, networkDays, parcelKeys, lockTime, log } = options;
  const keys = createKeys(prefix);
  const now = () => clock.now();
  const queues = openQueues({ connection: work, prefix });
  const doorQueues = openQueues({ connection: door, prefix });
  const outcomes = createOutcomes(work, keys);
  const network = createNetworkKeeper(door, keys, networkDays);
  return {
    flow: flowStores(options, work),
    intake: createIntake({ redis: door, keys, queues: doorQueues, newId, network }),
    acceptRequest: createRequestIntake({
      queues: doorQueues,
      parcels: createParcels(door, keys, parcelKeys),
      network,
      newId,
    }),
    parcels: createParcels(work, keys, parcelKeys),
    traces: createTraces({ redis: work, keys, queues }),
    requestCounts: createLastCounts(work, keys),
    softBounces: createSoftBounces({ redis: work, keys, clock, limit: options.softBounceLimit }),
    doorMemory: createDoorMemory(door, keys),
    refusalsWaiting: createWaitingCount(door, keys, doorQueues),
    office: createQueueOffice({ redis: work, queues }),
    sweeps: createSweepQueue({ queues, now }),
    mailboxLeader: createLeaderLock('mailbox', { redis: work, keys, ttl: LEADER_TIME }),
    loginLock: createLoginLock({ redis: work, keys, ttl: LOGIN_LOCK }),
    rateLimitStore: createRateLimitStores(door, keys),
    consume:
      ({ jobLock, inDoubtWait }) =>
      (handlers) =>
        startConsumers(
          { connection: work, prefix, outcomes, log, lockDuration: jobLock, inDoubtWait },
          handlers,
        ),
    kind: options.url === undefined ? 'private' : 'external',
    check: () => checkRedis(work),
    close: async () => {
      await Promise.allSettled([queues.close(), doorQueues.close()]);
      await close();
    },
  };

  function flowStores(
    { mailsPerSecond, staffInvitesPerHour }: StoreOptions,
    redis: RedisConnection,
  ): FlowStores {
    return {
      lock: createAddressLock({ redis, keys, ttl: lockTime, patience: LOCK_PATIENCE }),
      ledger: createMailLedger(redis, keys),
      ceilings: createCeilings({ redis, keys, mailsPerSecond, staffInvitesPerHour }),
      memory: createEventMemory(redis, keys),
      undo: createUndoStore(redis, keys),
      standing: createStandingRefusals(redis, keys),
      pending: createPendingRefusals(redis, keys),
      outcomes,
      watermarks: createWatermarks(redis, keys),
      alarm: createAlarm(redis, keys),
      planner: createPlanner({ queues, now }),
      network: createNetworkEvidence(redis, keys),
    };
  }
}
