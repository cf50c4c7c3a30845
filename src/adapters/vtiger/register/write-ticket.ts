import type { NewRegisterEntry } from '../../../flow/person-ports';
import { crmFailure, isCrmFailure } from '../failures';
import type { Element, VtigerOperations } from '../operations';
import { parseResult } from '../parse-result';
import type { DescribedModule, Descriptions } from '../person/descriptions';
import { assertStorable } from '../values';
import type { FindGroup } from './group';
import { entryOf, newTicket, OPEN, type TicketRow, ticketRow } from './ticket';

export interface TicketWrites {
  readonly operations: Pick<VtigerOperations, 'create' | 'revise'>;
  readonly descriptions: Descriptions;
  readonly group: FindGroup;
}

const OURS = ['ticket_title', 'ticketstatus', 'description', 'solution'] as const;

/** A ticket without its lines would be opened again and again, so hidden and read-only fields are refused before. */
export async function describeTickets(descriptions: Descriptions): Promise<DescribedModule> {
  const described = await descriptions.get('HelpDesk');
  const fields = OURS.map((name) => ({ name, field: described.fields.find((each) => each.name === name) }));
  const missing = fields.filter((each) => each.field === undefined);
  const fixed = fields.filter((each) => each.field?.editable === false);
  const [code, lacking] =
    missing.length > 0 ? (['crm_field_missing', missing] as const) : (['crm_field_readonly', fixed] as const);
  if (lacking.length === 0) return described;
  throw crmFailure(code, { detail: `HelpDesk: ${lacking.map((each) => each.name).join(', ')}` });
}

/**
 * Not linked by `contact_id`: Vtiger's own workflow "Ticket Change, not from the Portal" would mail every change of the
 * ticket to the Contact, past MAIL_MODE and to mailboxes that several persons read. The description names the record.
 */
export async function createTicket(writes: TicketWrites, entry: NewRegisterEntry): Promise<string> {
  const described = await describeTickets(writes.descriptions);
  const { title, description } = newTicket(entry);
  assertStorable(description, 'description', 'kept');
  const element: Element = {
    ...mandatoryChoices(described),
    ticket_title: title,
    ticketstatus: OPEN,
    description,
  };
  const row = parseResult(ticketRow, await createFor(writes, element), 'create', true);
  assertOpened(row, entry);
  return row.id;
}

/** A group that the API user may not assign to (sharing of HelpDesk is private) must not lose the request. */
async function createFor({ operations, group }: TicketWrites, element: Element) {
  const id = await group();
  const make = (owner: string | null) =>
    operations.create('HelpDesk', (userId) => ({ ...element, assigned_user_id: owner ?? userId }));
  try {
    return await make(id);
  } catch (error) {
    if (id === null || !isCrmFailure(error, 'crm_access_denied')) throw error;
    return await make(null);
  }
}

/** Picklists that Vtiger or the admin made mandatory (`ticketpriorities` is from the start): the middle of the road. */
function mandatoryChoices({ fields }: DescribedModule): Element {
  const choices = fields
    .filter((field) => field.mandatory && field.type.name === 'picklist')
    .map((field): [string, string] => {
      const values = field.type.picklistValues?.map((each) => each.value) ?? [];
      return [field.name, values.find((value) => value === 'Normal') ?? values[0] ?? ''];
    });
  return Object.fromEntries(choices);
}

function assertOpened(row: TicketRow, { requestId, kind, dueAt }: NewRegisterEntry): void {
  const stored = entryOf(row);
  const same = stored.requestId === requestId && stored.kind === kind && stored.dueAt === dueAt;
  if (!same) throw crmFailure('crm_not_stored', { detail: 'HelpDesk: description' });
}

/** What staff wrote in the same text is not compared: Vtiger may alter it (facts 55, 57). */
export async function reviseTicket(
  operations: Pick<VtigerOperations, 'revise'>,
  element: Element & { readonly id: string },
  isStored: (row: TicketRow) => boolean,
): Promise<void> {
  const row = parseResult(ticketRow, await operations.revise(element), 'revise', true);
  if (!isStored(row)) throw crmFailure('crm_not_stored_yet', { detail: 'HelpDesk' });
}
