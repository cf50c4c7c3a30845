import { Cluster } from 'ioredis';
import { z } from 'zod';
import { QUEUES, type QueueName } from '../../flow/queue-ports';
import type { Traces } from '../../flow/person-ports';
import type { RedisConnection } from './connection';
import type { Keys } from './keys';
import type { OpenQueues } from './open-queues';

export interface TraceOptions {
  readonly redis: RedisConnection;
  readonly keys: Keys;
  readonly queues: OpenQueues;
}

type Person = Parameters<Traces['erase']>[0];

const STATES = ['wait', 'active', 'delayed', 'failed', 'completed'] as const;
const about = z.object({
  record: z.string().optional(),
  fingerprint: z.string().optional(),
  key: z.string().optional(),
});

/**
 * Removes jobs and marks of a person (GDPR art. 17(1)). What stays are pending refusals: they hold a fingerprint alone
 * and keep the person from being mailed again.
 */
export function createTraces(options: TraceOptions): Traces {
  return {
    erase: async (person) => {
      const gone: string[] = [];
      for (const queue of QUEUES) gone.push(...(await removeJobs(options, queue, person)));
      await removeKeys(options, person, gone);
    },
  };
}

/** Ids of the jobs that were removed. One that runs now is left: it ends by itself. */
async function removeJobs({ queues }: TraceOptions, queue: QueueName, person: Person): Promise<string[]> {
  const jobs = await queues.of(queue).getJobs([...STATES]);
  const gone: string[] = [];
  for (const job of jobs) {
    // A job that ended while the list was read is listed without its content.
    const id = (job as typeof job | undefined)?.id;
    if (id === undefined || id === person.except || !concerns(job.data, person)) continue;
    await job.remove().then(
      () => gone.push(id),
      () => undefined,
    );
  }
  return gone;
}

function concerns(content: unknown, { records, fingerprint }: Person): boolean {
  const parsed = about.safeParse(content);
  if (!parsed.success) return false;
  const { record, fingerprint: own, key } = parsed.data;
  const named = record !== undefined && records.includes(record);
  return named || (fingerprint !== '' && (own === fingerprint || key === fingerprint));
}

async function removeKeys({ redis, keys }: TraceOptions, person: Person, jobs: readonly string[]) {
  const names = [...person.records, ...jobs, ...(person.fingerprint === '' ? [] : [person.fingerprint])];
  const kept = person.except === undefined ? [] : [person.except];
  const locks = keys.key('lock', '');
  for await (const found of keysOf(redis, `${escaped(keys.key(''))}*`)) {
    const own = names.some((name) => holds(found, name)) && !kept.some((name) => holds(found, name));
    if (own && !found.startsWith(locks)) await redis.del(found);
  }
}

/** The whole name: `12x3` is not in `12x34`. */
function holds(key: string, name: string): boolean {
  for (let at = key.indexOf(name); at >= 0; at = key.indexOf(name, at + 1)) {
    const around = [key[at - 1] ?? ':', key[at + name.length] ?? ':'];
    if (around.every((character) => !/[A-Za-z0-9_-]/.test(character))) return true;
  }
  return false;
}

function escaped(pattern: string): string {
  return pattern.replace(/[[\]*?\\^]/g, '\\$&');
}

async function* keysOf(redis: RedisConnection, pattern: string): AsyncGenerator<string> {
  const nodes = redis instanceof Cluster ? redis.nodes('master') : [redis];
  for (const node of nodes) {
    let cursor = '0';
    do {
      const [next, found] = await node.scan(cursor, 'MATCH', pattern, 'COUNT', 500);
      yield* found;
      cursor = next;
    } while (cursor !== '0');
  }
}
