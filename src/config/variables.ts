import { LANGUAGES } from '../consent/event';
import { STATUSES } from '../consent/status';
import { mailbox, mailMode, policyUrl, publicUrl, redisUrl, smtpUrl, trustProxy, webUrl } from './addresses';
import { colour, duration, listOf, oneOf, perSecond, rate, whole, words } from './kinds';
import { addressKey, sealKeys, tokenKeys, webhookSecrets } from './secrets';
import { consentText, maxReminders } from './texts';
import { type Variable, optional, required, withDefault } from './variable';

const port = whole(0, 65_535);

/** Every variable of the environment, as docs/reference/environment.md and .env.example list them. */
export const VARIABLES = {
  NODE_ENV: withDefault(words, 'development'),
  ROLE: withDefault(listOf('all', 'web', 'worker', 'scheduler'), 'all'),
  PORT: withDefault(port, '3000'),
  HOST: withDefault(words, '0.0.0.0'),
  ADMIN_PORT: withDefault(port, '3001'),
  ADMIN_HOST: withDefault(words, '127.0.0.1'),
  ADMIN_TOKEN: optional(words, 'secret'),
  PUBLIC_URL: required(publicUrl),
  TRUST_PROXY: withDefault(trustProxy, 'none'),
  DATA_DIR: withDefault(words, './data'),
  VTIGER_URL: required(webUrl),
  VTIGER_USERNAME: required(words),
  VTIGER_ACCESS_KEY: required(words, 'secret'),
  VTIGER_CONCURRENCY: withDefault(whole(1, 32), '4'),
  VTIGER_TIMEOUT: withDefault(duration, '15s'),
  REDIS_URL: optional(redisUrl, 'secret'),
  QUEUE_PREFIX: withDefault(words, '{consent}'),
  SMTP_URL: required(smtpUrl, 'secret'),
  MAIL_FROM: required(mailbox),
  MAIL_REPLY_TO: optional(mailbox),
  DKIM_DOMAIN: optional(words),
  DKIM_SELECTOR: optional(words),
  DKIM_PRIVATE_KEY: optional(words, 'secret'),
  MAIL_MODE: optional(mailMode),
  MAIL_RATE: withDefault(perSecond, '10/s'),
  TEMPLATE_DIR: withDefault(words, 'mjml-templates'),
  WEBHOOK_SECRETS: required(webhookSecrets, 'secret'),
  TOKEN_SECRETS: required(tokenKeys, 'secret'),
  LABEL_SECRETS: optional(tokenKeys, 'secret'),
  LABEL_CONFIRM: withDefault(oneOf('request', 'trust'), 'request'),
  ADDRESS_KEY: required(addressKey, 'secret'),
  SEAL_SECRETS: required(sealKeys, 'secret'),
  REMIND_AFTER: withDefault(duration, '3d'),
  EXPIRE_AFTER: withDefault(duration, '14d'),
  MAX_REMINDERS: withDefault(maxReminders, '1,de=0'),
  REINVITE_AFTER: withDefault(duration, '180d'),
  STAFF_INVITES_PER_HOUR: withDefault(whole(0, 1_000_000), '50'),
  EMAILOPTOUT_STATUSES: withDefault(listOf(...STATUSES), 'Optout,Unsubscribed,Bounced,Blacklisted'),
  EVIDENCE_NETWORK: withDefault(oneOf('none', 'truncated', 'full'), 'none'),
  EVIDENCE_NETWORK_DAYS: withDefault(whole(1, 3650), '90'),
  RATE_LIMIT_CLIENT: withDefault(rate, '60/1m'),
  RATE_LIMIT_TOKEN: withDefault(rate, '20/1m'),
  DEFAULT_LANGUAGE: withDefault(oneOf(...LANGUAGES), 'nl'),
  BRAND_NAME: required(words),
  BRAND_LOGO_FILE: optional(words),
  BRAND_COLOR: withDefault(colour, '#1a5fb4'),
  PRIVACY_URL: required(policyUrl),
  CONTROLLER: required(words),
  CONSENT_TEXT_NL: optional(consentText),
  CONSENT_TEXT_EN: optional(consentText),
  CONSENT_TEXT_DE: optional(consentText),
  CONSENT_TEXT_FR: optional(consentText),
  CONSENT_TEXTS_FILE: optional(words),
  SWEEP_CRON: withDefault(words, '*/5 * * * *'),
  LOG_LEVEL: withDefault(oneOf('error', 'warn', 'info', 'debug'), 'info'),
  IN_DOUBT_WAIT: withDefault(duration, '90s'),
  READ_BACK_AFTER: withDefault(duration, '2m'),
  MAIL_DOUBT_AFTER: withDefault(duration, '10m'),
  JOB_LOCK: withDefault(duration, '30s'),
  SHUTDOWN_DEADLINE: withDefault(duration, '20s'),
} as const satisfies Readonly<Record<string, Variable<unknown>>>;

export type VariableName = keyof typeof VARIABLES;
