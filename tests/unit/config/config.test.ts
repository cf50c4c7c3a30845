import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigFaults, readConfig } from '../../../src/config';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

const BASE: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://consent.example.org/',
  VTIGER_URL: 'https://crm.example.org',
  VTIGER_USERNAME: 'bridge',
  VTIGER_ACCESS_KEY: 'abc',
  SMTP_URL: 'smtp://127.0.0.1:2525',
  MAIL_FROM: 'Example <news@example.org>',
  WEBHOOK_SECRETS: `whsec_${key(1)}`,
  TOKEN_SECRETS: `a:${key(2)}`,
  ADDRESS_KEY: key(3),
  SEAL_SECRETS: `s1:${key(4)}`,
  BRAND_NAME: 'Example',
  PRIVACY_URL: 'https://example.org/privacy',
  CONTROLLER: 'Example BV',
  CONSENT_TEXT_NL: 'Ja, stuur mij de nieuwsbrief.',
};

function faultsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig({ ...BASE, ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults;
    throw error;
  }
}

describe('readConfig', () => {
  it('reads the required variables, when nothing else is set, with the defaults of interfaces.md', () => {
    const config = readConfig(BASE);
    expect(config.roles).toEqual(['web', 'worker', 'scheduler']);
    expect(config.http).toMatchObject({
      port: 3000,
      adminPort: 3001,
      publicUrl: 'https://consent.example.org',
    });
    expect(config.policy).toMatchObject({
      remindAfter: 3 * 86_400_000,
      expireAfter: 14 * 86_400_000,
      reinviteAfter: 180 * 86_400_000,
      maxReminders: { nl: 1, en: 1, fr: 1, de: 0 },
      emailOptoutStatuses: ['Optout', 'Unsubscribed', 'Bounced', 'Blacklisted'],
    });
    expect(config.mail.mode).toEqual({ kind: 'hold' });
    expect(config.staffInvitesPerHour).toBe(50);
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('lists every fault at once, when several variables are wrong', () => {
    const faults = faultsOf({ PORT: 'x', PUBLIC_URL: undefined, REMIND_AFTER: '3 days', MAIL_MODE: 'maybe' });
    expect(faults).toEqual([
      'PORT must be a whole number from 0 to 65535',
      'PUBLIC_URL is missing',
      'MAIL_MODE must be hold, live or redirect:address@example.org',
      'REMIND_AFTER must be a duration such as 30s, 10m, 3d',
    ]);
  });

  it('takes ADDRESS_KEY as text, when it is no base64 of 32 bytes', () => {
    const text = 'a key that somebody made up, of 40 chars!';
    expect(readConfig({ ...BASE, ADDRESS_KEY: text }).secrets.addressKey).toEqual(Buffer.from(text));
    expect(readConfig({ ...BASE, ADDRESS_KEY: key(9) }).secrets.addressKey).toEqual(Buffer.alloc(32, 9));
  });

  it('names a seal key by its own bytes, when SEAL_SECRETS gives it no kid', () => {
    const seals = (list: string) => readConfig({ ...BASE, SEAL_SECRETS: list }).secrets.seals;
    const [alone] = seals(key(6));
    expect(alone?.kid).toMatch(/^[0-9a-f]{2}$/);
    expect(alone?.key).toEqual(Buffer.alloc(32, 6));
    expect(seals(`s1:${key(7)},${key(6)}`)[1]).toEqual(alone);
  });

  it('never repeats a value, when a secret is malformed', () => {
    const faults = faultsOf({
      TOKEN_SECRETS: 'a:tooshort',
      ADDRESS_KEY: 'hunter2',
      WEBHOOK_SECRETS: 'swordfish',
    });
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toMatch(/tooshort|hunter2|swordfish/);
  });

  it.each<[string, Record<string, string | undefined>, RegExp]>([
    ['http on a public host', { PUBLIC_URL: 'http://consent.example.org' }, /PUBLIC_URL must be an https/],
    ['a PUBLIC_URL over 50 characters', { PUBLIC_URL: `https://${'a'.repeat(50)}.nl` }, /50 characters/],
    ['http to a CRM elsewhere', { VTIGER_URL: 'http://crm.example.org' }, /VTIGER_URL must be an https/],
    ['production without Redis', { NODE_ENV: 'production', MAIL_MODE: 'hold' }, /REDIS_URL is required/],
    [
      'production without MAIL_MODE',
      { NODE_ENV: 'production', REDIS_URL: 'redis://r' },
      /MAIL_MODE is required/,
    ],
    ['an open admin port without a token', { ADMIN_HOST: '0.0.0.0' }, /ADMIN_TOKEN is required/],
    ['a reminder at expiry', { REMIND_AFTER: '14d' }, /REMIND_AFTER must be shorter/],
    ['half a DKIM set', { DKIM_DOMAIN: 'example.org' }, /set together/],
    ['an unbraced prefix', { QUEUE_PREFIX: 'consent' }, /in braces/],
    ['a kid shared by labels and tokens', { LABEL_SECRETS: `a:${key(9)}` }, /must not share a kid/],
    [
      'a first key that is withdraw-only',
      { TOKEN_SECRETS: `a:${key(2)}:withdraw-only` },
      /TOKEN_SECRETS must/,
    ],
    ['a kid of three characters', { SEAL_SECRETS: `abc:${key(2)}` }, /SEAL_SECRETS must/],
    ['a short key', { ADDRESS_KEY: Buffer.alloc(16).toString('base64') }, /32 bytes or more/],
    ['no text in the default language', { DEFAULT_LANGUAGE: 'fr' }, /CONSENT_TEXT_FR is missing/],
    ['an emoji in a consent text', { CONSENT_TEXT_NL: 'Ja \u{1f600}' }, /CONSENT_TEXT_NL must not/],
    ['an entity in a consent text', { CONSENT_TEXT_NL: 'A&amp;B' }, /CONSENT_TEXT_NL must not/],
    ['a script in a consent text', { CONSENT_TEXT_NL: 'x <script' }, /CONSENT_TEXT_NL must not/],
    ['two reminders', { MAX_REMINDERS: '2' }, /MAX_REMINDERS must/],
    ['an unknown status', { EMAILOPTOUT_STATUSES: 'Optout,Gone' }, /EMAILOPTOUT_STATUSES must/],
    ['a field for no module', { VTIGER_FIELD_ACCOUNTS_X: 'cf_1' }, /VTIGER_FIELD_ACCOUNTS_X/],
    ['a logo that is not there', { BRAND_LOGO_FILE: '/nowhere/logo.png' }, /BRAND_LOGO_FILE/],
    [
      'a secret file that is not there',
      { ADDRESS_KEY: undefined, ADDRESS_KEY_FILE: '/nowhere' },
      /ADDRESS_KEY_FILE/,
    ],
    ['a secret given twice', { ADDRESS_KEY_FILE: '/nowhere' }, /both set/],
  ])('refuses to start, when there is %s', (_, env, fault) => {
    expect(faultsOf(env).join('\n')).toMatch(fault);
  });

  it('takes secrets from files, when NAME_FILE is set', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'key');
    writeFileSync(file, `${key(7)}\n`);
    const config = readConfig({ ...BASE, ADDRESS_KEY: undefined, ADDRESS_KEY_FILE: file });
    expect(config.secrets.addressKey).toEqual(Buffer.alloc(32, 7));
  });

  it('takes consent texts from a file, when CONSENT_TEXTS_FILE is set, single texts first', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'texts.json');
    writeFileSync(file, JSON.stringify({ nl: 'uit bestand', en: 'from file' }));
    const config = readConfig({ ...BASE, CONSENT_TEXTS_FILE: file });
    expect(config.consentTexts).toEqual({ nl: BASE['CONSENT_TEXT_NL'], en: 'from file' });
  });

  it('maps fields made by hand, when VTIGER_FIELD_ variables are set', () => {
    const config = readConfig({ ...BASE, VTIGER_FIELD_LEADS_CONSENT_STATUS: 'cf_881' });
    expect(config.vtiger.fields).toEqual({ Contacts: {}, Leads: { consent_status: 'cf_881' } });
  });

  it('retires a leaked key, when it is marked withdraw-only', () => {
    const { tokens } = readConfig({
      ...BASE,
      TOKEN_SECRETS: `b:${key(5)},a:${key(2)}:withdraw-only`,
    }).secrets;
    expect(tokens.map(({ kid, withdrawOnly }) => [kid, withdrawOnly])).toEqual([
      ['b', false],
      ['a', true],
    ]);
  });

  it.each([
    ['none', false],
    ['1', 1],
    ['10.0.0.0/8, loopback', ['10.0.0.0/8', 'loopback']],
  ])('trusts proxies as express does, when TRUST_PROXY is %s', (value, expected) => {
    expect(readConfig({ ...BASE, TRUST_PROXY: value }).http.trustProxy).toEqual(expected);
  });
});
