import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Exchange } from '../exchange';
import type { SideDoor } from '../server';

export interface ControlParts extends Exchange {
  /** Refuses connections for so many milliseconds. */
  readonly down: (ms: number) => void;
}

const KINDS = [
  'drop',
  'slow',
  'answer-late',
  'apply-late',
  'session-expired',
  'html',
  'empty',
  'denied',
  'drop-field',
  'lock-timeout',
  'other-writer',
  'invalid-json',
] as const;
const FaultBody = z.object({
  kind: z.enum(KINDS),
  operation: z.union([z.string(), z.array(z.string())]).exactOptional(),
  module: z.string().exactOptional(),
  record: z.string().exactOptional(),
  times: z.number().int().positive().exactOptional(),
  skip: z.number().int().nonnegative().exactOptional(),
  ms: z.number().nonnegative().exactOptional(),
  status: z.number().int().exactOptional(),
  moment: z.enum(['before', 'after']).exactOptional(),
  fields: z.union([z.array(z.string()), z.record(z.string(), z.string())]).exactOptional(),
});
const Fields = z.record(z.string(), z.string().nullable());
const Insert = z.object({ module: z.string(), fields: Fields });
const Edit = z.object({ id: z.string(), fields: Fields, user: z.number().exactOptional() });
const Named = z.object({ id: z.string() });
const Down = z.object({ ms: z.number().positive() });

type Handler = (parts: ControlParts, body: unknown, url: URL) => unknown;

/** `METHOD /_control/...`, answered in JSON; see README.md. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET /_control/faults': ({ faults }) => faults.list(),
  'POST /_control/faults': ({ faults }, body) => {
    faults.add(FaultBody.parse(body));
    return faults.list();
  },
  'DELETE /_control/faults': ({ faults }) => {
    faults.clear();
    return [];
  },
  'POST /_control/down': ({ down }, body) => {
    down(Down.parse(body).ms);
    return { down: true };
  },
  'POST /_control/end-sessions': ({ crm }) => {
    crm.sessions.endAll();
    return { ended: true };
  },
  'GET /_control/calls': ({ calls }, _, url) => ({
    counts: calls.counts(),
    calls: url.searchParams.has('list') ? calls.list() : undefined,
  }),
  'DELETE /_control/calls': ({ calls }) => {
    calls.clear();
    return {};
  },
  'GET /_control/records': ({ records }, _, url) => {
    const id = url.searchParams.get('id');
    return id === null
      ? records.list(url.searchParams.get('module') ?? 'Contacts')
      : (records.get(id) ?? null);
  },
  'POST /_control/records': ({ records }, body) => {
    const { module, fields } = Insert.parse(body);
    return { id: records.insert(module, fields) };
  },
  'PATCH /_control/records': ({ records }, body) => {
    const { id, fields, user } = Edit.parse(body);
    records.edit(id, fields, user);
    return records.get(id) ?? null;
  },
  'DELETE /_control/records': ({ records }, body) => {
    records.remove(Named.parse(body).id);
    return {};
  },
};

/** Lets other processes (demo, soak run) command faults and handle records. Never open it outside a machine of one's own. */
export function controlDoor(parts: ControlParts): SideDoor {
  return async (url, request, response) => {
    if (!url.pathname.startsWith('/_control/')) return false;
    const handler = HANDLERS[`${request.method ?? ''} ${url.pathname}`];
    if (handler === undefined) {
      answer(response, 404, { error: 'unknown control call' });
      return true;
    }
    try {
      answer(response, 200, handler(parts, await readJson(request), url));
    } catch (error) {
      answer(response, 400, { error: error instanceof Error ? error.message : 'bad request' });
    }
    return true;
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? {} : JSON.parse(text);
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? null));
}
