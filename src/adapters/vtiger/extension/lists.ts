import type { ConsentRecord, ModuleName } from '../../../consent/record';
import type { ChangeCursor, StatusPage } from '../../../flow/ports';
import { decodeInstant, encodeInstant } from '../values';
import type { ExtensionCalls } from './calls';
import { decodeRow } from './record';

/** Larger than the port's page: whoever reads on until a page is short reads the same with fewer calls. */
const PAGE = 500;
/** A shorter answer says that there is no more, by the port. */
const FULL = 100;
const NEVER = '9999-12-31 23:59:59';

type Row = Parameters<typeof decodeRow>[0];

/** Rows the API user may not see are left out of a page after it was cut, so a short page alone is no end. */
async function fill<C>(
  read: (cursor: C) => Promise<{ readonly records: readonly Row[]; readonly next: C | null }>,
  start: C,
): Promise<ConsentRecord[]> {
  const found: ConsentRecord[] = [];
  for (let cursor: C | null = start; cursor !== null && found.length < FULL;) {
    const page = await read(cursor);
    found.push(...page.records.map((row) => decodeRow(row)));
    cursor = page.next;
  }
  return found;
}

export function listByStatus(
  calls: Pick<ExtensionCalls, 'due'>,
  module: ModuleName,
  status: string,
  { after, invitedBefore }: StatusPage,
): Promise<ConsentRecord[]> {
  const asked = {
    module,
    status,
    limit: PAGE,
    ...(invitedBefore === undefined ? {} : { invitedBefore: encodeInstant(invitedBefore) }),
  };
  return fill((from) => calls.due({ ...asked, after: from }), after ?? '');
}

/** In order of (modifiedtime, id), from a moment on: all of its second unless an id within it is given. */
export function listChanged(
  calls: Pick<ExtensionCalls, 'changed'>,
  module: ModuleName,
  { since, afterId }: ChangeCursor,
): Promise<ConsentRecord[]> {
  const start = { since: encodeInstant(Math.max(0, since)), afterId: afterId ?? '' };
  return fill((from) => calls.changed({ module, limit: PAGE, ...from }), start);
}

/** No moment: all records by id. */
export function listAll(
  calls: Pick<ExtensionCalls, 'changed'>,
  module: ModuleName,
  after: string | null,
): Promise<ConsentRecord[]> {
  return fill((from) => calls.changed({ module, limit: PAGE, ...from }), { since: '', afterId: after ?? '' });
}

/** Told with every page; asked here with a page that has none. */
export async function newestChange(
  calls: Pick<ExtensionCalls, 'changed'>,
  module: ModuleName,
): Promise<number | null> {
  const { newest } = await calls.changed({ module, since: NEVER, limit: 1 });
  return decodeInstant(newest);
}
