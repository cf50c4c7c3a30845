import { setTimeout as sleep } from 'node:timers/promises';
import { type BridgeProcess, startBridgeProcess } from '../harness/bridge-process';
import { freePort } from '../harness/free-port';
import { type Rig, startRig } from '../harness/rig';
import { smtpAnswer } from '../harness/smtp-sink';
import { until } from '../harness/waiting';
import { chance, type Chooser, choose } from './chooser';
import { EvidenceLaw } from './evidence-law';
import { quickTimes } from './kill-runs';
import { MailLaw } from './mail-law';
import { type ProofResult, type ProofScale, prove } from './proof';
import { unfinished } from './quiet';
import { Random } from './random';

const EXPIRE_AFTER = 20;

/**
 * Everything fails at once for minutes: Vtiger, the mail server, Redis, two bridges; people go on choosing. What each
 * finally chose says how their record must end: no refusal is lost, no consent is invented, each status is proven.
 */
export function proveChaos({ size, seed }: ProofScale): Promise<ProofResult> {
  const [seconds, people] = size === 'full' ? [600, 150] : [60, 30];
  return prove('chaos', seed, () => chaos({ seconds, people, random: new Random(seed) }));
}

async function chaos({ seconds, people, random }: { seconds: number; people: number; random: Random }) {
  const rig = await startRig({ env: { ...quickTimes(EXPIRE_AFTER), VTIGER_TIMEOUT: '1s' } });
  const mails = new MailLaw(rig);
  const law = new EvidenceLaw(rig);
  const second = await startSecond(rig);
  const counts: Record<string, number> = {};
  const troubles = troublesOf({ rig, second, mails, law, random, counts });
  const end = Date.now() + seconds * 1000;
  try {
    const lives: Promise<Chooser>[] = [];
    for (let number = 0; number < people; number += 1)
      lives.push(
        choose(rig, `chaos.${number}@example.org`, {
          random: random.fork(),
          from: (seconds * 1000 * number) / people,
          end,
        }),
      );
    while (Date.now() < end) {
      const trouble = random.pick(troubles);
      counts[trouble.name] = (counts[trouble.name] ?? 0) + 1;
      await endsInTime(trouble);
      await sleep(random.between(200, 2000));
    }
    rig.crm.faults.clear();
    rig.smtp.onRecipient = undefined;
    const choosers = await Promise.all(lives);
    const done = () => choosers.every((each) => each.faults().length === 0);
    await until('every record at its end', async () => done() && (await unfinished(rig)) === 0, {
      within: 120_000,
      every: 500,
    }).catch(() => undefined);
    await sleep(3000);
    const violations = [
      ...law.breaches,
      ...mails.breaches,
      ...choosers.flatMap((each) => [...each.faults(), ...law.faultsOf(each.person.record)]),
    ];
    return {
      numbers: {
        minutes: seconds / 60,
        people,
        choices: choosers.reduce((sum, { acts }) => sum + acts.length, 0),
        ...counts,
        'mails sent twice, allowed': mails.allowed,
      },
      violations,
    };
  } finally {
    await second.bridge.kill('SIGKILL');
    await rig.stop();
  }
}

const LONGEST_TROUBLE = 90_000;

/** A trouble that does not end must not look like a proof that runs long. */
async function endsInTime({ name, run }: { readonly name: string; readonly run: () => Promise<unknown> }) {
  const alarm = new AbortController();
  const late = sleep(LONGEST_TROUBLE, undefined, { signal: alarm.signal }).then(() => {
    throw new Error(`"${name}" did not end in ${LONGEST_TROUBLE} ms`);
  });
  late.catch(() => undefined);
  await Promise.race([run(), late]);
  alarm.abort();
}

interface Second {
  bridge: BridgeProcess;
  start(): Promise<void>;
}

/** Another whole bridge on the same Redis. */
async function startSecond(rig: Rig): Promise<Second> {
  const env = { ...rig.env, PORT: String(await freePort()), ADMIN_PORT: String(await freePort()) };
  const second: Second = {
    bridge: await startBridgeProcess(env),
    start: async () => void (second.bridge = await startBridgeProcess(env)),
  };
  return second;
}

interface Parts {
  readonly rig: Rig;
  readonly second: Second;
  readonly mails: MailLaw;
  readonly law: EvidenceLaw;
  readonly random: Random;
  readonly counts: Record<string, number>;
}

function troublesOf({ rig, second, mails, law, random }: Parts) {
  const operation = () =>
    random.pick([['revise'], ['create'], ['query', 'retrieve'], ['revise', 'create', 'query', 'retrieve']]);
  const crm = (name: string, fault: () => Parameters<Rig['crm']['fault']>[0]) => ({
    name,
    run: async () => void rig.crm.fault(fault()),
  });
  return [
    crm('slow', () => ({
      kind: 'slow',
      operation: operation(),
      ms: random.whole(900),
      times: random.between(1, 8),
    })),
    crm('late answers', () => ({
      kind: 'answer-late',
      operation: operation(),
      ms: 1500,
      times: random.between(1, 3),
    })),
    crm('late writes', () => ({
      kind: 'apply-late',
      operation: ['revise', 'create'],
      ms: random.between(1200, 2500),
      times: random.between(1, 2),
    })),
    crm('sessions lost', () => ({
      kind: 'session-expired',
      operation: operation(),
      times: random.between(1, 3),
    })),
    crm('HTML', () => ({ kind: 'html', operation: operation(), times: random.between(1, 3) })),
    crm('empty', () => ({ kind: 'empty', operation: operation(), times: random.between(1, 3) })),
    crm('lock timeouts', () => ({ kind: 'lock-timeout', operation: ['revise'], ms: 300, times: 1 })),
    crm('other writers', () => ({
      kind: 'other-writer',
      operation: ['revise'],
      fields: { description: `${random.whole(1000)}` },
      moment: random.pick(['before', 'after']),
      times: random.between(1, 3),
    })),
    {
      name: 'consent by hand',
      run: async () => {
        const records = rig.crm.records.list('Contacts');
        if (records.length === 0) return;
        const record = random.pick(records).id;
        law.expectByHand(record, 'Subscribed');
        rig.crm.records.edit(record, { consent_status: 'Subscribed' });
      },
    },
    {
      name: 'Vtiger down',
      run: async () => {
        await rig.crm.goDown();
        await sleep(random.between(200, 2000));
        await rig.crm.comeUp();
      },
    },
    {
      name: 'mail refused for now',
      run: async () => {
        const until = Date.now() + random.between(300, 2000);
        rig.smtp.onRecipient = () => {
          if (Date.now() < until && chance(random)) throw smtpAnswer(451, '4.3.0 later');
        };
      },
    },
    {
      name: 'Redis killed',
      run: async () => {
        mails.died();
        await rig.restartRedis();
        mails.died();
      },
    },
    {
      name: 'bridge killed',
      run: async () => crash(mails, rig.bridge(), () => rig.startBridge()),
    },
    { name: 'second bridge killed', run: async () => crash(mails, second.bridge, () => second.start()) },
  ];
}

async function crash(mails: MailLaw, bridge: BridgeProcess, start: () => Promise<unknown>): Promise<void> {
  await bridge.kill('SIGKILL');
  mails.died();
  await start();
}
