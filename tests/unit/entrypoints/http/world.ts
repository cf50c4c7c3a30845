import { createHmac } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { createTokens } from '../../../../src/adapters/tokens/tokens';
import type { PublicAppDeps, PublicSettings } from '../../../../src/entrypoints/http/app-deps';
import { createPublicApp } from '../../../../src/entrypoints/http/public-app';
import { Failure } from '../../../../src/flow/failure';
import type { MyDataView, PersonDoor } from '../../../../src/flow/person-door';
import type { PersonRequest } from '../../../../src/flow/person-requests';
import type {
  ActNetwork,
  Log,
  LogFields,
  Outcome,
  PersonAct,
  TokenAct,
  WebhookEvent,
} from '../../../../src/flow/ports';

export const NOW = Date.parse('2026-11-24T10:00:00.000Z');
export const RECORD = '12x345';
export const FINGERPRINT = 'fp_ABCDEFGHIJKLMNOPQRS';
export const ROUND8 = 'abcdef12';
export const EVENT_ID = '0199f2d3-0000-7000-8000-00005f3c9a1b';
export const REQUEST_ID = '0199f2d3-0000-7000-8000-00007e57da7a';
export const TEXTS = {
  nl: 'Ja, stuur mij de nieuwsbrief van Bakkerij Zon, ongeveer één keer per maand.\nIk kan altijd stoppen.',
  en: 'Yes, send me the newsletter of Bakkerij Zon, about once a month.\nI can stop at any time.',
};

export const key = (letter: string) => Buffer.alloc(32, letter);
export const CURRENT = { kid: 'k2', key: key('c'), withdrawOnly: false };
export const RETIRED = { kid: 'k1', key: key('r'), withdrawOnly: true };
export const LABEL = { kid: 'l1', key: key('l'), withdrawOnly: false };
export const WEBHOOK_SECRETS = [Buffer.alloc(24, 1), Buffer.alloc(24, 2)];

/** A door into the queue that only remembers what it was given. */
export class RecordingIntake {
  readonly acts: PersonAct[] = [];
  readonly webhooks: { id: string; event: WebhookEvent }[] = [];
  readonly waits: number[] = [];
  calls = 0;
  outcome: Outcome = { state: 'applied' };
  webhookOutcome: Outcome | null = null;
  down = false;
  failure: Error | null = null;
  outcomeFailure: Error | null = null;

  async acceptAct(act: PersonAct): Promise<string> {
    this.open();
    this.acts.push(act);
    return EVENT_ID;
  }
  async outcomeOfAct(_eventId: string, waitMs: number): Promise<Outcome> {
    this.calls += 1;
    this.waits.push(waitMs);
    if (this.outcomeFailure !== null) throw this.outcomeFailure;
    return this.outcome;
  }
  async acceptWebhook(id: string, event: WebhookEvent): Promise<'accepted' | 'duplicate'> {
    this.open();
    if (this.webhooks.some((each) => each.id === id)) return 'duplicate';
    this.webhooks.push({ id, event });
    return 'accepted';
  }
  async outcomeOfWebhook(): Promise<Outcome | null> {
    this.open();
    return this.webhookOutcome;
  }
  private open(): void {
    this.calls += 1;
    if (this.failure !== null) throw this.failure;
    if (this.down) throw storeDown();
  }
}

const storeDown = () =>
  new Failure('Redis cannot be reached.', { code: 'store_unavailable', stage: 'store', retryable: true });

/** A door to the person's side that only remembers what it was asked. */
export class RecordingDoor implements PersonDoor {
  readonly requests: { request: PersonRequest; content?: Readonly<Record<string, string>> }[] = [];
  /** Where the requests came from, where that is kept. */
  readonly networks: ActNetwork[] = [];
  readonly asked: Parameters<PersonDoor['myData']>[0][] = [];
  offered: readonly string[] = [];
  view: MyDataView = { kind: 'gone' };
  failure: Error | null = null;
  down = false;

  async accept(...[request, content, more]: Parameters<PersonDoor['accept']>): Promise<string> {
    if (this.down) throw storeDown();
    if (more?.network !== undefined) this.networks.push(more.network);
    this.requests.push(content === undefined ? { request } : { request, content });
    return REQUEST_ID;
  }
  async myData(link: Parameters<PersonDoor['myData']>[0]): Promise<MyDataView> {
    this.asked.push(link);
    if (this.failure !== null) throw this.failure;
    return this.view;
  }
  topics(): readonly string[] {
    return this.offered;
  }
}

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: LogFields;
}

export function recordingLog(lines: LogLine[], common: LogFields = {}): Log {
  const write =
    (level: string) =>
    (message: string, fields: LogFields = {}) =>
      void lines.push({ level, message, fields: { ...common, ...fields } });
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    child: (fields) => recordingLog(lines, { ...common, ...fields }),
  };
}

export const SETTINGS: PublicSettings = {
  publicUrl: 'https://hub.example',
  trustProxy: false,
  brand: { name: 'Bakkerij Zon', color: '#0b6e4f' },
  privacyUrl: 'https://example.org/privacy',
  controller: 'Bakkerij Zon B.V.',
  consentTexts: TEXTS,
  defaultLanguage: 'nl',
  version: '9.9.9',
  evidenceNetwork: 'none',
  labelConfirm: 'request',
  rateLimitClient: 'off',
  rateLimitToken: 'off',
  outcomeWait: 1500,
};

export type World = ReturnType<typeof createWorld>;

/** The real app and real tokens on a recording door. */
export function createWorld(settings: Partial<PublicSettings> = {}, more: Partial<PublicAppDeps> = {}) {
  const intake = new RecordingIntake();
  const door = new RecordingDoor();
  const lines: LogLine[] = [];
  const clicks: string[] = [];
  const clock = { at: NOW, now: () => clock.at };
  const tokens = createTokens({
    tokenSecrets: [CURRENT, RETIRED],
    labelSecrets: [LABEL],
    now: () => clock.at,
  });
  const ping = { calls: 0, fails: false };
  const deps: PublicAppDeps = {
    intake,
    person: door,
    tokens,
    clock,
    log: recordingLog(lines),
    settings: { ...SETTINGS, ...settings },
    webhookSecrets: WEBHOOK_SECRETS,
    ping: async () => {
      ping.calls += 1;
      if (ping.fails) throw new Failure('no', { code: 'crm_unreachable', stage: 'crm', retryable: true });
      return { version: '8.4.0', user: 'bridge' };
    },
    clicks: (act, method, kind) => void clicks.push(`${act} ${method} ${kind}`),
    ...more,
  };
  return { app: createPublicApp(deps), intake, door, lines, clicks, clock, tokens, ping, deps };
}

/** Every kind of token that may be brought to a page. */
export const TOKEN_KINDS = [
  'valid',
  'expired',
  'tampered',
  'alg none',
  'alg HS512',
  'extra header',
  'extra claim',
  'unknown act',
  'foreign secret',
  'unknown kid',
  'withdraw-only',
  'label',
  'garbage',
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs whatever it is told to: for tokens that the bridge would never make. */
export function forge(
  secret: Buffer,
  header: Record<string, unknown>,
  payload: Record<string, unknown>,
): string {
  const text = `${encoded(header)}.${encoded(payload)}`;
  const hash = header['alg'] === 'HS512' ? 'sha512' : 'sha256';
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
}

export function tokenOf(kind: TokenKind, act: TokenAct): string {
  const payload = { sub: RECORD, act, adr: FINGERPRINT, rnd: ROUND8 };
  const header = { alg: 'HS256', kid: CURRENT.kid };
  const good = forge(CURRENT.key, header, { ...payload, exp: NOW / 1000 + 3600 });
  switch (kind) {
    case 'valid':
      return good;
    case 'expired':
      return forge(CURRENT.key, header, { ...payload, exp: NOW / 1000 - 1 });
    case 'tampered': {
      const [head = '', , mac = ''] = good.split('.');
      return `${head}.${encoded({ ...payload, sub: '12x346' })}.${mac}`;
    }
    case 'alg none':
      return `${encoded({ alg: 'none', kid: CURRENT.kid })}.${encoded(payload)}.`;
    case 'alg HS512':
      return forge(CURRENT.key, { ...header, alg: 'HS512' }, payload);
    case 'extra header':
      return forge(CURRENT.key, { ...header, typ: 'JWT' }, payload);
    case 'extra claim':
      return forge(CURRENT.key, header, { ...payload, admin: true });
    case 'unknown act':
      return forge(CURRENT.key, header, { ...payload, act: 'erase' });
    case 'foreign secret':
      return forge(key('x'), header, payload);
    case 'unknown kid':
      return forge(CURRENT.key, { alg: 'HS256', kid: 'zz' }, payload);
    case 'withdraw-only':
      return forge(RETIRED.key, { alg: 'HS256', kid: RETIRED.kid }, payload);
    case 'label':
      return forge(LABEL.key, { alg: 'HS256', kid: LABEL.kid }, { sub: RECORD, act, adr: FINGERPRINT });
    case 'garbage':
      return 'garbage';
  }
}

/** What another implementation of JWT would make of the same claims. */
export const byLibrary = (payload: object) =>
  jwt.sign(payload, CURRENT.key, { algorithm: 'HS256', keyid: CURRENT.kid });

/** Standard Webhooks headers for a body. */
export function signed(
  body: string | Buffer,
  options: { id?: string; at?: number; secret?: Buffer } = {},
): Record<string, string> {
  const { id = 'msg_1', at = NOW, secret = WEBHOOK_SECRETS[0]! } = options;
  const timestamp = String(Math.floor(at / 1000));
  const mac = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
}
