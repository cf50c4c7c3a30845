import { measure, type Measured } from './load';
import { type Companion, startCompanion, startProduct, startRedis } from './processes';
import { productEnvironment } from './product-environment';
import { linkPosts, ONE_CLICK, OUR_BUTTON, people } from './requests';

/** Clicks while the same process also works them off against a Vtiger that answers in 25 ms. */
export interface ClicksAtWork {
  /** Answered when durable; the work goes on beside. */
  readonly oneClick: Measured;
  /** Answered with the outcome, or after 1.5 s with "received". */
  readonly withOutcome: Measured;
}

const LATENCY = 25;
const AT_ONCE = 4;

export async function measureClicksAtWork(seconds: number): Promise<ClicksAtWork> {
  const redis = await startRedis('everysec');
  const contacts = 1500;
  const crm: Companion<{ url: string; ids: string[] }> = await startCompanion('stand-in-process', {
    CONTACTS: String(contacts),
    LATENCY: String(LATENCY),
  });
  const env = await productEnvironment(
    { redisUrl: redis.url, vtigerUrl: crm.ready.url },
    { ROLE: 'web,worker' },
  );
  const product = await startProduct(env);
  const target = { url: env['PUBLIC_URL'] ?? '', pid: product.pid };
  const persons = people(contacts, crm.ready.ids);
  try {
    const buttons = linkPosts(env, persons.slice(0, 500), 'unsubscribe', OUR_BUTTON);
    const withOutcome = await measure({ ...target, posts: buttons, connections: AT_ONCE, until: seconds });
    const rest = linkPosts(env, persons.slice(500), 'unsubscribe', ONE_CLICK);
    const oneClick = await measure({ ...target, posts: rest, connections: 50, until: seconds });
    return { oneClick, withOutcome };
  } finally {
    await Promise.all([product.stop(), crm.stop()]);
    await redis.stop();
  }
}
