import { createSecretKey, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMailbox } from '../../src/adapters/mailbox/read-mailbox';
import { createReturnTokens } from '../../src/adapters/tokens/return-tokens';
import { createTokens } from '../../src/adapters/tokens/tokens';
import { commandWords } from '../../src/flow/mailbox/command-words';
import { judgeMail, type MailRules } from '../../src/flow/mailbox/judge-mail';
import type { MailIntent, MailOutcome } from '../../src/flow/mailbox-ports';
import { startTestMailbox, type TestMailbox } from './harness/dovecot';
import { memoryLog, until } from './harness/redis';

/* From a real IMAP server through parser and rules; what follows from an intent is tested elsewhere. */

jest.setTimeout(120_000);

const FIXTURES = join(__dirname, '../fixtures/mails');
const fingerprint = `${'F'.repeat(21)}A`;
const secret = (kid: string) => ({ kid, key: createSecretKey(randomBytes(32)), withdrawOnly: false });
const [own, label] = [secret('a'), secret('l')];
const returns = createReturnTokens([{ key: randomBytes(32), withdrawOnly: false }]);
const tokens = createTokens({ tokenSecrets: [own], labelSecrets: [label], now: () => 0 });
const rules: MailRules = {
  words: commandWords(),
  defaultLanguage: 'nl',
  ownAddresses: ['news@own.example'],
  returns,
  tokens,
  messageDomain: 'own.example',
  trustDmarc: true,
};
const WORDS: Readonly<Record<string, string>> = {
  bounce: returns.sign({ purpose: 'bounce', fingerprint }),
  withdraw: returns.sign({ purpose: 'withdraw', fingerprint }),
  messageId: `<${fingerprint}.1.invitation.0@own.example>`,
  label: `https://consent.own.example/unsubscribe/${tokens.signLabel('12x1', 'unsubscribe', fingerprint)}`,
};

let box: TestMailbox;
let users = 0;
beforeAll(async () => {
  box = await startTestMailbox();
});
afterAll(() => box.stop());

/** What the mails meant, in order, and where they ended. */
async function read(sources: readonly (string | Buffer)[]) {
  const user = `user${(users += 1)}`;
  await box.append(sources, { user });
  const intents: (MailIntent & { subject: string })[] = [];
  const mailbox = startMailbox({
    imapUrl: box.url(user),
    lookEvery: 60_000,
    folders: { done: 'Done', review: 'Review', failed: 'Failed' },
    authservId: 'mx.own.example',
    leader: {
      stand: () => Promise.resolve({ lost: new AbortController().signal, resign: () => Promise.resolve() }),
    },
    handle: (mail): Promise<MailOutcome> => {
      const intent = judgeMail(mail, rules);
      intents.push({ ...intent, subject: mail.subject });
      const end = 'end' in intent ? intent.end : 'done';
      return Promise.resolve({ end, reason: intent.kind });
    },
    log: memoryLog(),
    tally: { up: () => undefined, mail: () => undefined },
  });
  await until(async () => (await box.counts(user))['INBOX'] === 0, 90_000);
  await mailbox.stop();
  return { intents, counts: await box.counts(user) };
}

const plain = (subject: string | Buffer, number: number, more = '') =>
  Buffer.concat([
    Buffer.from(
      `From: Jan <jan@far.example>\r\nTo: consent@own.example\r\nMessage-ID: <${number}@far.example>\r\n${more}Subject: `,
    ),
    Buffer.from(subject),
    Buffer.from('\r\n\r\nDag\r\n'),
  ]);

const encoded = (charset: string, bytes: Buffer | string) =>
  `=?${charset}?B?${Buffer.from(bytes).toString('base64')}?=`;

describe('commands', () => {
  const COMMANDS: readonly (readonly [string, MailIntent['kind'], string])[] = [
    ['VERWIJDER', 'erase', 'nl'],
    ['DELETE', 'erase', 'en'],
    [encoded('utf-8', 'LÖSCHEN'), 'erase', 'de'],
    ['SUPPRIMER', 'erase', 'fr'],
    ['AFMELDEN', 'withdraw', 'nl'],
    ['UNSUBSCRIBE', 'withdraw', 'en'],
    ['STOP', 'withdraw', 'nl'],
    ['ABMELDEN', 'withdraw', 'de'],
    [encoded('utf-8', 'DÉSABONNER'), 'withdraw', 'fr'],
    ['GEGEVENS', 'access', 'nl'],
    ['MYDATA', 'access', 'en'],
    ['AUSKUNFT', 'access', 'de'],
    [encoded('utf-8', 'DONNÉES'), 'access', 'fr'],
    ['Re: Antw: "afmelden".', 'withdraw', 'nl'],
    ['=?iso-8859-1?Q?AW:_L=F6schen_bitte?=', 'erase', 'de'],
    [encoded('iso-8859-15', Buffer.from('Données', 'latin1')), 'access', 'fr'],
    ['=?windows-1252?Q?=ABD=C9SABONNER=BB_=80?=', 'withdraw', 'fr'],
    // "unsubscribe" and two characters of GB 2312.
    [
      encoded('gb2312', Buffer.from([...Buffer.from('Unsubscribe '), 0xcd, 0xcb, 0xb6, 0xa9])),
      'withdraw',
      'en',
    ],
    ['=?utf-8?B?TMO2?= =?utf-8?B?c2NoZW4=?=', 'erase', 'de'],
  ];

  it('mean the same, when they come through a real server, in every language and charset', async () => {
    const { intents, counts } = await read(COMMANDS.map(([subject], at) => plain(subject, at)));
    expect(intents).toMatchObject(
      COMMANDS.map(([, kind, language]) => ({ kind, language, email: 'jan@far.example' })),
    );
    expect(counts).toMatchObject({ Done: COMMANDS.length, Review: 0, Failed: 0 });
  });

  it('are the address itself, when the mail goes to the mailto of our List-Unsubscribe', async () => {
    const mail = plain('whatever', 1, `Delivered-To: ${WORDS['withdraw']}@in.own.example\r\n`);
    const { intents } = await read([mail]);
    expect(intents[0]).toMatchObject({ kind: 'withdraw', fingerprint });
  });
});

describe('reports', () => {
  const REPORTS: Readonly<Record<string, unknown>> = {
    'rfc3464-simple': bounce('soft', '4.0.0'),
    'rfc3464-several': bounce('permanent', '5.1.1'),
    'rfc3464-delayed': bounce('soft', '4.4.7'),
    postfix: bounce('permanent', '5.1.1'),
    'postfix-utf8': bounce('permanent', '5.1.1'),
    exchange: bounce('permanent', '5.1.10'),
    'exchange-blocked': { kind: 'nothing', end: 'done', reason: 'no_bounce' },
    'outlook-com': bounce('soft', '5.2.2'),
    gmail: bounce('permanent', '5.1.1'),
    yahoo: bounce('soft', '5.0.0'),
    'vtiger-original': bounce('soft', '5.1.1'),
    'strange-original': { kind: 'nothing', end: 'review', reason: 'not_our_mail' },
    exim: { kind: 'nothing', end: 'review' },
    'rfc5965-abuse': { kind: 'complaint', fingerprint },
    'rfc5965-not-spam': { kind: 'nothing', end: 'done', reason: 'not_spam' },
    'yahoo-arf': { kind: 'complaint', fingerprint },
    'outlook-jmrp': { kind: 'complaint', fingerprint },
    'arf-strange': { kind: 'nothing', end: 'review', reason: 'not_our_mail' },
    'arf-fraud': { kind: 'nothing', end: 'review', reason: 'other_feedback' },
  };

  function bounce(permanence: string, status: string) {
    return { kind: 'bounces', bounces: [{ fingerprint, permanence, status }] };
  }

  it('each have an expectation', () => {
    const names = readdirSync(FIXTURES).map((name) => name.replace('.eml', ''));
    expect(names.sort()).toEqual(Object.keys(REPORTS).sort());
  });

  it('of each kind and maker mean what they should', async () => {
    const names = Object.keys(REPORTS);
    const sources = names.map((name) =>
      readFileSync(join(FIXTURES, `${name}.eml`), 'utf8').replace(
        /\{\{(\w+)\}\}/g,
        (_, word: string) => WORDS[word] ?? '',
      ),
    );
    const { intents } = await read(sources);
    const found = Object.fromEntries(names.map((name, at) => [name, intents[at]]));
    expect(found).toMatchObject(REPORTS);
  });
});

describe('bad input', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => `p${at}@far.example`).join(',\r\n ');
  const deep = Array.from(
    { length: 500 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  ).join('');
  const multipart = 'From: a@far.example\r\nSubject: hm\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n';
  const BAD: readonly (readonly [string, Buffer])[] = [
    ['nothing but a body', Buffer.from('\r\nno header')],
    ['bytes', randomBytes(50_000)],
    ['broken MIME', Buffer.from(`${multipart}--b\r\nContent-Type: ???;;;\r\n--b\r\n--c--`)],
    ['missing parts', Buffer.from(multipart)],
    ['deep nesting', Buffer.from(`From: a@far.example\r\nSubject: STOP\r\n${deep}x`)],
    ['10,000 recipients', Buffer.from(`From: a@far.example\r\nTo: ${many}\r\nSubject: hm\r\n\r\nx`)],
    [
      'wrong charset',
      Buffer.from(
        'From: a@far.example\r\nSubject: =?nonsense?B?//8=?=\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff',
      ),
    ],
    ['empty subject', Buffer.from('From: a@far.example\r\nSubject:\r\n\r\nx')],
    [
      'HTML only',
      Buffer.from('From: a@far.example\r\nSubject: hm\r\nContent-Type: text/html\r\n\r\n<b>STOP</b>'),
    ],
    [
      'comments without end',
      Buffer.from(
        `From: a@far.example\r\nAuthentication-Results: mx.own.example ${'('.repeat(400_000)}${')'.repeat(400_000)}\r\nSubject: hm\r\n\r\nx`,
      ),
    ],
    [
      '50 MB attached',
      Buffer.concat([
        Buffer.from(`${multipart}--b\r\nContent-Transfer-Encoding: base64\r\n\r\n`),
        Buffer.alloc(50e6, `${'A'.repeat(76)}\r\n`),
      ]),
    ],
  ];

  it('ends in Review or Failed within bounds, and the next mail is handled', async () => {
    const before = process.memoryUsage().rss;
    const began = Date.now();
    const { intents, counts } = await read([...BAD.map(([, source]) => source), plain('STOP', 1)]);
    expect(intents.at(-1)).toMatchObject({ kind: 'withdraw' });
    expect(counts).toMatchObject({ Done: 1 });
    expect((counts['Review'] ?? 0) + (counts['Failed'] ?? 0)).toBe(BAD.length);
    expect(intents.filter(({ kind }) => kind !== 'nothing')).toHaveLength(1);
    // Appending 50 MB is the test's own; reading them is not among it.
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
    expect(Date.now() - began).toBeLessThan(60_000);
  });
});
