import { createServer, type RequestListener, type Server } from 'node:http';
import type { Bridge } from './bootstrap';
import type { Config } from './config';
import { createAdminApp } from './entrypoints/http/admin-app';
import type { Readiness } from './entrypoints/http/admin-deps';
import type { MailReportDoor } from './entrypoints/http/app-deps';
import { createPublicApp } from './entrypoints/http/public-app';
import { type TopicWatch, watchTopics } from './entrypoints/http/watch-topics';
import { derivedKey } from './config/derived-key';
import { acceptReports } from './flow/mailbox/accept-reports';
import { ADDRESS_LINK_LIFE } from './flow/person/change-address';
import { FRESH_LINK_LIFE } from './flow/person/send-fresh-link';
import { readMyData } from './flow/person/my-data';
import { startSchedule } from './entrypoints/schedule/start-schedule';
import { startWorkers } from './entrypoints/worker/start-workers';
import { handleMail } from './flow/mailbox/handle-mail';
import { startMailbox } from './adapters/mailbox/read-mailbox';
import type { Workers } from './flow/queue-ports';

/** How long a POST waits for its outcome (interfaces.md: Public pages). */
const OUTCOME_WAIT = 1500;
/** Staff who add a topic see it on the pages soon. */
const TOPICS_EVERY = 5 * 60_000;

/**
 * Starts what this process is for; answers how to stop it: no new requests, no new jobs, the work in hand, then the
 * connections.
 */
export async function runRoles(bridge: Bridge): Promise<() => Promise<void>> {
  const { config, log, deps, stores } = bridge;
  const has = (role: (typeof config.roles)[number]) => config.roles.includes(role);
  const workers = has('worker')
    ? startWorkers(
        stores.consume({ jobLock: config.timing.jobLock, inDoubtWait: config.timing.inDoubtWait }),
        {
          deps,
          sweeps: stores.sweeps,
        },
      )
    : null;
  const reader = has('worker') ? readMailbox(bridge) : null;
  const { http } = config;
  const topics = has('web')
    ? watchTopics({ read: () => deps.people.topics(), every: TOPICS_EVERY, log })
    : null;
  const servers = [
    ...(topics !== null ? [await listen(publicApp(bridge, topics), http.port, http.host)] : []),
    await listen(adminApp(bridge, workers), http.adminPort, http.adminHost),
  ];
  const schedule = has('scheduler')
    ? startSchedule({ cron: config.sweepCron, sweeps: stores.sweeps, clock: deps.clock, log })
    : null;
  log.info('started', {
    version: bridge.version,
    roles: config.roles.join(','),
    mailMode: config.mail.mode.kind,
  });
  return async () => {
    topics?.stop();
    await reader?.stop();
    await Promise.all([schedule?.stop(), ...servers.map(close)]);
    const done = (await workers?.close(config.timing.shutdownDeadline)) ?? true;
    if (!done)
      log.warn('jobs in hand were left to the next start', { deadline: config.timing.shutdownDeadline });
    await bridge.close();
  };
}

/** Any number of workers may run: one of them reads. */
function readMailbox({ config, mailbox, stores, metrics, log }: Bridge): { stop(): Promise<void> } | null {
  const { imapUrl, lookEvery, folders, authservId } = config.mailbox;
  if (imapUrl === undefined) return null;
  return startMailbox({
    imapUrl,
    lookEvery,
    folders,
    authservId,
    handle: (mail) => handleMail(mailbox, mail),
    leader: stores.mailboxLeader,
    tally: metrics.mailbox,
    log: log.child({ part: 'mailbox' }),
  });
}

function publicApp(
  { config, deps, mailbox, stores, metrics, version, log }: Bridge,
  topics: TopicWatch,
): RequestListener {
  const { http, brand, privacyUrl, controller, consentTexts, policy, evidence, labelConfirm } = config;
  return createPublicApp({
    intake: stores.intake,
    person: {
      accept: stores.acceptRequest,
      myData: (link) => readMyData(deps, link),
      topics: () => topics.now(),
    },
    tokens: deps.tokens,
    clock: deps.clock,
    log,
    settings: {
      ...http,
      brand,
      privacyUrl,
      controller,
      consentTexts,
      defaultLanguage: policy.defaultLanguage,
      version,
      evidenceNetwork: evidence.network,
      labelConfirm,
      linkLifetimes: {
        confirm: policy.expireAfter,
        access: FRESH_LINK_LIFE,
        address: ADDRESS_LINK_LIFE,
      },
      ...signupOf(config),
      outcomeWait: OUTCOME_WAIT,
    },
    webhookSecrets: config.secrets.webhooks,
    ping: async () => {
      const { version: crm, user } = await deps.crm.inspect();
      return { version: crm, user: user.name };
    },
    ...mailReportsOf(config, mailbox),
    clicks: metrics.clicks,
    rateLimitStore: stores.rateLimitStore,
  });
}

function mailReportsOf({ mailbox: { webhook: map } }: Config, deps: Bridge['mailbox']) {
  if (map === undefined) return {};
  const accept: MailReportDoor['accept'] = (id, reports) => acceptReports(deps, id, reports);
  return { mailReports: { map, accept } };
}

function signupOf({ signup, secrets }: Config) {
  const [first] = secrets.tokens;
  if (!signup.open || first === undefined) return {};
  const { source, rateLimit, rateLimitPlain } = signup;
  const proofKey = derivedKey(first.key, 'proof of work').toString('hex');
  return { signup: { source, rateLimit, rateLimitPlain, proofKey } };
}

function adminApp(bridge: Bridge, workers: Workers | null): RequestListener {
  const { config, stores, metrics, version, log } = bridge;
  return createAdminApp({
    metrics,
    readiness: () => readinessOf(bridge, workers),
    office: stores.office,
    log,
    version,
    token: config.http.adminToken,
  });
}

/** Codes of a system that answered, if only with a refusal. */
const ANSWERED =
  /^(ok|mail_address_refused|crm_(not_|access|field|invalid_id|duplicate|query|unstorable|control))/;

async function readinessOf({ stores, health }: Bridge, workers: Workers | null): Promise<Readiness> {
  const redis = await stores.check().then(
    () => true,
    () => false,
  );
  const degraded = Object.entries(health).filter(([, code]) => !ANSWERED.test(String(code)));
  return { redis, workers: workers?.isRunning() ?? null, degraded: Object.fromEntries(degraded) };
}

function listen(app: RequestListener, port: number, host: string): Promise<Server> {
  const server = createServer(app);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function close(server: Server): Promise<void> {
  server.closeIdleConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
