import autocannon from 'autocannon';
import { cpuMilliseconds } from './cpu';
import type { Post } from './requests';

export interface Measured {
  readonly perSecond: number;
  /** ms. */
  readonly p50: number;
  readonly p99: number;
  readonly answered: number;
  /** Microseconds of the server process's CPU per request. */
  readonly cpu: number;
}

export interface Load {
  readonly url: string;
  /** The process that answers. */
  readonly pid: number;
  readonly posts: readonly Post[];
  readonly connections: number;
  /** Until all posts were sent once, or for so many seconds. */
  readonly until: 'sent' | number;
}

/** Posts over keep-alive connections, each with its share of the posts. Any answer but 2xx ends the run. */
export async function measure({ url, pid, posts, connections, until }: Load): Promise<Measured> {
  const share = Math.floor(posts.length / connections);
  let client = 0;
  const { result, ms, cpuMs } = await run(pid, {
    url,
    connections,
    method: 'POST',
    ...(until === 'sent' ? { amount: share * connections, duration: 1 } : { duration: until }),
    setupClient: (each) => {
      const from = client * share;
      client += 1;
      each.setRequests(posts.slice(from, from + share).map((post) => ({ method: 'POST', ...post })));
    },
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were no success, ${result.errors} requests failed`);
  const { p50, p99 } = result.latency;
  const answered = result['2xx'];
  return { perSecond: (answered / ms) * 1000, p50, p99, answered, cpu: (cpuMs / answered) * 1000 };
}

interface Run {
  readonly result: autocannon.Result;
  readonly ms: number;
  readonly cpuMs: number;
}

/** autocannon's own duration counts the building of the requests too. */
function run(pid: number, options: autocannon.Options): Promise<Run> {
  return new Promise((resolve, reject) => {
    let began = { at: Date.now(), cpu: cpuMilliseconds(pid) };
    const instance = autocannon(options, (error: Error | null, result: autocannon.Result) => {
      if (error === null)
        resolve({ result, ms: Date.now() - began.at, cpuMs: cpuMilliseconds(pid) - began.cpu });
      else reject(error);
    });
    instance.on('start', () => (began = { at: Date.now(), cpu: cpuMilliseconds(pid) }));
  });
}
