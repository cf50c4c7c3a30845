import { until } from '../harness/waiting';
import { measure } from './load';
import { type MemorySample, watchMemory } from './memory';
import { type Companion, type RedisServer, startCompanion, startProduct, startRedis } from './processes';
import { productEnvironment } from './product-environment';
import { people, webhookPosts } from './requests';

/** From signed webhook to the mail at the server, all parts in processes of their own. */
export interface Invitations {
  readonly count: number;
  /** From the first webhook sent to the last mail taken. */
  readonly seconds: number;
  readonly mailsPerSecond: number;
  /** Addresses that got a second mail. */
  readonly repeated: number;
  /** Calls of the CRM, by operation. */
  readonly calls: Readonly<Record<string, number>>;
  readonly statuses: Readonly<Record<string, number>>;
  readonly memory: readonly MemorySample[];
}

interface SinkCount {
  readonly mails: number;
  readonly addresses: number;
  readonly lastAt: number;
}

const LATENCY = 25;

export async function measureInvitations(count: number, role: string): Promise<Invitations> {
  const redis = await startRedis('everysec');
  const crm: Companion<{ url: string; ids: string[] }> = await startCompanion('stand-in-process', {
    CONTACTS: String(count),
    LATENCY: String(LATENCY),
  });
  const sink: Companion<{ url: string }> = await startCompanion('sink-process');
  const places = { redisUrl: redis.url, vtigerUrl: crm.ready.url, smtpUrl: sink.ready.url };
  const env = await productEnvironment(places, { ROLE: role });
  const product = await startProduct(env);
  const memory = watchMemory(product.pid);
  try {
    const began = Date.now();
    const posts = webhookPosts(env, people(count, crm.ready.ids));
    const target = { url: env['PUBLIC_URL'] ?? '', pid: product.pid };
    await measure({ ...target, posts, connections: 20, until: 'sent' });
    const caught = await lastMail(sink, count);
    const samples = memory.end();
    await idle(redis);
    const calls = (await crm.ask('calls')) as Record<string, number>;
    const seconds = (caught.lastAt - began) / 1000;
    return {
      count,
      seconds,
      mailsPerSecond: caught.mails / seconds,
      repeated: caught.mails - caught.addresses,
      calls,
      statuses: (await crm.ask('statuses')) as Record<string, number>,
      memory: samples,
    };
  } finally {
    memory.end();
    await product.stop();
    await Promise.all([crm.stop(), sink.stop(), redis.stop()]);
  }
}

/** Waits as long as mails keep coming. */
async function lastMail(sink: Companion<unknown>, count: number): Promise<SinkCount> {
  let before = -1;
  for (;;) {
    const seen = await until(
      'another mail',
      async () => {
        const now = (await sink.ask('count')) as SinkCount;
        return now.mails > before ? now : null;
      },
      { within: 60_000, every: 100 },
    );
    before = seen.mails;
    if (seen.addresses >= count) return seen;
  }
}

/** The last mail's status is written after it. */
async function idle({ client }: RedisServer): Promise<void> {
  await until('the last job', async () => (await client.llen('{consent}:webhooks:active')) === 0);
}
