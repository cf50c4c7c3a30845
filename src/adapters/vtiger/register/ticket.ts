import { z } from 'zod';
import type { Language } from '../../../consent/event';
import { monthsLater } from '../../../consent/instant';
import { type NewRegisterEntry, type RegisterEntry } from '../../../flow/person-ports';
import { REQUEST_KINDS, type RequestKind } from '../../../flow/request-kinds';
import { prefixOf } from '../ids';
import { decodeInstant } from '../values';
import { type LineName, readLine, setLines } from './lines';
import { kindOfTitle, titleFor } from './title';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** A ticket as retrieve and query give it. */
export const ticketRow = z.object({
  id: z.string(),
  ticket_title: z.string(),
  ticketstatus: text,
  description: text,
  solution: text,
  contact_id: text,
  createdtime: text,
});
export type TicketRow = z.infer<typeof ticketRow>;

export const TICKET_FIELDS: readonly (keyof TicketRow)[] = [
  'id',
  'ticket_title',
  'ticketstatus',
  'description',
  'solution',
  'contact_id',
  'createdtime',
];

export const CLOSED = 'Closed';
export const OPEN = 'Open';
export const TOLD = 'told';
/** Of a line `State`, while nobody was told. */
export const PENDING = 'open';

const LANGUAGES: readonly Language[] = ['nl', 'en', 'de', 'fr'];

export function entryOf(row: TicketRow): RegisterEntry {
  const line = (name: LineName) => readLine(row.description, name);
  const receivedAt = instantOf(line('Received')) ?? decodeInstant(row.createdtime) ?? 0;
  const open = row.ticketstatus !== CLOSED;
  return {
    ticket: row.id,
    kind: kindOf(line('Kind')) ?? kindOfTitle(row.ticket_title),
    requestId: REQUEST_ID.test(line('Request')) ? line('Request') : '',
    // Vtiger keeps the reference right when Contacts are merged, the line does not.
    record: row.contact_id !== '' ? row.contact_id : recordOf(line('Record')),
    language: LANGUAGES.find((each) => each === line('Language')) ?? '',
    receivedAt,
    dueAt: instantOf(line('Due')) ?? monthsLater(receivedAt, 1),
    extended: line('Extended') !== '',
    open,
    untold: !open && line('State') !== TOLD,
    outcome: row.solution,
  };
}

/** Of our own making: a UUID. It goes into a `like`, so nothing else is taken. */
export const REQUEST_ID = /^[0-9A-Za-z-]{1,64}$/;

function kindOf(word: string): RequestKind | undefined {
  return REQUEST_KINDS.find((each) => each === word.toLowerCase());
}

function recordOf(id: string): string {
  return prefixOf(id) === null ? '' : id;
}

function instantOf(iso: string): number | null {
  const instant = Date.parse(iso);
  return Number.isNaN(instant) ? null : instant;
}

/** Title and text of a new entry. */
export function newTicket(entry: NewRegisterEntry): { readonly title: string; readonly description: string } {
  const lines = setLines('', {
    Request: entry.requestId,
    Kind: entry.kind,
    Record: entry.record,
    Received: new Date(entry.receivedAt).toISOString(),
    Due: new Date(entry.dueAt).toISOString(),
    Language: entry.language,
    State: PENDING,
  });
  const description = entry.note.trim() === '' ? lines : `${lines}\n\n${entry.note.trim()}`;
  return { title: titleFor(entry.kind, entry.dueAt), description };
}

/** The text of an entry that needs the bridge no more. */
export function toldDescription(row: TicketRow): string {
  return setLines(row.description, { State: TOLD });
}

export function extendedDescription(row: TicketRow, dueAt: number, reason: string): string {
  const { kind, receivedAt } = entryOf(row);
  // Made by hand, it had no lines: what follows from its title and age must not change with them.
  const kept = { Kind: kind, Received: new Date(receivedAt).toISOString() };
  return setLines(row.description, {
    ...kept,
    Due: new Date(dueAt).toISOString(),
    Extended: reason === '' ? 'yes' : reason,
  });
}

/** Adds an outcome below what staff wrote. */
export function solutionWith(solution: string, outcome: string): string {
  if (solution.trim() === '') return outcome;
  return outcome === '' || solution.includes(outcome) ? solution : `${solution}\n${outcome}`;
}
