import { type Load, measure, type Measured } from './load';
import { startCompanion, startProduct, startRedis, type RedisServer } from './processes';
import { productEnvironment } from './product-environment';
import { linkPosts, ONE_CLICK, people, type Post, webhookPosts } from './requests';

export type AppendFsync = 'everysec' | 'always';
export const KINDS = ['click', 'webhook'] as const;
type Kind = (typeof KINDS)[number];

/** One pair of runs, one after the other. */
export interface Pair {
  readonly kind: Kind;
  readonly baseline: Measured;
  readonly product: Measured;
}

const CONNECTIONS = 50;
/** More than any run sends: a webhook that is sent twice would be a duplicate. */
const POSTS = 8_000;

/** Baseline and product in turn, on the same Redis and the same machine. */
export async function measureIntake(
  appendfsync: AppendFsync,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Pair[]> {
  const redis = await startRedis(appendfsync);
  const env = await productEnvironment({ redisUrl: redis.url }, { ROLE: 'web' });
  const baseline = await startCompanion<{ url: string }>('baseline-server');
  const product = await startProduct(env);
  const targets: Turn['targets'] = {
    baseline: { url: baseline.ready.url, pid: baseline.pid },
    product: { url: env['PUBLIC_URL'] ?? '', pid: product.pid },
  };
  const persons = people(POSTS);
  const clicks = linkPosts(env, persons, 'unsubscribe', ONE_CLICK);
  const postsOf = (kind: Kind): Post[] => (kind === 'click' ? clicks : webhookPosts(env, persons));
  try {
    // Neither side is measured cold.
    for (const kind of KINDS) await pair(redis, { kind, posts: postsOf(kind), targets, seconds: 2 });
    const pairs: Pair[] = [];
    for (let round = 0; round < rounds; round += 1)
      for (const kind of KINDS)
        pairs.push(await pair(redis, { kind, posts: postsOf(kind), targets, seconds }));
    return pairs;
  } finally {
    await Promise.all([baseline.stop(), product.stop()]);
    await redis.stop();
  }
}

interface Turn {
  readonly kind: Kind;
  readonly posts: readonly Post[];
  readonly targets: Readonly<Record<'baseline' | 'product', Pick<Load, 'url' | 'pid'>>>;
  readonly seconds: number;
}

async function pair(redis: RedisServer, { kind, posts, targets, seconds }: Turn): Promise<Pair> {
  const load: Omit<Load, 'url' | 'pid'> = { posts, connections: CONNECTIONS, until: seconds };
  const baseline = await measure({ ...load, ...targets.baseline });
  const before = await waiting(redis, kind);
  const product = await measure({ ...load, ...targets.product });
  const stored = (await waiting(redis, kind)) - before;
  if (stored < product.answered)
    throw new Error(`${product.answered} were answered and only ${stored} lie in the queue`);
  return { kind, baseline, product };
}

function waiting({ client }: RedisServer, kind: Kind): Promise<number> {
  return client.llen(`{consent}:${kind === 'click' ? 'acts' : 'webhooks'}:wait`);
}
