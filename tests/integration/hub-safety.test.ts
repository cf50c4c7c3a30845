import { request } from 'node:http';
import {
  confirmed,
  eventsOn,
  inStatus,
  linkIn,
  mailTo,
  type Person,
  press,
  quiet,
  recordOf,
  signUp,
  statusOf,
  tickOf,
  titleOf,
  toldAndEnded,
} from '../harness/people';
import { runCommand } from '../harness/cli';
import { contentOfRedis } from '../harness/redis-content';
import { type Rig, startRig } from '../harness/rig';
import type { CaughtMail } from '../harness/smtp-sink';
import { until } from '../harness/waiting';

/** Who opens links: people, and what fetches them before people do. */
const CLIENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36',
  'Mozilla/5.0 (compatible; Microsoft Office SafeLinks; +https://aka.ms/safelinks)',
  'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  'BarracudaCentral/1.0',
  'Mimecast-URL-Protect/2.0',
  '',
];

/** No sweep but the one at start: nobody but the links' visitors could call Vtiger. */
const ENV = {
  VTIGER_USERNAME: 'bridge',
  VTIGER_ACCESS_KEY: 'bridgeAccessKey1',
  SWEEP_CRON: '0 0 1 1 *',
  RATE_LIMIT_CLIENT: 'off',
  RATE_LIMIT_TOKEN: 'off',
  TRUST_PROXY: 'loopback',
  REMIND_AFTER: '1s',
  EXPIRE_AFTER: '1h',
  // Only who reads German is reminded, so that everybody else rests.
  MAX_REMINDERS: '0,de=1',
};

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ env: ENV });
}, 60_000);
afterAll(() => rig.stop());

/** Every link of ours in a mail: text, HTML and headers. */
function hubLinks({ parsed, raw }: CaughtMail): string[] {
  const everything = [parsed.text ?? '', String(parsed.html), raw.toString()].join('\n');
  const base = rig.env['PUBLIC_URL'] ?? '';
  const found = everything.match(/http:\/\/[^\s<>"]+/g) ?? [];
  const whole = found.map((url) => url.replaceAll('&amp;', '&')).filter((url) => url.startsWith(`${base}/`));
  return [...new Set(whole.filter((url) => /\/eyJ[\w-]+\.[\w-]+\.[\w-]{43}(\?|$)/.test(url)))];
}

/** What the CRM prints on labels and in its own mails. */
async function labelLinks({ id }: Person): Promise<string[]> {
  const { text } = await runCommand(rig.env, ['links', id]);
  return text.match(/http:\/\/[^\s<>"]+/g) ?? [];
}

function actsOf(links: readonly string[]): string[] {
  return [...new Set(links.map((link) => new URL(link).pathname.split('/')[1] ?? ''))].sort();
}

/** By node:http, which sends what it is told and follows nothing. */
function visit(url: string, method: string, client: number): Promise<number> {
  const headers = { 'user-agent': CLIENTS[client] ?? '', 'x-forwarded-for': `203.0.113.${client + 1}` };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject).end();
  });
}

/** All that a visit could change. */
async function world(people: readonly Person[]) {
  return {
    calls: rig.crm.calls.count(),
    mails: rig.smtp.mails.length,
    records: people.map((person) => [recordOf(rig, person), rig.crm.records.comments(person.id)]),
    redis: await contentOfRedis(rig.redis),
  };
}

/** One of each mail that the bridge sends. */
async function everyMail(): Promise<{ people: Person[]; mails: CaughtMail[] }> {
  const invited = await signUp(rig, { language: 'en' });
  const reminded = await signUp(rig, { language: 'de' });
  const reminder = await mailTo(rig, reminded, 1);
  await inStatus(rig, reminded, 'Reminded');
  const subscriber = await confirmed(rig, { language: 'fr' });
  await forgetCeilings();
  await toldAndEnded(rig, tickOf(subscriber));
  const already = await mailTo(rig, subscriber, 2);
  await press(linkIn(invited.mail, 'confirm').replace('?', '/again?'));
  const fresh = await mailTo(rig, invited, 1);
  const mails = [
    invited.mail,
    reminded.mail,
    reminder,
    subscriber.invitation,
    subscriber.mail,
    already,
    fresh,
  ];
  return { people: [invited, reminded, subscriber], mails };
}

/** As if the ten minutes between two mails that somebody asks for were over. */
async function forgetCeilings(): Promise<void> {
  const keys = await rig.redis.keys('*ceiling*');
  if (keys.length > 0) await rig.redis.del(...keys);
}

describe('links in mails', () => {
  test("every link of every mail, when 7 clients send GET and HEAD and OPTIONS, then nothing changes and nobody is called; the person's POST works afterwards", async () => {
    const { people, mails } = await everyMail();
    const labels = await labelLinks(people[0]!);
    const links = [...new Set([...mails.flatMap(hubLinks), ...labels])];
    expect(actsOf(mails.flatMap(hubLinks))).toEqual(['confirm', 'decline', 'preferences', 'unsubscribe']);
    expect(actsOf(labels)).toEqual(['confirm', 'preferences', 'subscribe', 'unsubscribe']);
    await quiet(rig);
    const before = await world(people);
    for (const link of links)
      for (const method of ['GET', 'HEAD', 'OPTIONS'])
        expect(await Promise.all(CLIENTS.map((_name, client) => visit(link, method, client)))).toEqual(
          CLIENTS.map(() => (method === 'OPTIONS' ? 204 : 200)),
        );
    await quiet(rig);
    expect(await world(people)).toEqual(before);
    const [invited, reminded, subscriber] = people;
    expect(await press(linkIn(mails[0]!, 'confirm'))).toMatchObject({ status: 200 });
    await inStatus(rig, invited!, 'Confirmed');
    expect(await press(linkIn(mails[2]!, 'decline'))).toMatchObject({ status: 200 });
    await inStatus(rig, reminded!, 'Optout');
    expect(await press(linkIn(mails[4]!, 'unsubscribe'))).toMatchObject({ status: 200 });
    await inStatus(rig, subscriber!, 'Unsubscribed');
  }, 60_000);

  test('an undo link, when fetched by 7 clients, then the refusal stands; unsubscribe, undo, unsubscribe ends Unsubscribed', async () => {
    const person = await confirmed(rig, { language: 'en' });
    const unsubscribe = linkIn(person.mail, 'unsubscribe');
    const undo = async () => {
      const body = new URLSearchParams({ unsubscribe: 'yes' });
      const page = await (await fetch(unsubscribe, { method: 'POST', body })).text();
      expect(titleOf(page)).toBe('You are unsubscribed');
      return new URL(
        /href="([^"]*\/undo\/[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '',
        unsubscribe,
      );
    };
    const link = (await undo()).href;
    await quiet(rig);
    const before = await world([person]);
    await Promise.all(
      CLIENTS.flatMap((_, client) => [visit(link, 'GET', client), visit(link, 'HEAD', client)]),
    );
    expect(await world([person])).toEqual(before);
    expect(statusOf(rig, person)).toBe('Unsubscribed');
    expect((await press(link)).title).toBe('Done, everything is as it was');
    expect(statusOf(rig, person)).toBe('Confirmed');
    await undo();
    expect(statusOf(rig, person)).toBe('Unsubscribed');
    // The first link was used up; it does not undo the second withdrawal.
    expect((await press(link)).title).toBe('This can no longer be put back');
    await quiet(rig);
    expect(statusOf(rig, person)).toBe('Unsubscribed');
    expect(eventsOn(rig, person).slice(-3)).toEqual([
      'ConsentWithdrawn',
      'WithdrawalUndone',
      'ConsentWithdrawn',
    ]);
  });

  test('one button, when it is pressed 100 times at once, then there is one change, one piece of evidence and one welcome mail', async () => {
    const person = await signUp(rig, { language: 'nl' });
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => press(linkIn(person.mail, 'confirm'))),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    await inStatus(rig, person, 'Confirmed');
    const atFirst = recordOf(rig, person);
    await quiet(rig);
    await until('all presses to be worked off', async () => (await pendingActs()) === 0, { within: 60_000 });
    expect(eventsOn(rig, person)).toEqual(['OptInRequested', 'InvitationSent', 'ConsentConfirmed']);
    expect(rig.smtp.to(person.email)).toHaveLength(2);
    expect(recordOf(rig, person)).toEqual(atFirst);
  }, 90_000);

  async function pendingActs(): Promise<number> {
    const page = await (await fetch(`${rig.bridge().adminUrl}/metrics`)).text();
    return Number(/^acts_pending (\d+)$/m.exec(page)?.[1] ?? NaN);
  }
});

/** RFC 8058 section 3.2: the pair in the body, urlencoded or as multipart. */
const ONE_CLICK = {
  urlencoded: () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  multipart: () => {
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    return form;
  },
};

describe('one-click unsubscribe', () => {
  test.each(['urlencoded', 'multipart'] as const)(
    'the header of the welcome mail, when a mail program posts it %s, then 200 in plain text and Unsubscribed',
    async (form) => {
      const person = await confirmed(rig, { language: 'nl' });
      const header = person.mail.parsed.headers.get('list');
      expect(header).toBeDefined();
      const url = /^List-Unsubscribe: <([^>]+)>/m.exec(
        person.mail.raw.toString().replace(/\r?\n /g, ' '),
      )?.[1];
      const answer = await fetch(url ?? '', { method: 'POST', body: ONE_CLICK[form](), redirect: 'error' });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
      expect(await answer.text()).toBe('You are unsubscribed.\n');
      await inStatus(rig, person, 'Unsubscribed');
      expect(eventsOn(rig, person).at(-1)).toBe('ConsentWithdrawn');
    },
  );
});
