import { createSeals } from '../../src/adapters/seals/seals';
import { createTokens } from '../../src/adapters/tokens/tokens';
import { readConfig } from '../../src/config';
import type { TokenAct } from '../../src/flow/ports';
import { signWebhook } from '../harness/sign-webhook';

/** A POST as the load sends it. */
export interface Post {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Person {
  readonly record: string;
  readonly address: string;
}

/** Record and address of the stand-in's contacts, or of as many imagined ones. */
export function people(count: number, ids?: readonly string[]): Person[] {
  return Array.from({ length: count }, (_, number) => ({
    record: ids?.[number] ?? `12x${number + 2}`,
    address: `person${number}@example.org`,
  }));
}

type Env = Readonly<Record<string, string>>;

/** Links that differ, each signed as the bridge signs them. */
export function linkPosts(env: Env, persons: readonly Person[], act: TokenAct, body: string): Post[] {
  const { secrets } = readConfig(env);
  const tokens = createTokens({ tokenSecrets: secrets.tokens, labelSecrets: [], now: () => Date.now() });
  const seals = createSeals({ addressKey: secrets.addressKey, sealSecrets: secrets.seals });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return persons.map(({ record, address }) => {
    const token = tokens.sign({ record, act, fingerprint: seals.fingerprint(address), round8: '0a1b2c3d' });
    return { path: `/${act}/${token}`, headers, body };
  });
}

/** RFC 8058's one click: answered as soon as it is durable. */
export const ONE_CLICK = 'List-Unsubscribe=One-Click';
/** Our own button: waits for the outcome. */
export const OUR_BUTTON = 'unsubscribe=yes';

/** A sign-up each, with evidence, under an id of its own. */
export function webhookPosts(env: Env, persons: readonly Person[]): Post[] {
  const secret = env['WEBHOOK_SECRETS'] ?? '';
  return persons.map(({ record }) => {
    const body = JSON.stringify({
      event: 'OptInRequested',
      record,
      occurredAt: new Date().toISOString(),
      actor: { type: 'contact' },
      channel: 'webform',
      source: 'Newsletter form',
      evidence: { text: env['CONSENT_TEXT_NL'], language: 'nl', policyUrl: env['PRIVACY_URL'] },
    });
    return { path: '/webhooks/vtiger', headers: signWebhook(secret, body), body };
  });
}
