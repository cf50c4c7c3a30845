import { Worker } from 'bullmq';
import { startMailbox } from '../../src/adapters/mailbox/read-mailbox';
import { openRedis } from '../../src/adapters/redis/connection';
import { createKeys } from '../../src/adapters/redis/keys';
import { createLeaderLock } from '../../src/adapters/redis/leader';
import { createEventMemory } from '../../src/adapters/redis/ledger';
import { openQueues } from '../../src/adapters/redis/open-queues';
import { createParcels } from '../../src/adapters/redis/parcels';
import { createRequestIntake } from '../../src/adapters/redis/request-intake';
import { createSeals } from '../../src/adapters/seals/seals';
import { createReturnTokens } from '../../src/adapters/tokens/return-tokens';
import { createTokens } from '../../src/adapters/tokens/tokens';
import { createSecretKey } from 'node:crypto';
import { commandWords } from '../../src/flow/mailbox/command-words';
import { handleMail } from '../../src/flow/mailbox/handle-mail';
import { memoryLog } from '../integration/harness/redis';

/* A process that reads a mailbox with the real parts and carries out requests by counting them; it is killed. */

const PREFIX = '{mailbox-kill}';
/** What a request does: once per id, with its mark in one step, as the consent record keeps its own. */
const CARRY_OUT = `if redis.call('set', KEYS[1], '1', 'NX') then redis.call('hincrby', KEYS[2], ARGV[1], 1) end`;

const setting = (name: string): string => process.env[name] ?? '';

async function main(): Promise<void> {
  const key = Buffer.alloc(32, 1);
  const secret = (kid: string) => ({ kid, key: createSecretKey(key), withdrawOnly: false });
  const redis = await openRedis({ url: setting('REDIS_URL') }, 'worker');
  redis.on('error', () => undefined);
  const keys = createKeys(PREFIX);
  const queues = openQueues({ connection: redis, prefix: PREFIX });
  const parcels = createParcels(redis, keys, [key]);
  const seals = createSeals({ addressKey: key, sealSecrets: [{ kid: 's', key }] });
  const accept = createRequestIntake({ queues, parcels, newId: () => 'never' });
  const deps = {
    rules: {
      words: commandWords(),
      defaultLanguage: 'nl' as const,
      ownAddresses: [],
      trustDmarc: false,
      returns: createReturnTokens([{ key, withdrawOnly: false }]),
      tokens: createTokens({
        tokenSecrets: [secret('a')],
        labelSecrets: [secret('l')],
        now: () => Date.now(),
      }),
      messageDomain: 'own.example',
    },
    accept,
    memory: createEventMemory(redis, keys),
    parcels,
    seals,
    clock: { now: () => Date.now() },
  };
  new Worker(
    'requests',
    async ({ data }: { data: { requestId: string } }) => {
      const id = data.requestId;
      await redis.eval(CARRY_OUT, 2, keys.key('applied', `request.${id}`), 'effects', id);
      await parcels.drop(id);
    },
    {
      connection: await openRedis({ url: setting('REDIS_URL') }, 'worker'),
      prefix: PREFIX,
      lockDuration: 1000,
      stalledInterval: 500,
      maxStalledCount: 1000,
      removeOnComplete: { count: 0 },
    },
  ).on('error', () => undefined);
  startMailbox({
    imapUrl: setting('IMAP_URL'),
    lookEvery: 1000,
    folders: { done: 'Done', review: 'Review', failed: 'Failed' },
    authservId: undefined,
    leader: createLeaderLock('mailbox', { redis, keys, ttl: 600 }),
    handle: async (mail) => {
      await redis.hincrby('readings', mail.id, 1);
      return handleMail(deps, mail);
    },
    log: memoryLog(),
    tally: { up: () => undefined, mail: () => undefined },
    pauses: { lead: 50, first: 50, retry: 200 },
  });
  process.send?.('ready');
}

void main();
