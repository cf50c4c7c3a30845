import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from '../faults';
import { readForm, type SideDoor } from '../server';
import { BUTTONS, faultsPage } from './faults';
import { page } from './layout';
import { listPage } from './list';
import type { PageParts } from './parts';
import { recordPage } from './record';
import { saveRecord, saveWebform } from './save';
import { webformPage } from './webform';

/** The pages on which a demo's visitor plays staff, website visitor and bad luck. */
export function pageDoor(parts: PageParts): SideDoor {
  return async (url, request, response) => {
    if (request.method === 'POST') return post(parts, url, request, response);
    const body = get(parts, url);
    if (body === null) return false;
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      .end(body);
    return true;
  };
}

function get(parts: PageParts, url: URL): string | null {
  if (url.pathname === '/') return listPage(parts);
  if (url.pathname === '/webform') return webformPage(url.searchParams.has('sent'));
  if (url.pathname === '/faults') return faultsPage(parts);
  if (url.pathname !== '/record') return null;
  const record = parts.records.get(url.searchParams.get('id') ?? '');
  return record === undefined
    ? page('No such record', '<p><a href="/">Back to the list</a></p>')
    : recordPage(parts, record, url.searchParams.has('saved'));
}

async function post(
  parts: PageParts,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const target = await act(parts, url, await readForm(request));
  if (target === null) return false;
  response.writeHead(303, { location: target }).end();
  return true;
}

async function act(parts: PageParts, url: URL, form: URLSearchParams): Promise<string | null> {
  if (url.pathname === '/webform') {
    await saveWebform(parts, form);
    return '/webform?sent';
  }
  if (url.pathname === '/faults') {
    command(parts.faults, form.get('fault') ?? '');
    return '/faults';
  }
  const record = parts.records.get(url.searchParams.get('id') ?? '');
  if (url.pathname !== '/record' || record === undefined) return null;
  await saveRecord(parts, record, form);
  return `/record?id=${record.id}&saved`;
}

function command(faults: Faults, wanted: string): void {
  const button = BUTTONS[Number(wanted)];
  if (wanted === 'clear') faults.clear();
  else if (button !== undefined) faults.add(button.fault);
}
