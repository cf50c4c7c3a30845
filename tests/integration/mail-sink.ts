import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

export interface Taken {
  readonly from: string;
  readonly to: string;
  /** As received, dot-stuffing undone. */
  readonly raw: Buffer;
}

/** What the server does at a step: a reply, silence, or the end of the connection. */
export type Answer = string | { readonly do: 'hang' | 'drop' } | { readonly torn: string };
export type Step = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'dot';

/** An SMTP server that fails on command and keeps every mail whose final dot it saw. */
export class MailSink {
  readonly taken: Taken[] = [];
  connections = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor(
    readonly answers: Partial<Record<Step, Answer | ((nth: number) => Answer | undefined)>>,
    private readonly extensions: readonly string[],
  ) {
    this.server = createServer((socket) => this.serve(socket));
  }

  static async start(answers: MailSink['answers'] = {}, extensions = ['PIPELINING', '8BITMIME', 'SMTPUTF8']) {
    const sink = new MailSink(answers, extensions);
    await new Promise<void>((resolve) => sink.server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${String(this.port)}`;
  }

  /** Ends every open connection, as a server does that restarts. */
  dropAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.dropAll();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    const nth = ++this.connections;
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    const answer = (step: Step, usual: string) => {
      const given = this.answers[step];
      const found = (typeof given === 'function' ? given(nth) : given) ?? usual;
      if (typeof found === 'string') socket.write(`${found}\r\n`);
      else if ('torn' in found) socket.end(found.torn);
      else if (found.do === 'drop') socket.destroy();
      return found === usual;
    };
    let from = '';
    let to = '';
    let content: Buffer | null = null;
    let pending = Buffer.alloc(0);
    answer('greeting', '220 sink ESMTP');
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      for (let end = pending.indexOf('\r\n'); end !== -1; end = pending.indexOf('\r\n')) {
        const line = pending.subarray(0, end + 2);
        pending = pending.subarray(end + 2);
        if (content === null) command(line.toString('utf8').trim());
        else if (line.toString() === '.\r\n') {
          this.taken.push({ from, to, raw: content });
          content = null;
          answer('dot', '250 2.0.0 taken');
        } else content = Buffer.concat([content, line[0] === 0x2e ? line.subarray(1) : line]);
      }
    });
    const command = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO')
        answer(
          'EHLO',
          ['sink', ...this.extensions]
            .map((name, at, all) => `250${at === all.length - 1 ? ' ' : '-'}${name}`)
            .join('\r\n'),
        );
      else if (verb === 'AUTH') answer('AUTH', '235 2.7.0 welcome');
      else if (verb === 'MAIL') {
        from = line;
        answer('MAIL', '250 2.1.0 ok');
      } else if (verb === 'RCPT') {
        to = line;
        if (!answer('RCPT', '250 2.1.5 ok')) to = '';
      } else if (verb === 'DATA') {
        if (to === '') socket.write('554 5.5.1 no valid recipients\r\n');
        else if (answer('DATA', '354 go on')) content = Buffer.alloc(0);
      } else socket.write(verb === 'QUIT' ? '221 bye\r\n' : '250 2.0.0 ok\r\n');
    };
  }
}

/** An address where nothing listens. */
export async function deadUrl(): Promise<string> {
  const sink = await MailSink.start();
  const { url } = sink;
  await sink.stop();
  return url;
}
