import { createServer } from 'node:net';

/** Below the ports that systems hand out by themselves (32768 and up), so that no `listen(0)` takes one in between. */
const FIRST = 10_000;
const SHARE = 4000;
const SHARES = 5;

/** Test files that run side by side choose from shares of their own. */
const share = Number(process.env['JEST_WORKER_ID'] ?? 0) % SHARES;
let next = Math.floor(Math.random() * SHARE);

/** A port that is free now and that nobody else who asks here gets soon. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < SHARE; tried += 1) {
    const port = FIRST + share * SHARE + next;
    next = (next + 1) % SHARE;
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${FIRST + share * SHARE} on is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });
}
