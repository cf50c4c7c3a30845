import type { Config, Role } from './shape';
import type { Policy } from '../consent/policy';
import type { Brand } from './brand';
import type { MailboxFiles } from './mailbox-files';
import type { Values } from './read-environment';

/** The values by what they are for. */
export function configFrom(
  values: Values,
  rest: {
    readonly fields: Config['vtiger']['fields'];
    readonly texts: Config['consentTexts'];
    readonly brand: Brand;
    readonly mailbox: MailboxFiles;
  },
): Config {
  return {
    roles: rolesOf(values.ROLE),
    production: values.NODE_ENV === 'production',
    http: httpOf(values),
    vtiger: {
      url: values.VTIGER_URL,
      username: values.VTIGER_USERNAME,
      accessKey: values.VTIGER_ACCESS_KEY,
      concurrency: values.VTIGER_CONCURRENCY,
      timeout: values.VTIGER_TIMEOUT,
      fields: rest.fields,
    },
    redis: { url: values.REDIS_URL, prefix: values.QUEUE_PREFIX, dataDir: values.DATA_DIR },
    mail: mailOf(values),
    secrets: {
      webhooks: values.WEBHOOK_SECRETS,
      tokens: values.TOKEN_SECRETS,
      labels: values.LABEL_SECRETS ?? [],
      addressKey: values.ADDRESS_KEY,
      seals: values.SEAL_SECRETS,
    },
    policy: policyOf(values),
    labelConfirm: values.LABEL_CONFIRM,
    staffInvitesPerHour: values.STAFF_INVITES_PER_HOUR,
    evidence: { network: values.EVIDENCE_NETWORK, days: values.EVIDENCE_NETWORK_DAYS },
    brand: rest.brand,
    privacyUrl: values.PRIVACY_URL,
    controller: values.CONTROLLER,
    consentTexts: rest.texts,
    person: personOf(values),
    signup: {
      open: values.SIGNUP === 'on',
      source: values.SIGNUP_SOURCE,
      rateLimit: values.RATE_LIMIT_SIGNUP,
      rateLimitPlain: values.RATE_LIMIT_SIGNUP_PLAIN,
    },
    mailbox: mailboxOf(values, rest.mailbox),
    sweepCron: values.SWEEP_CRON,
    logLevel: values.LOG_LEVEL,
    timing: {
      inDoubtWait: values.IN_DOUBT_WAIT,
      readBackAfter: values.READ_BACK_AFTER,
      mailDoubtAfter: values.MAIL_DOUBT_AFTER,
      jobLock: values.JOB_LOCK,
      shutdownDeadline: values.SHUTDOWN_DEADLINE,
    },
  };
}

function rolesOf(listed: readonly ('all' | Role)[]): Role[] {
  const all: Role[] = ['web', 'worker', 'scheduler'];
  return listed.includes('all') ? all : all.filter((role) => listed.includes(role));
}

function httpOf(values: Values): Config['http'] {
  return {
    port: values.PORT,
    host: values.HOST,
    adminPort: values.ADMIN_PORT,
    adminHost: values.ADMIN_HOST,
    adminToken: values.ADMIN_TOKEN,
    publicUrl: values.PUBLIC_URL,
    trustProxy: values.TRUST_PROXY,
    rateLimitClient: values.RATE_LIMIT_CLIENT,
    rateLimitToken: values.RATE_LIMIT_TOKEN,
  };
}

function personOf(values: Values): Config['person'] {
  return {
    myDataFields: values.MY_DATA_FIELDS,
    roleAddresses: values.ROLE_ADDRESSES.map((name) => name.toLowerCase()),
    erasePolicy: values.ERASE_POLICY,
    keepModules: values.ERASE_KEEP_MODULES,
    keepAccountTypes: values.ERASE_KEEP_ACCOUNT_TYPES,
    emptyFields: values.ERASE_EMPTY_FIELDS,
    eraseUnconfirmedAfter: values.ERASE_UNCONFIRMED_AFTER,
    requestGroup: values.REQUEST_GROUP ?? '',
  };
}

function mailboxOf(values: Values, files: MailboxFiles): Config['mailbox'] {
  const [done = 'Done', review = 'Review', failed = 'Failed'] = values.MAILBOX_FOLDERS;
  return {
    imapUrl: values.IMAP_URL,
    domain: values.MAILBOX_DOMAIN,
    lookEvery: values.MAILBOX_LOOK_EVERY,
    folders: { done, review, failed },
    authservId: values.MAILBOX_AUTHSERV_ID,
    words: files.words,
    trustDmarc: values.ERASE_TRUST_DMARC === 'true',
    softLimit: values.SOFT_BOUNCE_LIMIT,
    webhook: files.webhook,
  };
}

function mailOf(values: Values): Config['mail'] {
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_PRIVATE_KEY: privateKey } = values;
  const signs = domain !== undefined && selector !== undefined && privateKey !== undefined;
  return {
    smtpUrl: values.SMTP_URL,
    from: values.MAIL_FROM,
    replyTo: values.MAIL_REPLY_TO,
    dkim: signs ? { domain, selector, privateKey } : undefined,
    mode: values.MAIL_MODE ?? { kind: 'hold' },
    perSecond: values.MAIL_RATE,
    templateDir: values.TEMPLATE_DIR,
  };
}

function policyOf(values: Values): Policy {
  return {
    remindAfter: values.REMIND_AFTER,
    expireAfter: values.EXPIRE_AFTER,
    reinviteAfter: values.REINVITE_AFTER,
    maxReminders: values.MAX_REMINDERS,
    emailOptoutStatuses: values.EMAILOPTOUT_STATUSES,
    defaultLanguage: values.DEFAULT_LANGUAGE,
  };
}
