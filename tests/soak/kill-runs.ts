import { setTimeout as sleep } from 'node:timers/promises';
import { startRig } from '../harness/rig';
import { until } from '../harness/waiting';
import { anyBoundary, nameOf, Striker } from './boundary';
import { EvidenceLaw } from './evidence-law';
import { LIVES, live, type Life } from './lives';
import { MailLaw } from './mail-law';
import { prove, type ProofResult } from './proof';
import { failedEvents, unfinished } from './quiet';
import { Random } from './random';

export interface KillRuns {
  readonly runs: number;
  readonly seed: number;
  /** People who sign up in each run. */
  readonly people: number;
  /** EXPIRE_AFTER in seconds; the reminder comes at a third of it. */
  readonly expireAfter: number;
  /** ms that the bridge may recover before the next run, at most. */
  readonly rest: number;
  readonly tell?: (line: string) => void;
}

/** How long a run waits for its boundary before the process dies anyhow. */
const LONGEST_RUN = 2500;
const SETTLE = 45_000;

/**
 * kill -9 at step boundaries, run after run on one Redis and one CRM, new people in each: no accepted event is lost, no
 * status stands without evidence, and the same mail goes twice only where the design allows it.
 */
export function proveKills(options: KillRuns): Promise<ProofResult> {
  return prove('kill -9 at step boundaries', options.seed, () => killRuns(options));
}

async function killRuns({ runs, seed, people, expireAfter, rest, tell = () => undefined }: KillRuns) {
  const random = new Random(seed);
  const rig = await startRig({ env: quickTimes(expireAfter) });
  const mails = new MailLaw(rig);
  const law = new EvidenceLaw(rig);
  const striker = Striker.attach(rig, mails);
  const lives: Promise<Life | Error>[] = [];
  const struck: Record<string, number> = { crm: 0, mail: 0, redis: 0, time: 0 };
  try {
    for (let run = 0; run < runs; run += 1) {
      for (let one = 0; one < people; one += 1) {
        const kind = LIVES[(run * people + one) % LIVES.length] ?? 'confirm';
        const address = `${kind}.${run}.${one}@example.org`;
        lives.push(live(rig, kind, address, random.fork()).catch(asError));
      }
      const boundary = anyBoundary(random);
      const by = await strikeOnce(rig, striker, mails, boundary);
      struck[by] = (struck[by] ?? 0) + 1;
      tell(
        `run ${run}: died ${by === boundary.at ? nameOf(boundary) : `after ${LONGEST_RUN} ms, waiting for ${nameOf(boundary)}`}`,
      );
      await rig.startBridge();
      await sleep(random.whole(rest));
    }
    striker.disarm();
    const ended = await Promise.all(lives);
    await settle(rig, ended.filter(isLife));
    const violations = [...law.breaches, ...mails.breaches, ...(await faultsOf({ rig, law, mails }, ended))];
    return {
      numbers: {
        runs,
        kills: runs,
        people: lives.length,
        ...struck,
        'mails sent twice, allowed': mails.allowed,
      },
      violations,
    };
  } finally {
    striker.stop();
    await rig.stop();
  }
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
const isLife = (life: Life | Error): life is Life => !(life instanceof Error);

/** Waits and lock times in seconds, so that hundreds of crashes heal within a coffee. */
export function quickTimes(expireAfter: number): Record<string, string> {
  return {
    IN_DOUBT_WAIT: '3s',
    JOB_LOCK: '2s',
    MAIL_DOUBT_AFTER: '3s',
    READ_BACK_AFTER: '2s',
    REMIND_AFTER: `${Math.floor(expireAfter / 3)}s`,
    EXPIRE_AFTER: `${expireAfter}s`,
    MAIL_RATE: '1000/s',
    RATE_LIMIT_CLIENT: 'off',
    RATE_LIMIT_TOKEN: 'off',
    LOG_LEVEL: 'warn',
  };
}

type Parts = {
  readonly rig: Awaited<ReturnType<typeof startRig>>;
  readonly law: EvidenceLaw;
  readonly mails: MailLaw;
};

/** Kills at the boundary, or when it does not come; answers which. */
async function strikeOnce(
  rig: Parts['rig'],
  striker: Striker,
  mails: MailLaw,
  boundary: ReturnType<typeof anyBoundary>,
) {
  const struck: { by?: string } = {};
  const kill = (name: string) => async () => {
    if (struck.by !== undefined) return;
    struck.by = name;
    await rig.bridge().kill('SIGKILL');
    mails.died();
  };
  striker.arm(boundary, kill(boundary.at));
  const longest = boundary.at === 'time' ? boundary.ms : LONGEST_RUN;
  const end = Date.now() + longest;
  while (struck.by === undefined && Date.now() < end) await sleep(5);
  striker.disarm();
  await kill('time')();
  await rig.bridge().ended;
  return struck.by ?? 'time';
}

/** All is quiet when every record is where its person left it, or nothing changes any more. */
async function settle(rig: Parts['rig'], lives: readonly Life[]): Promise<void> {
  const done = () =>
    lives.every(({ person, ends }) => person.statuses().every((status) => ends.includes(status)));
  await until('every record at its end', async () => done() && (await unfinished(rig)) === 0, {
    within: SETTLE,
    every: 250,
  }).catch(() => undefined);
  // A late write or a refusal read back would show now.
  await sleep(3000);
}

async function faultsOf({ rig, law, mails }: Parts, ended: readonly (Life | Error)[]): Promise<string[]> {
  const failed = await failedEvents(rig);
  const faults = failed === 0 ? [] : [`${failed} accepted events were given up`];
  for (const life of ended) {
    if (!isLife(life)) faults.push(life.message);
    else faults.push(...faultsOfLife({ rig, law, mails }, life));
  }
  return faults;
}

function faultsOfLife({ rig, law, mails }: Parts, { person, kind, ends, act }: Life): string[] {
  const faults = person.records.flatMap((record) => law.faultsOf(record));
  const statuses = person.statuses();
  const wrong = statuses.some((status) => !ends.includes(status)) || new Set(statuses).size > 1;
  if (wrong)
    faults.push(
      `lost: ${person.address} (${kind}) is ${statuses.join(' and ') || 'blank'}, must be ${ends.join(' or ')}`,
    );
  const proven = act === null || person.records.some((record) => law.eventsOn(record).includes(act));
  if (!proven) faults.push(`${person.address} (${kind}): no evidence of ${act}`);
  for (const mail of ['invitation', 'reminder', 'welcome'])
    if (mails.kinds(rig, person.address, mail).length > 1)
      faults.push(
        `${person.address} (${kind}) got different mails "${mail}": ${mails.kinds(rig, person.address, mail).join(' ')}`,
      );
  return faults;
}
