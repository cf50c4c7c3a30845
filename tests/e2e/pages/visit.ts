import { createServer } from 'node:http';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Language } from '../../../src/consent/event';
import { MY_DATA, TOPICS } from '../../unit/entrypoints/http/my-data-sample';
import { createSignupWorld } from '../../unit/entrypoints/http/signup-page';
import type { World } from '../../unit/entrypoints/http/world';

/** One person at one screen: the real pages on a recording door, in a language. */
export interface Visit {
  readonly page: Page;
  readonly world: World;
  readonly base: string;
  readonly language: Language;
}

/** Brings the browser to a page, as a person gets there. */
export type Opener = (visit: Visit) => Promise<unknown>;

/** What came over the wire for one request. */
export interface Carried {
  readonly url: string;
  readonly bytes: number;
}

export interface ServedWorld {
  readonly world: World;
  readonly base: string;
  /** Oldest first. */
  readonly carried: readonly Carried[];
  stop(): Promise<void>;
}

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}

/** Who did no proof of work is turned away: a page of its own. */
export async function serveWorld(): Promise<ServedWorld> {
  const world = createSignupWorld({
    signup: { rateLimit: 'off', rateLimitPlain: { limit: 0, windowMs: 3600_000 } },
    topics: TOPICS,
  });
  freshWorld(world);
  const carried: Carried[] = [];
  const server = createServer((request, response) => {
    const { socket } = request;
    const before = socket.bytesWritten;
    response.on('finish', () => {
      carried.push({ url: request.url ?? '', bytes: socket.bytesWritten - before });
    });
    world.app(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    world,
    base: `http://127.0.0.1:${address.port}`,
    carried,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** As it was before any page. */
export function freshWorld({ door, intake, clock }: World): void {
  door.view = { kind: 'shown', data: MY_DATA };
  door.offered = TOPICS;
  door.failure = null;
  door.down = false;
  intake.outcome = { state: 'applied' };
  clock.at = START;
}

/** The tokens of the tests are made for it. */
const START = Date.parse('2026-11-24T10:00:00.000Z');

/** An address of the hub in the visit's language. */
export function open({ page, base, language }: Visit, path: string): Promise<unknown> {
  return page.goto(`${base}${path}?lang=${language}`);
}
