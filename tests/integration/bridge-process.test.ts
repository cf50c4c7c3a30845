import {
  addPerson,
  confirmed,
  eventsOn,
  inStatus,
  linkIn,
  metric,
  press,
  quiet,
  signUp,
  statusOf,
  tickOf,
} from '../harness/people';
import { startOtherBridge } from '../harness/other-bridge';
import { contentOfRedis, textOfRedis } from '../harness/redis-content';
import { type Rig, startRig } from '../harness/rig';
import { smtpAnswer } from '../harness/smtp-sink';
import { until } from '../harness/waiting';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({
    env: {
      VTIGER_USERNAME: 'bridge',
      VTIGER_ACCESS_KEY: 'bridgeAccessKey1',
      SHUTDOWN_DEADLINE: '5s',
      JOB_LOCK: '5s',
      // Also how long the address stays locked when its holder died.
      IN_DOUBT_WAIT: '10s',
      LOG_LEVEL: 'debug',
    },
  });
}, 60_000);
afterAll(() => rig.stop());

describe('SIGTERM', () => {
  test('a job in hand, when the bridge is told to stop, then it is finished first and the process ends well in time', async () => {
    const person = addPerson(rig);
    rig.crm.fault({ kind: 'slow', operation: 'revise', record: person.id, times: 1, ms: 1500 });
    const begun = new Promise<void>((resolve) => {
      const stop = rig.crm.before('revise', ({ record }) => {
        if (record !== person.id) return;
        stop();
        resolve();
      });
    });
    const bridge = rig.bridge();
    await rig.webhook(tickOf(person));
    await begun;
    const asked = Date.now();
    await bridge.kill('SIGTERM');
    expect(await bridge.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(5_000);
    expect(statusOf(rig, person)).toBe('Invited');
    expect(rig.smtp.to(person.email)).toHaveLength(1);
    await rig.startBridge();
  }, 40_000);

  test('a job that hangs past the deadline, when the bridge is told to stop, then it ends anyway and the next start does the work once', async () => {
    const person = addPerson(rig);
    rig.crm.fault({ kind: 'slow', operation: 'query', times: 1, ms: 12_000 });
    const begun = new Promise<void>((resolve) => {
      const stop = rig.crm.before('query', () => {
        stop();
        resolve();
      });
    });
    await rig.webhook(tickOf(person));
    await begun;
    const asked = Date.now();
    await rig.bridge().kill('SIGTERM');
    expect(Date.now() - asked).toBeLessThan(9_000);
    await rig.startBridge();
    await inStatus(rig, person, 'Invited', 60_000);
    expect(rig.smtp.to(person.email)).toHaveLength(1);
    expect(eventsOn(rig, person)).toEqual(['OptInRequested', 'InvitationSent']);
  }, 90_000);
});

test('two bridges on one Redis, when 20 people sign up and confirm, then everything is done once', async () => {
  const other = await startOtherBridge(rig, { ROLE: 'worker,scheduler' });
  try {
    const people = Array.from({ length: 20 }, () => addPerson(rig));
    await Promise.all(people.map((person) => rig.webhook(tickOf(person))));
    await Promise.all(people.map((person) => inStatus(rig, person, 'Invited', 60_000)));
    for (const person of people) {
      const [mail, ...more] = rig.smtp.to(person.email);
      expect(more).toEqual([]);
      await press(linkIn(mail!, 'confirm'));
    }
    await Promise.all(people.map((person) => inStatus(rig, person, 'Confirmed', 60_000)));
    await quiet(rig);
    for (const person of people) {
      expect(rig.smtp.to(person.email)).toHaveLength(2);
      expect(eventsOn(rig, person)).toEqual(['OptInRequested', 'InvitationSent', 'ConsentConfirmed']);
    }
    // Both took part, or this proves nothing.
    const shares = [rig.bridge(), other].map((each) => metric(each, 'events_total', { result: 'applied' }));
    for (const share of await Promise.all(shares)) expect(share).toBeGreaterThan(0);
  } finally {
    await other.kill('SIGTERM');
  }
}, 120_000);

describe('Redis that is away', () => {
  test('a click and a webhook, when Redis does not answer, then 503 with Retry-After and nothing is claimed; afterwards both work', async () => {
    const person = await signUp(rig, { language: 'en' });
    const newcomer = addPerson(rig);
    const pid = Number(/process_id:(\d+)/.exec(await rig.redis.info('server'))?.[1]);
    process.kill(pid, 'SIGSTOP');
    try {
      const hook = await rig.webhook(tickOf(newcomer));
      expect([hook.status, hook.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
      const page = await press(linkIn(person.mail, 'confirm'));
      expect(page).toEqual({ status: 503, title: 'This does not work right now' });
      const ready = await fetch(`${rig.bridge().adminUrl}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ redis: false })]);
      expect((await fetch(`${rig.bridge().url}/healthz`)).status).toBe(200);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect((await press(linkIn(person.mail, 'confirm'))).status).toBe(200);
    await inStatus(rig, person, 'Confirmed', 40_000);
    expect((await rig.webhook(tickOf(newcomer))).status).toBe(202);
    await inStatus(rig, newcomer, 'Invited', 40_000);
  }, 90_000);
});

describe('personal data', () => {
  test('addresses and tokens, when everything was done with them that went well and wrong, then neither logs nor Redis nor metrics hold any', async () => {
    const subscriber = await confirmed(rig);
    await press(linkIn(subscriber.mail, 'unsubscribe'));
    await inStatus(rig, subscriber, 'Unsubscribed');
    const dead = addPerson(rig);
    rig.smtp.onRecipient = (to) => {
      if (to === dead.email) throw smtpAnswer(550, `5.1.1 <${to}>: user unknown`);
    };
    await rig.webhook(tickOf(dead));
    await inStatus(rig, dead, 'Bounced');
    const waiting = await signUp(rig);
    await rig.crm.goDown();
    await press(linkIn(waiting.mail, 'confirm'));
    await until('the trouble to be logged', () =>
      rig.bridge().logs.some((line) => line.includes('crm_refused')),
    );
    await fetch(`${rig.bridge().url}/unsubscribe/${'x'.repeat(40)}`);
    const kept = { redis: await textOfRedis(rig.redis), logs: rig.bridge().logs.join('\n') };
    await rig.crm.comeUp();
    await inStatus(rig, waiting, 'Confirmed', 30_000);
    const keys = Object.keys(await contentOfRedis(rig.redis));
    const metrics = await (await fetch(`${rig.bridge().adminUrl}/metrics`)).text();
    const after = { redis: await textOfRedis(rig.redis), logs: rig.bridge().logs.join('\n'), metrics };
    const everything = [kept.redis, kept.logs, after.redis, after.logs, after.metrics].join('\n');
    // Searched in the right places: the record is named there.
    expect(kept.redis).toContain(`"${waiting.id}`);
    expect(everything.length).toBeGreaterThan(5000);
    expect(keys.length).toBeGreaterThan(10);
    const addresses = rig.smtp.mails.map(({ to }) => to).concat(dead.email);
    const tokens = rig.smtp.mails.flatMap(
      ({ raw }) => raw.toString().match(/eyJ[\w-]+\.[\w-]+\.[\w-]{43}/g) ?? [],
    );
    expect([addresses.length, tokens.length].every((each) => each > 3)).toBe(true);
    const leaked = [...addresses, ...tokens].filter((secret) =>
      everything.toLowerCase().includes(secret.toLowerCase()),
    );
    expect(leaked).toEqual([]);
    expect(everything).not.toMatch(/eyJ[\w-]{10,}\./);
    expect(everything).not.toMatch(/[\w.]+@example\.org/i);
    for (const name of ['VTIGER_ACCESS_KEY', 'WEBHOOK_SECRETS', 'ADDRESS_KEY'])
      expect(everything).not.toContain(rig.env[name]);
  }, 90_000);
});
