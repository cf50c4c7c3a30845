import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confirmed, inStatus, quiet, statusOf } from '../harness/people';
import { type Rig, startRig } from '../harness/rig';
import { signWebhook } from '../harness/sign-webhook';

/** The provider's door and the return addresses, on the built bridge. */
let rig: Rig;
const mapFile = join(mkdtempSync(join(tmpdir(), 'mail-map-')), 'map.json');
writeFileSync(
  mapFile,
  JSON.stringify({
    event: 'event',
    address: 'email',
    messageId: 'id',
    status: 'status',
    types: { bounce: 'bounce-permanent', deferred: 'bounce-soft', spam: 'complaint' },
  }),
);
beforeAll(async () => {
  rig = await startRig({
    env: {
      MAILBOX_DOMAIN: 'in.buurtkrant.example',
      MAIL_WEBHOOK_FILE: mapFile,
      SOFT_BOUNCE_LIMIT: '3/30d',
    },
  });
}, 60_000);
afterAll(() => rig.stop());

async function post(body: unknown, id?: string) {
  const json = JSON.stringify(body);
  const headers = signWebhook(rig.env['WEBHOOK_SECRETS'] ?? '', json, id === undefined ? {} : { id });
  const url = `${rig.env['PUBLIC_URL'] ?? ''}/webhooks/mail`;
  const answer = await fetch(url, { method: 'POST', headers, body: json });
  return [answer.status, ((await answer.json()) as { status: string }).status];
}

test('a mail of the bridge, when it arrives, then it offers our withdrawal address beside the link', async () => {
  const person = await confirmed(rig);
  const [mail] = rig.smtp.to(person.email);
  expect(mail?.raw.toString('latin1')).toMatch(
    /^List-Unsubscribe: <http[^>]+>, <mailto:u[a-z2-7]{44}@in\.buurtkrant\.example\?subject=[A-Z]+>\r$/m,
  );
});

test('a bounce, when the provider tells it, then the record is Bounced; told again it is a duplicate', async () => {
  const person = await confirmed(rig);
  expect(await post({ event: 'bounce', email: person.email, status: '5.1.1' }, 'm1')).toEqual([
    202,
    'accepted',
  ]);
  expect(await post({ event: 'bounce', email: person.email, status: '5.1.1' }, 'm1')).toEqual([
    202,
    'duplicate',
  ]);
  await inStatus(rig, person, 'Bounced');
});

test('soft bounces, when they meet the limit, then the record is Bounced, and not before', async () => {
  const person = await confirmed(rig);
  const soft = { event: 'deferred', email: person.email };
  await post(soft, 's1');
  await post(soft, 's2');
  await post(soft, 's2');
  await quiet(rig);
  expect(statusOf(rig, person)).toBe('Confirmed');
  await post(soft, 's3');
  await inStatus(rig, person, 'Bounced');
});

test('a complaint about a mail of ours, when its recipient is redacted, then the record is Blacklisted', async () => {
  const person = await confirmed(rig);
  const id = rig.smtp.to(person.email).at(-1)?.parsed.messageId;
  expect(await post({ event: 'spam', id })).toEqual([202, 'accepted']);
  await inStatus(rig, person, 'Blacklisted');
  expect(rig.filesOfRedis()).not.toContain(person.email);
});

test('a message of another shape, when it comes, then 400', async () => {
  expect(await post({ event: 'opened', email: 'x@example.org' })).toEqual([400, 'rejected']);
});
