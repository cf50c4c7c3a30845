import { type MailerOptions, openMailer, type SmtpMailer } from '../../src/adapters/mail/create-mailer';
import { loadTemplates, type MailTemplates } from '../../src/adapters/mail/load-templates';
import { Failure } from '../../src/flow/failure';
import { LOOK, orderOf } from '../unit/adapters/mail/fixtures';
import { deadUrl, MailSink } from './mail-sink';

const TO = 'jan.jansen@klant.example';
let sink: MailSink | undefined;
let mailer: SmtpMailer | undefined;
let templates: MailTemplates;

beforeAll(async () => {
  templates = await loadTemplates(LOOK);
});

afterEach(async () => {
  await mailer?.close();
  await sink?.stop();
  mailer = sink = undefined;
});

function mailerTo(smtpUrl: string, changes: Partial<MailerOptions> = {}): SmtpMailer {
  const timeouts = { connect: 300, silence: 300, whole: 2000 };
  const from = { name: '', address: 'news@example.org' };
  mailer = openMailer({ ...LOOK, smtpUrl, from, timeouts, ...changes }, templates);
  return mailer;
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Failure)) throw new Error(`no Failure: ${String(thrown)}`);
  return thrown;
}

async function send(answers: MailSink['answers'], extensions?: string[], to = TO) {
  sink = await MailSink.start(answers, extensions);
  const { send } = mailerTo(sink.url);
  return failureOf(send(orderOf('invitation', 'nl', { to })));
}

const hang = { do: 'hang' } as const;
const drop = { do: 'drop' } as const;

describe.each([
  ['one command at a time', ['8BITMIME']],
  ['pipelined', ['PIPELINING', '8BITMIME', 'SMTPUTF8']],
])('a mail, when the server speaks %s and', (_, extensions) => {
  it.each<[string, MailSink['answers'], string, boolean, number]>([
    ['greets 554', { greeting: '554 5.7.1 go away' }, 'mail_unreachable', true, 0],
    ['never greets', { greeting: hang }, 'mail_unreachable', true, 0],
    ['hangs up before the greeting', { greeting: drop }, 'mail_unreachable', true, 0],
    ['hangs up at EHLO', { EHLO: drop }, 'mail_unreachable', true, 0],
    ['asks for a log-in at MAIL', { MAIL: '530 5.7.0 authenticate first' }, 'mail_unreachable', true, 0],
    ['refuses the sender', { MAIL: '550 5.1.8 bad sender' }, 'mail_policy_refused', true, 0],
    ['refuses the sender for now', { MAIL: '450 4.1.8 domain not found' }, 'mail_temporary', true, 0],
    ['hangs up at MAIL', { MAIL: drop }, 'mail_unreachable', true, 0],
    ['hangs up at RCPT', { RCPT: drop }, 'mail_unreachable', true, 0],
    ['is silent at RCPT', { RCPT: hang }, 'mail_unreachable', true, 0],
    ['knows no such mailbox', { RCPT: '550 5.1.1 unknown' }, 'mail_address_refused', false, 0],
    ['has the mailbox disabled', { RCPT: '550 5.2.1 disabled' }, 'mail_address_refused', false, 0],
    ['lists the bridge', { RCPT: '554 5.7.1 blocked' }, 'mail_policy_refused', true, 0],
    ['refuses and does not say why', { RCPT: '550 prohibited' }, 'mail_refused_unclear', true, 0],
    ['grey-lists', { RCPT: '451 4.7.1 come back' }, 'mail_temporary', true, 0],
    ['closes with 421 at RCPT', { RCPT: '421 4.3.2 shutting down' }, 'mail_temporary', true, 0],
    ['hangs up at DATA', { DATA: drop }, 'mail_unreachable', true, 0],
    ['is silent at DATA', { DATA: hang }, 'mail_unreachable', true, 0],
    ['refuses DATA for now', { DATA: '451 4.3.0 later' }, 'mail_temporary', true, 0],
    ['refuses DATA', { DATA: '554 5.7.0 no' }, 'mail_policy_refused', true, 0],
    ['hangs up after the final dot', { dot: drop }, 'mail_in_doubt', false, 1],
    ['is silent after the final dot', { dot: hang }, 'mail_in_doubt', false, 1],
    ['tears its reply after the final dot', { dot: { torn: '250 2.' } }, 'mail_in_doubt', false, 1],
    ['tears a refusal after the final dot', { dot: { torn: '550 5.1.1 unk' } }, 'mail_in_doubt', false, 1],
    ['refuses the content', { dot: '554 5.7.1 spam' }, 'mail_policy_refused', true, 1],
    [
      'refuses the mailbox after the final dot',
      { dot: '550 5.1.1 unknown' },
      'mail_address_refused',
      false,
      1,
    ],
    ['puts off after the final dot', { dot: '451 4.3.0 later' }, 'mail_temporary', true, 1],
    ['closes with 421 after the final dot', { dot: '421 4.3.0 later' }, 'mail_temporary', true, 1],
  ])('%s', async (_title, answers, code, retryable, handedOver) => {
    const failure = await send(answers, extensions);
    expect({ code: failure.code, retryable: failure.retryable, inDoubt: failure.inDoubt }).toEqual({
      code,
      retryable,
      inDoubt: code === 'mail_in_doubt',
    });
    expect(failure.stage).toBe('mail');
    // Long enough for a pool that would send it again.
    if (handedOver > 0) await new Promise((resolve) => setTimeout(resolve, 250));
    expect(sink?.taken).toHaveLength(handedOver);
  });
});

it('a server, when nothing listens, then nothing was sent and another try may help', async () => {
  const { send, verify } = mailerTo(await deadUrl());
  expect(await failureOf(send(orderOf('invitation')))).toMatchObject({
    code: 'mail_unreachable',
    retryable: true,
  });
  expect(await failureOf(verify())).toMatchObject({ code: 'mail_unreachable', retryable: true });
});

it('a server, when its certificate cannot be trusted or it speaks no TLS, then nothing was sent', async () => {
  sink = await MailSink.start();
  const { send } = mailerTo(sink.url.replace('smtp:', 'smtps:'));
  expect(await failureOf(send(orderOf('invitation')))).toMatchObject({
    code: 'mail_unreachable',
    retryable: true,
  });
});

it('a log-in, when it is refused, then mail and verify say unreachable and repeat no secret', async () => {
  sink = await MailSink.start({ AUTH: '535 5.7.8 bad credentials' }, ['AUTH PLAIN']);
  const { send, verify } = mailerTo(`smtp://me:hunter2@127.0.0.1:${String(sink.port)}`);
  for (const work of [() => send(orderOf('invitation')), verify]) {
    const failure = await failureOf(work());
    expect(failure).toMatchObject({ code: 'mail_unreachable', retryable: true });
    expect(failure.message).toContain('535 5.7.8 bad credentials');
    expect(failure.message).not.toContain('hunter2');
  }
});

it('a log-in, when it is taken, then verify is content', async () => {
  sink = await MailSink.start({}, ['AUTH PLAIN']);
  const { verify } = mailerTo(`smtp://me:secret@127.0.0.1:${String(sink.port)}`);
  await expect(verify()).resolves.toBeUndefined();
});

it('a server that trickles, when it is never silent, then the mail ends all the same', async () => {
  sink = await MailSink.start({ dot: hang });
  const { send } = mailerTo(sink.url, { timeouts: { connect: 400, silence: 60_000, whole: 500 } });
  expect(await failureOf(send(orderOf('invitation')))).toMatchObject({ code: 'mail_in_doubt' });
  expect(sink.taken).toHaveLength(1);
});

it.each([
  ['550 5.1.1 <jan.jansen@klant.example>: unknown; jan.jansen is gone'],
  ['550 5.7.1 <Jan.Jansen@Klant.example> blocked: jan.jansen@klant.example https://x.example/?u=jan'],
  ['550 5.7.1 user jan.jansen: message <fp.round.invitation.0@example.org> refused'],
  ['452 4.2.2 the mailbox of J. Jansen is full'],
])('a failure, when the server answers %s, then it names no person', async (reply) => {
  const failure = await send({ RCPT: reply });
  expect(`${failure.message} ${String(failure.cause)} ${failure.stack ?? ''}`).not.toMatch(
    /jansen|klant\.example|u=jan|fp\.round/i,
  );
  expect(failure.message).toContain(reply.slice(0, 9));
});

describe('the pool', () => {
  it('a connection, when the server closed it between two mails, then the second is sent once on another', async () => {
    sink = await MailSink.start();
    const { send } = mailerTo(sink.url);
    await send(orderOf('invitation', 'nl', { messageId: '<a@example.org>' }));
    sink.dropAll();
    await send(orderOf('invitation', 'nl', { messageId: '<b@example.org>' }));
    expect(sink.taken).toHaveLength(2);
    expect(sink.connections).toBe(2);
  });

  it('a reused connection, when it is lost before the content, then the mail is sent once on another', async () => {
    sink = await MailSink.start();
    const { send } = mailerTo(sink.url);
    await send(orderOf('invitation', 'nl', { messageId: '<a@example.org>' }));
    sink.answers.RCPT = (nth) => (nth === 1 ? drop : undefined);
    await send(orderOf('invitation', 'nl', { messageId: '<b@example.org>' }));
    expect(sink.taken).toHaveLength(2);
  });

  it('a reused connection, when it is lost after the final dot, then the mail is not sent again', async () => {
    sink = await MailSink.start();
    const { send } = mailerTo(sink.url);
    await send(orderOf('invitation', 'nl', { messageId: '<a@example.org>' }));
    sink.answers.dot = (nth) => (nth === 1 ? drop : undefined);
    const order = orderOf('invitation', 'nl', { messageId: '<b@example.org>' });
    expect(await failureOf(send(order))).toMatchObject({ code: 'mail_in_doubt' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(sink.taken).toHaveLength(2);
    // Somebody who decides to send it again is not hindered.
    await send(order);
    expect(sink.taken).toHaveLength(3);
  });

  it('20 mails at once, when sent, then each arrives once over 5 connections at most', async () => {
    sink = await MailSink.start();
    const { send } = mailerTo(sink.url);
    const ids = Array.from({ length: 20 }, (_, at) => `<m${String(at)}@example.org>`);
    await Promise.all(ids.map((messageId) => send(orderOf('invitation', 'nl', { messageId }))));
    const arrived = sink.taken.map(({ raw }) => /^Message-ID: (\S+)/m.exec(raw.toString())?.[1]);
    expect(arrived.sort()).toEqual(ids.sort());
    expect(sink.connections).toBeLessThanOrEqual(5);
  });

  it('closing, when a mail is under way, then it is finished first; afterwards nothing is sent', async () => {
    sink = await MailSink.start();
    const { send, close } = mailerTo(sink.url);
    const sending = send(orderOf('invitation'));
    await close();
    await expect(sending).resolves.toBeUndefined();
    expect(await failureOf(send(orderOf('welcome')))).toMatchObject({ code: 'mail_unreachable' });
    expect(sink.taken).toHaveLength(1);
  });
});

describe('an address with a local part that is not ASCII', () => {
  const to = 'jürgen@klant.example';

  it('is sent with SMTPUTF8, when the server can (RFC 6531)', async () => {
    sink = await MailSink.start();
    const { send } = mailerTo(sink.url);
    await send(orderOf('invitation', 'de', { to }));
    expect(sink.taken[0]).toMatchObject({ to: `RCPT TO:<${to}>` });
    expect(sink.taken[0]?.from).toContain('SMTPUTF8');
  });

  it('is refused as an address, when the server cannot, then nobody else’s mail is paused', async () => {
    const failure = await send({ RCPT: '553 5.6.7 no' }, ['8BITMIME'], to);
    expect(failure).toMatchObject({ code: 'mail_address_refused', retryable: false });
  });
});
