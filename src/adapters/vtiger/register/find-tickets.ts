import { crmFailure } from '../failures';
import { compareIds } from '../ids';
import type { Row } from '../operations';
import { type Asks, readKeyset } from '../paging';
import { parseResult } from '../parse-result';
import type { Condition, Where } from '../query';
import { encodeInstant } from '../values';
import { CLOSED, entryOf, PENDING, REQUEST_ID, TICKET_FIELDS, type TicketRow, ticketRow } from './ticket';
import { isRegisterTitle, TITLE_PATTERN } from './title';

const MODULE = 'HelpDesk';
const ALLOWED = new Set<string>([...TICKET_FIELDS, 'modifiedtime']);
const MOST = 10_000;
/** How long a hand-made entry that staff closed is looked for; entries of the bridge, without end. */
const HAND_MADE_CLOSED = 92 * 24 * 60 * 60_000;

const titled: Condition = { field: 'ticket_title', op: 'like', value: TITLE_PATTERN };
const closed: Condition = { field: 'ticketstatus', op: '=', value: CLOSED };

/** Everything open, and what was closed without anybody being told. Told ones stay out: they grow with the years. */
export function findPending(asks: Asks, now: number): Promise<TicketRow[]> {
  const recent = encodeInstant(Math.max(0, now - HAND_MADE_CLOSED));
  const alternatives: Where = [
    [titled, { field: 'ticketstatus', op: '!=', value: CLOSED }],
    [titled, closed, { field: 'description', op: 'like', value: `%State: ${PENDING}%` }],
    [titled, closed, { field: 'modifiedtime', op: '>=', value: recent }],
  ];
  return find(asks, alternatives, (row) => entryOf(row).open || entryOf(row).untold);
}

/** The entry of a request, so that the same one opens no second ticket. */
export async function findByRequest(asks: Asks, requestId: string): Promise<TicketRow | null> {
  if (!REQUEST_ID.test(requestId)) throw crmFailure('crm_unqueryable', { detail: 'request' });
  const named: Condition = { field: 'description', op: 'like', value: `%Request: ${requestId}%` };
  const [row] = await find(asks, [[titled, named]], (each) => entryOf(each).requestId === requestId);
  return row ?? null;
}

/** Oldest first. */
function find(asks: Asks, alternatives: Where, fits: (row: TicketRow) => boolean): Promise<TicketRow[]> {
  return readKeyset<TicketRow>(
    asks,
    {
      select: (after) => ({
        module: MODULE,
        fields: TICKET_FIELDS,
        where: after === null ? alternatives : alternatives.map((all) => [...all, behind(after)]),
        orderBy: ['id'],
        direction: 'asc',
        limit: 100,
      }),
      allowed: ALLOWED,
      decode: (row: Row) => parseResult(ticketRow, row, 'query'),
      id: (row) => row.id,
      fits: (row, after) =>
        isRegisterTitle(row.ticket_title) &&
        fits(row) &&
        (after === null || compareIds(row.id, after.id) > 0),
      expect: 'few',
      shortEnds: true,
    },
    MOST,
  );
}

const behind = ({ id }: TicketRow): Condition => ({ field: 'id', op: '>', value: id });
