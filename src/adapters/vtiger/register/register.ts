import type { Register } from '../../../flow/person-ports';
import type { Log } from '../../../flow/ports';
import { createControls } from '../controls';
import { crmFailure, isCrmFailure } from '../failures';
import { prefixOf } from '../ids';
import type { VtigerOperations } from '../operations';
import { parseResult } from '../parse-result';
import { createDescriptions, type Descriptions, FRESH } from '../person/descriptions';
import { createBareQuery, createProvenQuery } from '../proven-query';
import { findByRequest, findPending } from './find-tickets';
import { createGroupFinder } from './group';
import {
  CLOSED,
  entryOf,
  extendedDescription,
  solutionWith,
  type TicketRow,
  ticketRow,
  toldDescription,
} from './ticket';
import { isRegisterTitle, withDue } from './title';
import { createTicket, describeTickets, reviseTicket } from './write-ticket';

export interface RegisterOptions {
  readonly operations: VtigerOperations;
  /** Name of the group that entries are assigned to; '' = the API user. */
  readonly group: string;
  readonly log: Pick<Log, 'warn'>;
  /** Epoch ms. */
  readonly now?: () => number;
}

/** The request register (GDPR art. 12(3)) in Vtiger's HelpDesk: it holds the facts, the bridge holds none. */
export function createRegister({ operations, group: name, log, now = Date.now }: RegisterOptions): Register {
  const descriptions = createDescriptions(operations);
  const bare = createBareQuery(operations);
  const asks = { bare, proven: createProvenQuery(bare, createControls(operations)) };
  const group = createGroupFinder({ proven: asks.proven, name, log });
  const find = (ticket: string) => findTicket({ operations, descriptions }, ticket);
  return {
    open: async (entry) => {
      const known = await findByRequest(asks, entry.requestId);
      return known?.id ?? (await createTicket({ operations, descriptions, group }, entry));
    },
    list: async () => (await findPending(asks, now())).map(entryOf),
    find: async (ticket) => {
      const row = await find(ticket);
      return row === null ? null : entryOf(row);
    },
    close: async (ticket, outcome) => {
      const row = await need(find, ticket);
      await describeTickets(descriptions);
      await closeTicket(operations, row, outcome);
    },
    extend: async (ticket, dueAt, reason) => {
      const row = await need(find, ticket);
      await describeTickets(descriptions);
      await extendTicket(operations, row, { dueAt, reason });
    },
  };
}

interface Reads {
  readonly operations: Pick<VtigerOperations, 'retrieve'>;
  readonly descriptions: Descriptions;
}

async function findTicket({ operations, descriptions }: Reads, ticket: string): Promise<TicketRow | null> {
  const { idPrefix } = await descriptions.get('HelpDesk');
  if (prefixOf(ticket) !== idPrefix) return null;
  try {
    const row = parseResult(ticketRow, await operations.retrieve(ticket), 'retrieve');
    return isRegisterTitle(row.ticket_title) ? row : null;
  } catch (error) {
    if (isCrmFailure(error, 'crm_invalid_id')) return null;
    if (!isCrmFailure(error, 'crm_not_found')) throw error;
    // A module that one may not use gives the same answer (fact 40).
    await descriptions.get('HelpDesk', FRESH);
    return null;
  }
}

async function need(find: (ticket: string) => Promise<TicketRow | null>, ticket: string): Promise<TicketRow> {
  const row = await find(ticket);
  if (row === null) throw crmFailure('crm_not_found', { detail: 'HelpDesk' });
  return row;
}

/** What staff wrote as the solution stays above the outcome. */
async function closeTicket(
  operations: Pick<VtigerOperations, 'revise'>,
  row: TicketRow,
  outcome: string,
): Promise<void> {
  const solution = solutionWith(row.solution, outcome);
  const done = (stored: TicketRow) => !entryOf(stored).open && !entryOf(stored).untold;
  if (done(row) && solution === row.solution) return;
  const element = { id: row.id, ticketstatus: CLOSED, solution, description: toldDescription(row) };
  await reviseTicket(operations, element, done);
}

async function extendTicket(
  operations: Pick<VtigerOperations, 'revise'>,
  row: TicketRow,
  { dueAt, reason }: { readonly dueAt: number; readonly reason: string },
): Promise<void> {
  const isExtended = (stored: TicketRow) => entryOf(stored).extended && entryOf(stored).dueAt === dueAt;
  if (isExtended(row)) return;
  const description = extendedDescription(row, dueAt, reason);
  const element = { id: row.id, ticket_title: withDue(row.ticket_title, dueAt), description };
  await reviseTicket(operations, element, isExtended);
}
