import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { exchange, type Exchange } from './exchange';
import { requestParameter, type WebserviceRequest } from './webservice';

/** Answers what is no webservice call: the pages and the control door. False: not its path. */
export type SideDoor = (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export interface ServerOptions {
  /** Time every call takes, as a real Vtiger would. */
  readonly latency: number;
  /** PHP locks a session's file while a request runs: one session's calls wait for each other. */
  readonly serializeSessions: boolean;
}

// Apache's LimitRequestLine.
const LONGEST_REQUEST_LINE = 8190;

/** webservice.php over HTTP. */
export class WebserviceServer {
  private server: Server | null = null;
  private readonly sessionQueues = new Map<string, Promise<unknown>>();

  constructor(
    private readonly parts: Exchange,
    private readonly options: ServerOptions,
    private readonly doors: readonly SideDoor[],
  ) {}

  get listening(): boolean {
    return this.server !== null;
  }

  async open(port: number, host: string): Promise<number> {
    const server = createServer((request, response) => {
      this.handle(request, response).catch(() => response.destroy());
    });
    server.keepAliveTimeout = 5000;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => resolve());
    });
    this.server = server;
    const address = server.address();
    return isAddress(address) ? address.port : port;
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server === null) return;
    server.closeAllConnections();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    if ((request.url ?? '').length + (request.method ?? '').length + 10 > LONGEST_REQUEST_LINE) {
      response
        .writeHead(414, { 'content-type': 'text/html; charset=iso-8859-1' })
        .end('<h1>Request-URI Too Long</h1>');
      return;
    }
    if (url.pathname.endsWith('/webservice.php')) {
      await this.serve(url, request, response);
      return;
    }
    for (const door of this.doors) if (await door(url, request, response)) return;
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
  }

  private async serve(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked: WebserviceRequest = {
      method: request.method ?? 'GET',
      get: url.searchParams,
      post: await readForm(request),
    };
    const answer = await this.inTurn(requestParameter(asked, 'sessionName'), async () => {
      if (this.options.latency > 0) await delay(this.options.latency);
      return exchange(this.parts, asked);
    });
    if (answer === null) {
      request.socket.destroy();
      return;
    }
    const { status, contentType, body } = answer;
    const length = Buffer.byteLength(body);
    response
      .writeHead(status, {
        'content-type': contentType,
        'cache-control': 'no-store',
        'content-length': length,
      })
      .end(body);
  }

  private async inTurn<T>(session: string | null, work: () => Promise<T>): Promise<T> {
    if (session === null || !this.options.serializeSessions) return work();
    const before = this.sessionQueues.get(session) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.sessionQueues.set(session, mine);
    try {
      return await mine;
    } finally {
      if (this.sessionQueues.get(session) === mine) this.sessionQueues.delete(session);
    }
  }
}

const isAddress = (value: AddressInfo | string | null): value is AddressInfo =>
  typeof value === 'object' && value !== null;

/** Forms, urlencoded or multipart; PHP does not read anything else into $_POST. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) return new URLSearchParams(body.toString('utf8'));
  if (!type.startsWith('multipart/form-data')) return new URLSearchParams();
  return readMultipart(body.toString('utf8'), type);
}

/** Text fields only: nothing here takes files. */
function readMultipart(body: string, type: string): URLSearchParams {
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1] ?? '';
  const form = new URLSearchParams();
  for (const part of body.split(`--${boundary}`)) {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const name = /name="([^"]*)"/.exec(head)?.[1];
    if (name !== undefined) form.append(name, rest.join('\r\n\r\n').replace(/\r\n$/, ''));
  }
  return form;
}
