import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { createMailer, type MailerOptions, type SmtpMailer } from '../../src/adapters/mail/create-mailer';
import { LANGUAGES } from '../../src/consent/event';
import { MAIL_KINDS, type MailKind, type MailOrder } from '../../src/flow/ports';
import { ACTION, link, LOOK, orderOf } from '../unit/adapters/mail/fixtures';
import { verifyDkim } from './mail-dkim';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const DKIM = {
  domain: 'example.org',
  selector: 's1',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
/** As long as a token may be: 300 characters. */
const LONG = `https://consent.example.org/unsubscribe/${'aB3-_.'.repeat(50)}`;

interface Received {
  readonly raw: Buffer;
  readonly from: string;
  readonly to: readonly string[];
}

let received: Received[] = [];
let server: SMTPServer;
let mailer: SmtpMailer;

beforeAll(async () => {
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          raw: Buffer.concat(chunks),
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  mailer = await createMailer(options());
});
beforeEach(() => {
  received = [];
});
afterAll(async () => {
  await mailer.close();
  await new Promise<void>((resolve) => server.close(resolve));
});

function options(changes: Partial<MailerOptions> = {}): MailerOptions {
  const { port } = server.server.address() as AddressInfo;
  return {
    ...LOOK,
    smtpUrl: `smtp://127.0.0.1:${String(port)}`,
    from: { name: '', address: 'news@example.org' },
    replyTo: { name: 'Vragen', address: 'help@example.org' },
    dkim: DKIM,
    ...changes,
  };
}

async function deliver(order: MailOrder, by: SmtpMailer = mailer): Promise<Received> {
  await by.send(order);
  const [mail] = received;
  if (mail === undefined || received.length > 1) throw new Error('expected one mail');
  return mail;
}

const headerLines = (raw: Buffer) =>
  raw
    .subarray(0, raw.indexOf('\r\n\r\n'))
    .toString('latin1')
    .split(/\r\n(?![ \t])/);
const headersNamed = (raw: Buffer, name: string) =>
  headerLines(raw).filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));

const ONE_CLICK: readonly MailKind[] = ['invitation', 'reminder', 'new-link', 'welcome'];

describe('a mail, when it arrives', () => {
  it('has the envelope and the headers that were ordered', async () => {
    const { raw, from, to } = await deliver(orderOf('invitation', 'fr'));
    const { headers, messageId, ...mail } = await simpleParser(raw);
    expect({ from, to }).toEqual({ from: 'news@example.org', to: ['ann@example.org'] });
    expect(messageId).toBe('<fp.round.invitation.0@example.org>');
    expect(mail.from?.value).toEqual([{ name: 'Bakkerij "De & Zoon"', address: 'news@example.org' }]);
    expect(mail.replyTo?.value).toEqual([{ name: 'Vragen', address: 'help@example.org' }]);
    expect(headersNamed(raw, 'To')).toEqual(['To: ann@example.org']);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('content-language')).toBe('fr');
    expect(Math.abs((mail.date?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(headers.has('x-mailer')).toBe(false);
    expect(headers.has('bcc')).toBe(false);
  });

  it('has a subject that is read as written, accents and all', async () => {
    const { raw } = await deliver(orderOf('welcome', 'de'));
    expect((await simpleParser(raw)).subject).toBe('Willkommen bei Bakkerij "De & Zoon"');
    expect(headerLines(raw).join('')).toMatch(/^[\x20-\x7e\r\n\t]*$/);
  });

  it('has the text part first and the HTML as its alternative', async () => {
    const { raw } = await deliver(orderOf('invitation', 'nl', { consentText: 'Ja, été “&” Größe' }));
    const { text, html, attachments } = await simpleParser(raw);
    expect(text).toContain('Ja, été “&” Größe');
    expect(text).toContain(ACTION.invitation);
    expect(html).toContain('Ja, été “&amp;” Größe');
    expect(attachments).toEqual([]);
    expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'));
  });

  it('has no line over 998 bytes (RFC 5322 section 2.1.1)', async () => {
    const links = { ...orderOf('welcome').links, unsubscribe: LONG };
    const { raw } = await deliver(orderOf('welcome', 'nl', { links, consentText: 'woord '.repeat(500) }));
    expect(
      Math.max(
        ...raw
          .toString('latin1')
          .split('\r\n')
          .map((line) => line.length),
      ),
    ).toBeLessThan(998);
  });

  it('carries the logo in itself, when there is one', async () => {
    const brand = { ...LOOK.brand, logo: { type: 'image/png', bytes: PNG } };
    const own = await createMailer(options({ brand }));
    const { raw } = await deliver(orderOf('invitation'), own);
    await own.close();
    const [logo, ...more] = (await simpleParser(raw, { skipImageLinks: true })).attachments;
    expect(more).toEqual([]);
    expect(logo).toMatchObject({ contentType: 'image/png', related: true, content: PNG });
    expect(raw.toString().replace(/=\r\n/g, '')).toContain(`cid:${String(logo?.cid)}`);
  });

  it('takes the sender’s name from the setting, when it has one', async () => {
    const own = await createMailer(options({ from: { name: 'Nieuws', address: 'a@example.org' } }));
    const { raw } = await deliver(orderOf('invitation'), own);
    await own.close();
    expect((await simpleParser(raw)).from?.text).toBe('"Nieuws" <a@example.org>');
  });
});

describe.each(MAIL_KINDS.map((kind) => ({ kind })))('the mail $kind, when it arrives', ({ kind }) => {
  const oneClick = ONE_CLICK.includes(kind);

  it(`carries ${oneClick ? 'exactly one HTTPS URI' : 'nothing'} to unsubscribe by (RFC 8058)`, async () => {
    const links = { ...orderOf(kind).links, unsubscribe: LONG };
    const { raw } = await deliver(orderOf(kind, 'nl', { links }));
    expect(headersNamed(raw, 'List-Unsubscribe')).toEqual(oneClick ? [`List-Unsubscribe: <${LONG}>`] : []);
    expect(headersNamed(raw, 'List-Unsubscribe-Post')).toEqual(
      oneClick ? ['List-Unsubscribe-Post: List-Unsubscribe=One-Click'] : [],
    );
  });

  it('is signed so that the signature holds over the bytes that arrived', async () => {
    const links = { ...orderOf(kind).links, unsubscribe: LONG };
    const { raw } = await deliver(orderOf(kind, 'fr', { links, consentText: 'Été\n\n. point\n' }));
    const signature = verifyDkim(raw, publicKey);
    expect(signature).toMatchObject({ bodyHashMatches: true, signatureMatches: true });
    expect(signature.tags.get('d')).toBe('example.org');
    expect(signature.tags.get('s')).toBe('s1');
    expect(signature.tags.get('c')).toBe('relaxed/relaxed');
    const must = ['from', 'to', 'subject', 'date', 'message-id', 'content-type'];
    const lists = ['list-unsubscribe', 'list-unsubscribe-post'];
    expect(signature.signedFields).toEqual(expect.arrayContaining(oneClick ? [...must, ...lists] : must));
  });
});

it('a signature, when one byte of the unsubscribe link is changed on the way, then it no longer holds', async () => {
  const { raw } = await deliver(orderOf('welcome'));
  const changed = raw
    .toString('latin1')
    .replace(`List-Unsubscribe: <${link('unsubscribe')}`, (found) => found.replace('aaa', 'aab'));
  expect(verifyDkim(raw, publicKey).signatureMatches).toBe(true);
  expect(verifyDkim(Buffer.from(changed, 'latin1'), publicKey).signatureMatches).toBe(false);
});

it('no key, when none is set, then the mail leaves unsigned', async () => {
  const own = await createMailer(options({ dkim: undefined }));
  const { raw } = await deliver(orderOf('welcome'), own);
  await own.close();
  expect(headersNamed(raw, 'DKIM-Signature')).toEqual([]);
});

it('every mail in every language, when sent one after another, then each arrives once', async () => {
  for (const kind of MAIL_KINDS)
    for (const language of LANGUAGES)
      await mailer.send(orderOf(kind, language, { messageId: `<${kind}.${language}@example.org>` }));
  const ids = await Promise.all(received.map(async ({ raw }) => (await simpleParser(raw)).messageId));
  expect(new Set(ids).size).toBe(MAIL_KINDS.length * LANGUAGES.length);
  expect(ids).toHaveLength(MAIL_KINDS.length * LANGUAGES.length);
});
