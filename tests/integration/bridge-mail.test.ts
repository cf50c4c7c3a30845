import {
  addPerson,
  confirmed,
  eventsOn,
  inStatus,
  linkIn,
  mailTo,
  metric,
  press,
  quiet,
  signUp,
  statusOf,
  tickOf,
  toldAndEnded,
} from '../harness/people';
import { type Rig, startRig } from '../harness/rig';
import { smtpAnswer } from '../harness/smtp-sink';
import { startBridgeProcess } from '../harness/bridge-process';
import { until } from '../harness/waiting';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ env: { VTIGER_USERNAME: 'bridge', VTIGER_ACCESS_KEY: 'bridgeAccessKey1' } });
}, 60_000);
afterAll(() => rig.stop());
afterEach(() => {
  rig.smtp.onRecipient = undefined;
  rig.smtp.onMessage = undefined;
});

const sent = (kind: string, result: string) => metric(rig.bridge(), 'mails_total', { kind, result });

describe('the mail server', () => {
  test('a dead address, when refused with 5.1.1, then Bounced on every record of it, and mailed once', async () => {
    const person = addPerson(rig);
    const double = addPerson(rig, { module: 'Leads', email: person.email });
    let tries = 0;
    rig.smtp.onRecipient = (to) => {
      if (to !== person.email) return;
      tries += 1;
      throw smtpAnswer(550, `5.1.1 <${to}>: user unknown`);
    };
    await rig.webhook(tickOf(person));
    await Promise.all([inStatus(rig, person, 'Bounced'), inStatus(rig, double, 'Bounced')]);
    await quiet(rig);
    expect(tries).toBe(1);
    // A bounce is a delivery fact, no consent event.
    expect(eventsOn(rig, person)).toEqual(['OptInRequested']);
    expect(await sent('invitation', 'refused')).toBe(1);
  });

  test('a busy server, when it answers 4.x twice, then the mail is tried again and the person is Invited', async () => {
    const person = addPerson(rig);
    let tries = 0;
    rig.smtp.onRecipient = (to) => {
      if (to !== person.email) return;
      tries += 1;
      if (tries < 3) throw smtpAnswer(451, '4.3.0 try again later');
    };
    await rig.webhook(tickOf(person));
    await inStatus(rig, person, 'Invited', 30_000);
    expect(tries).toBe(3);
    expect(rig.smtp.to(person.email)).toHaveLength(1);
    expect(eventsOn(rig, person)).toEqual(['OptInRequested', 'InvitationSent']);
  }, 40_000);

  test('a server that bars the sender, when it answers 5.7.1, then the sender pauses for everybody and the person stays as they were', async () => {
    const person = addPerson(rig);
    let tries = 0;
    rig.smtp.onRecipient = () => {
      tries += 1;
      throw smtpAnswer(550, '5.7.1 sender blocked by policy');
    };
    await rig.webhook(tickOf(person));
    await until('the refusal', async () => (await sent('invitation', 'failed')) > 0 && tries > 0);
    const other = addPerson(rig);
    const tried = tries;
    await rig.webhook(tickOf(other));
    await inStatus(rig, other, 'Optin');
    await quiet(rig);
    expect(tries).toBe(tried);
    expect([statusOf(rig, person), statusOf(rig, other)]).toEqual(['Optin', 'Optin']);
    // The admin has mended it: both get their mail.
    rig.smtp.onRecipient = undefined;
    await rig.redis.del('{consent}:bridge:mail-paused');
    await Promise.all([inStatus(rig, person, 'Invited'), inStatus(rig, other, 'Invited')]);
    expect([rig.smtp.to(person.email).length, rig.smtp.to(other.email).length]).toEqual([1, 1]);
  }, 60_000);
});

describe('MAIL_MODE', () => {
  /** The rig's bridge with another mode, until `work` is done. */
  async function inMode(mode: string, work: () => Promise<void>): Promise<void> {
    await rig.bridge().kill('SIGTERM');
    const bridge = await startBridgeProcess({ ...rig.env, MAIL_MODE: mode });
    try {
      await work();
    } finally {
      await bridge.kill('SIGTERM');
      await rig.startBridge();
    }
  }

  test('hold, when somebody ticks and somebody withdraws, then no mail and no step, and the withdrawal is applied', async () => {
    const subscriber = await confirmed(rig);
    const ticked = addPerson(rig, { fields: { newsletter_optin: '1', source: 'WEBFORM' } });
    const calm = addPerson(rig);
    await inMode('hold', async () => {
      const before = rig.smtp.mails.length;
      expect(await toldAndEnded(rig, tickOf(calm))).toMatchObject({ status: 'applied' });
      await press(linkIn(subscriber.mail, 'unsubscribe'));
      await inStatus(rig, subscriber, 'Unsubscribed');
      await until('two sweeps', async () => (await held()) >= 1);
      expect(rig.smtp.mails).toHaveLength(before);
      expect([statusOf(rig, ticked), statusOf(rig, calm)]).toEqual(['', 'Optin']);
    });
    // Live again, what was held is done.
    await inStatus(rig, calm, 'Invited');
  }, 60_000);

  const held = () => metric(rig.bridge(), 'held_total');

  test('redirect, when somebody signs up, then the mail goes to the given address and its links work for the person', async () => {
    const person = addPerson(rig);
    await inMode('redirect:tester@buurtkrant.example', async () => {
      await rig.webhook(tickOf(person));
      const mail = await mailTo(rig, { email: 'tester@buurtkrant.example' }, 0);
      expect(rig.smtp.to(person.email)).toHaveLength(0);
      await press(linkIn(mail, 'confirm'));
      await inStatus(rig, person, 'Confirmed');
    });
  }, 60_000);
});

test('the mail server, when it is away at first, then nothing is claimed and the mail leaves once it is back', async () => {
  let away = true;
  rig.smtp.onMessage = () => {
    if (away) throw smtpAnswer(421, '4.3.2 shutting down');
  };
  const person = addPerson(rig);
  await rig.webhook(tickOf(person));
  await inStatus(rig, person, 'Optin');
  await until('a failed try', async () => (await sent('invitation', 'failed')) > 0);
  expect(rig.smtp.to(person.email)).toHaveLength(0);
  away = false;
  await inStatus(rig, person, 'Invited');
  expect(rig.smtp.to(person.email)).toHaveLength(1);
  await signUp(rig);
}, 40_000);
