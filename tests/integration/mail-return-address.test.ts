import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { createMailer, type SmtpMailer } from '../../src/adapters/mail/create-mailer';
import { LANGUAGES } from '../../src/consent/event';
import { commandWords, readCommand } from '../../src/flow/mailbox/command-words';
import { MAIL_KINDS, type MailKind } from '../../src/flow/ports';
import { LOOK, orderOf } from '../unit/adapters/mail/fixtures';
import { verifyDkim } from './mail-dkim';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const DKIM = {
  domain: 'example.org',
  selector: 's1',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};

const RETURN_TO = {
  bounce: `b${'a'.repeat(44)}@in.example.org`,
  withdraw: `u${'a'.repeat(44)}@in.example.org`,
};
const ONE_CLICK: readonly MailKind[] = ['invitation', 'reminder', 'new-link', 'welcome'];

let received: { raw: Buffer; from: string }[] = [];
let server: SMTPServer;
let mailer: SmtpMailer;

beforeAll(async () => {
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, { envelope: { mailFrom } }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({ raw: Buffer.concat(chunks), from: mailFrom === false ? '' : mailFrom.address });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  mailer = await createMailer({
    ...LOOK,
    smtpUrl: `smtp://127.0.0.1:${String(port)}`,
    from: { name: '', address: 'news@example.org' },
    dkim: DKIM,
  });
});
beforeEach(() => {
  received = [];
});
afterAll(async () => {
  await mailer.close();
  await new Promise<void>((resolve) => server.close(resolve));
});

const header = (raw: Buffer, name: string) =>
  raw
    .subarray(0, raw.indexOf('\r\n\r\n'))
    .toString('latin1')
    .split(/\r\n(?![ \t])/)
    .filter((line) => line.toLowerCase().startsWith(`${name}:`));

describe.each(MAIL_KINDS)('the mail %s, when it has return addresses', (kind) => {
  it('comes from them on the envelope, and its From stays ours', async () => {
    await mailer.send(orderOf(kind, 'nl', { returnTo: RETURN_TO }));
    const [mail] = received;
    expect(mail?.from).toBe(RETURN_TO.bounce);
    expect(header(mail!.raw, 'from')[0]).toContain('<news@example.org>');
    expect(header(mail!.raw, 'return-path')).toEqual([]);
  });

  it('offers the address beside the one HTTPS link where it offers one click, and DKIM covers both', async () => {
    await mailer.send(orderOf(kind, 'nl', { returnTo: RETURN_TO }));
    const { raw } = received[0]!;
    const { unsubscribe = '' } = orderOf(kind).links;
    const expected = `List-Unsubscribe: <${unsubscribe}>, <mailto:${RETURN_TO.withdraw}?subject=AFMELDEN>`;
    expect(header(raw, 'list-unsubscribe')).toEqual(ONE_CLICK.includes(kind) ? [expected] : []);
    expect(raw.toString('latin1').includes(RETURN_TO.bounce)).toBe(false);
    const { signedFields, signatureMatches } = verifyDkim(raw, publicKey);
    expect([signatureMatches, signedFields.includes('list-unsubscribe')]).toEqual([
      true,
      ONE_CLICK.includes(kind),
    ]);
  });

  it('keeps every line within 998 bytes, with the longest links there can be', async () => {
    const links = { ...orderOf(kind).links, unsubscribe: `https://consent.example.org/${'u'.repeat(320)}` };
    const domain = `${'d'.repeat(60)}.`.repeat(4).slice(0, 250);
    const returnTo = { ...RETURN_TO, withdraw: `u${'a'.repeat(44)}@${domain}` };
    await mailer.send(orderOf(kind, 'fr', { links, returnTo }));
    const lengths = received[0]!.raw
      .toString('latin1')
      .split('\r\n')
      .map((line) => line.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(998);
  });
});

it.each(LANGUAGES)(
  'a mail in %s, when its way out is a mail, then its subject is a command',
  async (language) => {
    await mailer.send(orderOf('welcome', language, { returnTo: RETURN_TO }));
    const subject = /\?subject=([A-Z]+)>$/.exec(header(received[0]!.raw, 'list-unsubscribe')[0] ?? '')?.[1];
    expect(readCommand(subject ?? '', commandWords())).toEqual({ command: 'withdraw', language });
  },
);

it('a mail without return addresses, then its envelope and headers are as before', async () => {
  await mailer.send(orderOf('welcome'));
  expect(received[0]?.from).toBe('news@example.org');
  expect(header(received[0]!.raw, 'list-unsubscribe')).toEqual([
    `List-Unsubscribe: <${orderOf('welcome').links.unsubscribe ?? ''}>`,
  ]);
});
