import { z } from 'zod';
import type { Row } from '../store';
import {
  contractRecord,
  type ExtensionCall,
  itemAnswer,
  ItemFailure,
  MODULES,
  rowOf,
  rowsOf,
} from './consentbridge-record';
import { fingerprintOf, type HistoryEntry, isFingerprint } from './consentbridge-state';
import { webserviceId } from '../ids';

const MOST = 500;
const texts = z.array(z.string()).default([]);
const limit = z.number().int().min(1).max(MOST).default(MOST);
const dateTime = z.union([z.literal(''), z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)]).default('');
const within = (asked: { addresses?: string[]; fingerprints: string[]; ids: string[] }) =>
  (asked.addresses?.length ?? 0) + asked.fingerprints.length + asked.ids.length <= MOST;

export const findElement = z.object({ addresses: texts, fingerprints: texts, ids: texts }).refine(within);
export const dueElement = z.object({
  module: z.enum(MODULES),
  status: z.string().min(1),
  invitedBefore: dateTime,
  after: z.string().default(''),
  limit,
});
export const changedElement = z.object({
  module: z.enum(MODULES),
  since: dateTime,
  afterId: z.string().default(''),
  limit,
});
export const historyElement = z.object({ ids: texts, fingerprints: texts, limit }).refine(within);

export function find(call: ExtensionCall, asked: z.infer<typeof findElement>): unknown {
  const { state } = call;
  const people = candidates(call);
  const answer = (rows: readonly Row[], fingerprint: string) => ({
    records: rows.map((row) => contractRecord(call, row)),
    suppressed: state.suppressed.has(fingerprint),
  });
  const addresses = asked.addresses.map((ask) => {
    const fingerprint = fingerprintOf(state, ask);
    const rows = fingerprint === '' ? people.bySpelling(ask) : people.byFingerprint(fingerprint);
    return { ask, ok: true, ...answer(rows, fingerprint) };
  });
  const fingerprints = asked.fingerprints.map((ask) =>
    itemAnswer({ ask }, () => {
      if (!isFingerprint(ask)) throw new ItemFailure('INVALID_ITEM', 'No fingerprint.');
      return answer([...new Set([...people.byFingerprint(ask), ...people.byStored(ask)])], ask);
    }),
  );
  const ids = asked.ids.map((ask) => itemAnswer({ ask }, () => answer([seen(call, ask)], '')));
  return { items: [...addresses, ...fingerprints, ...ids] };
}

/** Everybody the user may see, by each way to ask for them; converted Leads are hidden. */
function candidates(call: ExtensionCall) {
  const rows = MODULES.filter((module) => call.access.rights(module).view === true)
    .flatMap((module) => rowsOf(call, module))
    .filter((row) => call.access.sees(row));
  const email = (row: Row) => row.values['email'] ?? '';
  const spelling = (text: string) => text.trim().toLowerCase();
  const grouped = (key: (row: Row) => string) => {
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
      const group = groups.get(key(row));
      if (group === undefined) groups.set(key(row), [row]);
      else group.push(row);
    }
    return (wanted: string): readonly Row[] => groups.get(wanted) ?? [];
  };
  const spelled = grouped((row) => spelling(email(row)));
  return {
    bySpelling: (text: string) => spelled(spelling(text)),
    byFingerprint: grouped((row) => fingerprintOf(call.state, email(row))),
    byStored: grouped((row) => row.values['consent_address_fp'] ?? ''),
  };
}

function seen(call: ExtensionCall, id: string): Row {
  const row = rowOf(call, id);
  if (row === undefined) throw new ItemFailure('NOT_FOUND');
  if (!call.access.sees(row)) throw new ItemFailure('ACCESS_DENIED');
  return row;
}

export function due(call: ExtensionCall, asked: z.infer<typeof dueElement>): unknown {
  const { status, invitedBefore } = asked;
  const after = numberOf(asked.after);
  const early = (row: Row) => (row.values['consent_invited_on'] ?? '') <= invitedBefore;
  const rows = rowsOf(call, asked.module)
    .filter((row) => row.id > after && row.values['consent_status'] === status)
    .filter((row) => invitedBefore === '' || early(row));
  const { page, last } = cut(call, rows, asked.limit);
  return { records: page, next: last === undefined ? null : webserviceId(last.module, last.id) };
}

export function changed(call: ExtensionCall, asked: z.infer<typeof changedElement>): unknown {
  const { since } = asked;
  const after = numberOf(asked.afterId);
  const time = (row: Row) => row.values['modifiedtime'] ?? '';
  const all = rowsOf(call, asked.module);
  const rows =
    since === ''
      ? all.filter((row) => row.id > after)
      : all
          .filter((row) => time(row) > since || (time(row) === since && row.id > after))
          .sort((a, b) => (time(a) === time(b) ? a.id - b.id : time(a) < time(b) ? -1 : 1));
  const { page, last } = cut(call, rows, asked.limit);
  const newest = all.reduce((latest, row) => (time(row) > latest ? time(row) : latest), '');
  const next =
    last === undefined
      ? null
      : { since: since === '' ? '' : time(last), afterId: webserviceId(last.module, last.id) };
  return { records: page, next, newest };
}

/** Rows the user may not see are left out after they were counted, as the module does. */
function cut(call: ExtensionCall, rows: readonly Row[], most: number) {
  const taken = rows.slice(0, most);
  const page = taken.filter((row) => call.access.sees(row)).map((row) => contractRecord(call, row));
  return { page, last: taken.length < most ? undefined : taken.at(-1) };
}

const numberOf = (id: string): number => Number(id.split('x')[1] ?? 0);

export function history(call: ExtensionCall, asked: z.infer<typeof historyElement>): unknown {
  const entries = (fits: (entry: HistoryEntry) => boolean) => {
    const all = call.state.history.filter(fits).sort(newestFirst);
    return { more: all.length > asked.limit, entries: all.slice(0, asked.limit).map(shown(call)) };
  };
  const ids = asked.ids.map((ask) =>
    itemAnswer({ ask }, () => {
      const { id } = seen(call, ask);
      return entries((entry) => entry.person === id);
    }),
  );
  const fingerprints = asked.fingerprints.map((ask) => ({
    ask,
    ok: true,
    ...entries((entry) => entry.principal === ask),
  }));
  return { items: [...ids, ...fingerprints] };
}

function newestFirst(a: HistoryEntry, b: HistoryEntry): number {
  const [left, right] = [a.occurredAt.slice(0, 19), b.occurredAt.slice(0, 19)];
  return left === right ? b.number - a.number : left < right ? 1 : -1;
}

function shown({ crm }: ExtensionCall) {
  return ({ id, person, line, evidence, occurredAt, createdtime }: HistoryEntry) => {
    const row = crm.store.find(person);
    const record = row === undefined ? '' : webserviceId(row.module, person);
    return { id, record, line, evidence, occurredAt, createdtime };
  };
}
