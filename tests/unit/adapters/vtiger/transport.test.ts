import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { createTransport, type CrmRequest, type Transport } from '../../../../src/adapters/vtiger/transport';
import { Failure } from '../../../../src/flow/failure';

const OK = '{"success":true,"result":{"id":"12x3"}}';
const SECRET = '13142e596b04bf539ffda';

const retrieve: CrmRequest = {
  operation: 'retrieve',
  method: 'GET',
  parameters: { sessionName: SECRET, id: '12x3' },
};
const revise: CrmRequest = {
  operation: 'revise',
  method: 'POST',
  write: true,
  parameters: { sessionName: SECRET, element: '{"email":"jan@example.com"}' },
};

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

let server: Server | undefined;
let transport: Transport | undefined;
let served = 0;
let calls: string[] = [];

async function serve(handler: Handler, timeout = 20_000): Promise<Transport> {
  server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    served += 1;
    handler(request, response, served);
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return connect(listening.address() as AddressInfo, timeout);
}

function connect({ port }: { readonly port: number }, timeout: number): Transport {
  transport = createTransport({
    endpoint: `http://127.0.0.1:${port}/webservice.php`,
    timeout,
    onCall: (operation, ms, result) => {
      calls.push(`${operation} ${ms >= 0 ? result : 'never'}`);
    },
  });
  return transport;
}

async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const error = await call.then(
    () => new Error('no failure'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  return error;
}

/** The agent takes a socket back a moment after the answer was read. */
const socketIsFree = () => sleep(150);

beforeEach(() => {
  served = 0;
  calls = [];
});

afterEach(async () => {
  transport?.close();
  const running = server;
  server = undefined;
  running?.closeAllConnections();
  await new Promise((resolve) => (running === undefined ? resolve(null) : running.close(resolve)));
});

/** What each fault of the connection means for a read and for a write. */
const FAULTS: readonly (readonly [string, Handler, string, boolean, boolean])[] = [
  ['no answer', () => undefined, 'crm_timeout', true, true],
  [
    'headers and then nothing',
    (_request, response) => {
      response.writeHead(200);
      response.write('{"succ');
    },
    'crm_timeout',
    true,
    true,
  ],
  ['a reset', (request) => request.socket.destroy(), 'crm_reset', true, true],
  [
    'a reset within the body',
    (_request, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"succ', () => response.destroy());
    },
    'crm_reset',
    true,
    true,
  ],
  [
    'a body without end',
    (_request, response) => {
      response.writeHead(200);
      const chunk = 'x'.repeat(1024 * 1024);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    },
    'crm_too_large',
    false,
    true,
  ],
  [
    'a redirect',
    (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end(),
    'crm_redirect',
    false,
    false,
  ],
  ['a page', (_request, response) => response.end('<html>'), 'crm_html', true, true],
  ['nothing at all', (_request, response) => response.end(), 'crm_empty', true, true],
  ['status 414', (_request, response) => response.writeHead(414).end('no'), 'crm_http_4xx', true, false],
  ['status 500', (_request, response) => response.writeHead(500).end(), 'crm_http_5xx', true, true],
];

describe('transport', () => {
  it.each(FAULTS)(
    'a read and a write, when the answer is %s, then the code is known and only the write is in doubt',
    async (_name, handler, code, retryable, writeInDoubt) => {
      const calling = await serve(handler, code === 'crm_timeout' ? 1_000 : 20_000);
      const read = await failureOf(calling.call(retrieve));
      expect(read).toMatchObject({ code, retryable, inDoubt: false, stage: 'crm' });
      const written = await failureOf(calling.call(revise));
      expect(written).toMatchObject({ code, retryable, inDoubt: writeInDoubt });
      expect(served).toBe(2);
      expect(calls).toEqual([`retrieve ${code}`, `revise ${code}`]);
    },
  );

  it('a write, when nothing listens, then it is refused and not in doubt', async () => {
    await serve(() => undefined);
    const port = (server?.address() as AddressInfo).port;
    transport?.close();
    await new Promise((resolve) => server?.close(resolve));
    const failure = await failureOf(connect({ port }, 1000).call(revise));
    expect(failure).toMatchObject({ code: 'crm_refused', retryable: true, inDoubt: false });
  });

  it('any failure, when printed with everything it holds, then no session, query or address is in it', async () => {
    const calling = await serve((request) => request.socket.destroy());
    for (const request of [retrieve, revise]) {
      const printed = inspect(await failureOf(calling.call(request)), { depth: 10, showHidden: true });
      expect(printed).not.toMatch(/13142e|jan@|12x3|127\.0\.0\.1/);
    }
  });

  it('a read on a used socket, when the server closed it meanwhile, then it is asked once more', async () => {
    const calling = await serve((request, response, count) => {
      if (count === 2) request.socket.destroy();
      else response.end(OK);
    });
    await calling.call(retrieve);
    await socketIsFree();
    await expect(calling.call(retrieve)).resolves.toEqual({ id: '12x3' });
    expect(served).toBe(3);
  });

  it('a read on a used socket, when it is reset on every try, then it is asked no more than twice', async () => {
    const calling = await serve((request, response, count) => {
      if (count === 1) response.end(OK);
      else request.socket.destroy();
    });
    await calling.call(retrieve);
    await socketIsFree();
    expect(await failureOf(calling.call(retrieve))).toMatchObject({ code: 'crm_reset' });
    expect(served).toBe(3);
  });

  it('a write after other calls, when it is reset, then it was on a fresh socket and is never sent again', async () => {
    const ports = new Set<number | undefined>();
    const calling = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      if (request.method === 'POST') request.socket.destroy();
      else response.end(OK);
    });
    await calling.call(retrieve);
    await socketIsFree();
    await calling.call(retrieve);
    expect(ports.size).toBe(1);
    expect(await failureOf(calling.call(revise))).toMatchObject({ code: 'crm_reset', inDoubt: true });
    expect(ports.size).toBe(2);
    expect(served).toBe(3);
  });

  it('a read, when sent, then everything is in the query string; a write, then in a form', async () => {
    const seen: string[] = [];
    const calling = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen.push(
          `${request.method ?? ''} ${request.url ?? ''} ${request.headers['content-type'] ?? ''} ${body}`,
        );
        response.end(OK);
      });
    });
    await calling.call({ ...retrieve, parameters: { id: "12x3 & 'é+" } });
    await calling.call({ ...revise, parameters: { element: '{"a":"&+é"}' } });
    expect(seen[0]).toBe('GET /webservice.php?operation=retrieve&id=12x3+%26+%27%C3%A9%2B  ');
    expect(seen[1]).toMatch(
      /^POST \/webservice.php application\/x-www-form-urlencoded\S* operation=revise&element=%7B%22a%22%3A%22%26%2B%C3%A9%22%7D$/,
    );
  });

  it('a call, when it went well, then it is reported with its time', async () => {
    const calling = await serve((_request, response) => response.end(OK));
    await calling.call(retrieve);
    expect(calls).toEqual(['retrieve ok']);
  });
});
