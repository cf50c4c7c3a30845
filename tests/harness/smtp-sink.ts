import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** One mail as it came in. */
export interface CaughtMail {
  readonly to: string;
  readonly raw: Buffer;
  readonly parsed: ParsedMail;
  readonly at: number;
  /** First link to each hub page: confirm, decline, unsubscribe, preferences. */
  readonly links: Readonly<Record<string, string>>;
}

export interface SmtpSink {
  readonly url: string;
  readonly port: number;
  readonly mails: readonly CaughtMail[];
  /** Mails to one address, oldest first. */
  to(address: string): CaughtMail[];
  /** Called with the whole message before it is accepted; an error it throws is the server's answer. */
  onMessage: ((to: string, raw: Buffer) => void | Promise<void>) | undefined;
  /** Called on RCPT TO; an error it throws is the server's answer. */
  onRecipient: ((to: string) => void) | undefined;
  clear(): void;
  close(): Promise<void>;
}

/** An SMTP error as a server answers it. */
export function smtpAnswer(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

/** A real SMTP server on a free port of loopback that keeps what it is sent. */
export async function startSmtpSink(port = 0): Promise<SmtpSink> {
  const mails: CaughtMail[] = [];
  const sink: { onMessage: SmtpSink['onMessage']; onRecipient: SmtpSink['onRecipient'] } = {
    onMessage: undefined,
    onRecipient: undefined,
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: (address, _session, done) => {
      try {
        sink.onRecipient?.(address.address);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        const raw = Buffer.concat(chunks);
        void Promise.resolve()
          .then(() => sink.onMessage?.(to, raw))
          .then(() => caught(to, raw))
          .then((mail) => mails.push(mail))
          .then(
            () => done(),
            (error: unknown) => done(error as Error),
          );
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const bound = (server.server.address() as AddressInfo).port;
  return Object.assign(sink, {
    url: `smtp://127.0.0.1:${bound}`,
    port: bound,
    mails,
    to: (address: string) => mails.filter((mail) => mail.to.toLowerCase() === address.toLowerCase()),
    clear: () => void mails.splice(0),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}

async function caught(to: string, raw: Buffer): Promise<CaughtMail> {
  const parsed = await simpleParser(raw);
  const links: Record<string, string> = {};
  for (const [url, act = ''] of (parsed.text ?? '').matchAll(
    /https?:\/\/[^\s<>"]+?\/(confirm|decline|unsubscribe|preferences|subscribe|my-data)\/[^\s<>")\]]+/g,
  ))
    links[act] ??= url;
  return { to, raw, parsed, at: Date.now(), links };
}
