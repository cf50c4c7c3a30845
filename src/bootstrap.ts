import { uuidv7 } from 'uuidv7';
import { systemClock } from './adapters/clock/clock';
import { createMailer } from './adapters/mail/create-mailer';
import { createMetrics, type Metrics } from './adapters/metrics/metrics';
import { openStores, type Stores } from './adapters/redis/open-stores';
import { createSeals } from './adapters/seals/seals';
import { createTokens } from './adapters/tokens/tokens';
import { createVtigerCrm, type VtigerCrm } from './adapters/vtiger/crm';
import { createPersonCrm } from './adapters/vtiger/person/person-crm';
import { createRegister } from './adapters/vtiger/register/register';
import type { Config } from './config';
import { derivedKey } from './config/derived-key';
import type { FlowSettings } from './flow/deps';
import type { ReportDeps } from './flow/mailbox/accept-reports';
import type { MailDeps } from './flow/mailbox/handle-mail';
import { Failure } from './flow/failure';
import { editableFields } from './flow/person/editable-fields';
import { emptiedFields } from './flow/person/erase-fields';
import type { PersonDeps, PersonSettings } from './flow/person-ports';
import type { Clock, Log, Mailer } from './flow/ports';
import type { Seals } from './flow/store-ports';
import { mailDeps, returnAddresses } from './mailbox-parts';
import { version } from './version';

/** What tests replace. */
export interface Overrides {
  readonly clock?: Clock;
}

/** Everything built and connected; entry points take from it what their role needs. */
export interface Bridge {
  readonly config: Config;
  readonly version: string;
  readonly log: Log;
  readonly deps: PersonDeps;
  /** For `handleMail` and `acceptReports`: what mails mean, and the way into the queue. */
  readonly mailbox: MailDeps & ReportDeps;
  readonly stores: Stores;
  readonly metrics: Metrics;
  /** What the last call to Vtiger and the last mail met: `ok` or a code. */
  readonly health: Health;
  /** Lets go of everything that was opened, last opened first. */
  close(): Promise<void>;
}

/** The composition root: the only place that sees every part. */
export async function bootstrap(
  config: Config,
  log: Log,
  { clock = systemClock }: Overrides = {},
): Promise<Bridge> {
  const stores = await openStores({
    url: config.redis.url,
    prefix: config.redis.prefix,
    dataDir: config.redis.dataDir,
    mailsPerSecond: config.mail.perSecond,
    staffInvitesPerHour: config.staffInvitesPerHour,
    lockTime: config.timing.inDoubtWait,
    networkDays: config.evidence.network === 'none' ? null : config.evidence.days,
    parcelKeys: trusted(config).map(({ key }) => derivedKey(key, 'parcel')),
    softBounceLimit: config.mailbox.softLimit,
    newId: uuidv7,
    clock,
    log,
  });
  try {
    const metrics = createMetrics({
      office: stores.office,
      alarm: stores.flow.alarm,
      requests: stores.requestCounts,
      clock,
    });
    const health = createHealth();
    const { addressKey, seals: sealSecrets } = config.secrets;
    const seals = createSeals({ addressKey, sealSecrets });
    const crm = openCrm(config, { stores, metrics, health, seals, log });
    const mailer = await createMailer({ ...config.mail, ...lookOf(config) });
    const deps = depsOf(config, {
      stores,
      metrics,
      crm,
      seals,
      mailer: watched(mailer, health),
      clock,
      log,
    });
    return {
      config,
      version,
      log,
      deps,
      mailbox: mailDeps(config, { deps, stores }),
      stores,
      metrics,
      health,
      close: async () => {
        await mailer.close();
        crm.close();
        await stores.close();
      },
    };
  } catch (error) {
    await stores.close();
    throw error;
  }
}

/** A leaked key opens nothing. */
const trusted = ({ secrets }: Config) => secrets.tokens.filter((key) => !key.withdrawOnly);

interface Parts {
  readonly stores: Stores;
  readonly metrics: Metrics;
  readonly seals: Seals;
  readonly log: Log;
}

function openCrm(
  { vtiger }: Config,
  { stores, metrics, health, seals, log }: Parts & { health: Health },
): VtigerCrm {
  const onCall: Metrics['crmCall'] = (operation, ms, result) => {
    health.vtiger = result;
    metrics.crmCall(operation, ms, result);
  };
  const fingerprint = (address: string) => seals.fingerprint(address);
  return createVtigerCrm({ ...vtiger, loginLock: stores.loginLock, fingerprint, onCall, log });
}

/** Codes that say a system is away, not that it refused something. */
export interface Health {
  vtiger: string;
  mail: string;
}

function createHealth(): Health {
  return { vtiger: 'ok', mail: 'ok' };
}

function watched(mailer: Mailer, health: Health): Mailer {
  return {
    ...mailer,
    send: async (order) => {
      try {
        await mailer.send(order);
        health.mail = 'ok';
      } catch (error) {
        health.mail = error instanceof Failure ? error.code : 'unexpected';
        throw error;
      }
    },
  };
}

function lookOf({ brand, controller, privacyUrl }: Config) {
  return { brand, controller, privacyUrl };
}

function depsOf(
  config: Config,
  {
    stores,
    metrics,
    crm,
    seals,
    mailer,
    clock,
    log,
  }: Parts & { crm: VtigerCrm; mailer: Mailer; clock: Clock },
): PersonDeps {
  const { tokens, labels } = config.secrets;
  return {
    ...stores.flow,
    ...personParts(config, { stores, crm, clock, log }),
    crm,
    mailer,
    clock,
    log,
    newId: uuidv7,
    tokens: createTokens({ tokenSecrets: tokens, labelSecrets: labels, now: () => clock.now() }),
    ...returnAddresses(config),
    seals,
    tally: metrics.tally,
    settings: settingsOf(config),
  };
}

type PersonParts = Pick<
  PersonDeps,
  'people' | 'register' | 'parcels' | 'traces' | 'requestCounts' | 'softBounces' | 'person'
>;

function personParts(
  { vtiger, person, signup }: Config,
  { stores, crm, clock, log }: Pick<Parts, 'stores' | 'log'> & { crm: VtigerCrm; clock: Clock },
): PersonParts {
  const { operations, eraser } = crm;
  const settings: PersonSettings = {
    ...person,
    editable: editableFields(person.myDataFields),
    emptied: emptiedFields(person.emptyFields),
    signupSource: signup.source,
  };
  return {
    people: createPersonCrm({ operations, eraser, overrides: vtiger.fields, log }),
    register: createRegister({
      operations,
      group: person.requestGroup,
      log,
      now: () => clock.now(),
    }),
    parcels: stores.parcels,
    traces: stores.traces,
    requestCounts: stores.requestCounts,
    softBounces: stores.softBounces,
    person: settings,
  };
}

/** Steps are planned up to this far ahead: two sweeps of the default SWEEP_CRON. */
const SWEEP_HORIZON = 10 * 60_000;

function settingsOf(config: Config): FlowSettings {
  const { policy, mail, controller, consentTexts, privacyUrl, timing, http } = config;
  return {
    policy,
    mailMode: mail.mode,
    publicUrl: http.publicUrl,
    messageDomain: mail.from.address.slice(mail.from.address.lastIndexOf('@') + 1),
    controller,
    consentTexts,
    privacyUrl,
    inDoubtWait: timing.inDoubtWait,
    readBackAfter: timing.readBackAfter,
    mailDoubtAfter: timing.mailDoubtAfter,
    sweepHorizon: SWEEP_HORIZON,
  };
}
