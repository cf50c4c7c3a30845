import { pbkdf2Sync } from 'node:crypto';
import request from 'supertest';
import type {
  PublicAppDeps,
  PublicSettings,
  SignupSettings,
} from '../../../../src/entrypoints/http/app-deps';
import { createWorld, type World } from './world';

const HOUR = 3600_000;

export const SIGNUP: SignupSettings = {
  source: 'Sign-up page',
  rateLimit: { limit: 10, windowMs: HOUR },
  rateLimitPlain: { limit: 3, windowMs: HOUR },
  proofKey: 'a key of the tests',
  proofCost: 2,
};

export interface SignupWorldOptions {
  readonly signup?: Partial<SignupSettings>;
  readonly settings?: Partial<PublicSettings>;
  readonly more?: Partial<PublicAppDeps>;
  readonly topics?: readonly string[];
}

export function createSignupWorld({
  signup = {},
  settings = {},
  more = {},
  topics = [],
}: SignupWorldOptions = {}): World {
  const world = createWorld({ signup: { ...SIGNUP, ...signup }, ...settings }, more);
  world.door.offered = topics;
  return world;
}

/** What a browser would send of the page it was shown, with these fields filled in. */
export interface Filled {
  readonly lang?: string;
  readonly firstname?: string;
  readonly lastname?: string;
  readonly email?: string;
  readonly topics?: readonly string[];
  readonly agree?: string;
  readonly text?: string;
  readonly altcha?: string;
  readonly website?: string;
}

export async function openForm(world: World, lang = 'nl', from?: string) {
  const get = request(world.app).get(`/signup?lang=${lang}`);
  const page = await (from === undefined ? get : get.set('X-Forwarded-For', from));
  const mark = /name="text" value="([\w-]+)"/.exec(page.text)?.[1] ?? '';
  const challenge = (/data-challenge="([^"]*)"/.exec(page.text)?.[1] ?? '').replaceAll('&quot;', '"');
  return { page, mark, challenge };
}

export async function send(world: World, filled: Filled = {}, from?: string) {
  const { mark } = await openForm(world, filled.lang, from);
  const {
    lang = 'nl',
    topics = [],
    ...fields
  } = {
    firstname: 'Ann',
    lastname: 'Jansen',
    email: 'ann@example.org',
    agree: 'yes',
    text: mark,
    altcha: '',
    website: '',
    ...filled,
  };
  const body = new URLSearchParams([
    ...Object.entries(fields),
    ...topics.map((topic): [string, string] => ['topics', topic]),
  ]);
  const post = request(world.app).post(`/signup?lang=${lang}`).type('form');
  return (from === undefined ? post : post.set('X-Forwarded-For', from)).send(body.toString());
}

interface Challenge {
  readonly parameters: {
    readonly nonce: string;
    readonly salt: string;
    readonly cost: number;
    readonly keyLength: number;
    readonly keyPrefix: string;
  };
  readonly signature: string;
}

export interface Solved {
  readonly challenge: Challenge;
  readonly solution: { readonly counter: number; readonly derivedKey: string };
}

/** Does the work of the page's script, in Node. */
export function solutionOf(json: string): Solved {
  const challenge = JSON.parse(json) as Challenge;
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  for (let counter = 0; ; counter += 1) {
    const word = Buffer.concat([Buffer.from(nonce, 'hex'), Buffer.alloc(4)]);
    word.writeUInt32BE(counter, nonce.length / 2);
    const derivedKey = pbkdf2Sync(word, Buffer.from(salt, 'hex'), cost, keyLength, 'sha256').toString('hex');
    if (derivedKey.startsWith(keyPrefix)) return { challenge, solution: { counter, derivedKey } };
  }
}

export const payloadOf = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64');
export const solve = (json: string) => payloadOf(solutionOf(json));
