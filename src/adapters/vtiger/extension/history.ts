import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { joinEvidence, splitEvidence } from '../../../consent/evidence';
import { readEvidence } from '../../../consent/evidence-reader';
import type { Crm, CrmComment } from '../../../flow/ports';
import { crmFailure, isCrmFailure } from '../failures';
import { assertCommentable } from '../comments';
import { decodeInstant } from '../values';
import type { HistoryEntry } from './answers';
import type { ApplyItem, ExtensionCalls } from './calls';
import { itemFailure } from './item-failure';

type Entry = ApplyItem['history'][number];

const ID = /^[A-Za-z0-9._-]{1,64}$/;
/** Longer lines would be cut. */
const LINE = 255;
/** Contract: at most so many for each thing asked. */
const MOST = 500;

/** A comment of the flow as an entry of the history: evidence under its event's id, a note under one of its own. */
export function entryOf(content: string): Entry {
  assertCommentable(content);
  const split = splitEvidence(content);
  const eventId = readEvidence(content)?.eventId ?? '';
  if (split !== null && ID.test(eventId))
    return { id: eventId, line: split.line.slice(0, LINE), evidence: split.json };
  const id = `note.${randomUUID()}`;
  if (content.length <= LINE) return { id, line: content };
  return { id, line: content.slice(0, LINE), evidence: JSON.stringify({ event: 'Note', note: content }) };
}

const longNote = z.object({ event: z.literal('Note'), note: z.string() });

function commentOf({ id, line, evidence, createdtime }: HistoryEntry): CrmComment {
  const createdTime = decodeInstant(createdtime);
  if (evidence === '') return { id, content: line, createdTime };
  const note = longNote.safeParse(blockOf(evidence));
  return { id, content: note.success ? note.data.note : joinEvidence(line, evidence), createdTime };
}

function blockOf(evidence: string): unknown {
  try {
    return JSON.parse(evidence) as unknown;
  } catch {
    return null;
  }
}

/** The history, and the comments in which evidence stood before the extension came; newest first. */
export async function readHistory(
  calls: Pick<ExtensionCalls, 'history'>,
  standard: Pick<Crm, 'comments'>,
  record: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<CrmComment[]> {
  const [entries, comments] = await Promise.all([
    entriesOf(calls, record, Math.min(limit, MOST)),
    standard.comments(record, limit).catch(unreadable),
  ]);
  const all = [...entries.map(commentOf), ...comments];
  return all.sort((a, b) => (b.createdTime ?? 0) - (a.createdTime ?? 0)).slice(0, limit);
}

/** An API user that never could read comments never wrote evidence into them. */
function unreadable(error: unknown): CrmComment[] {
  if (isCrmFailure(error, 'crm_access_denied')) return [];
  throw error;
}

async function entriesOf(
  { history }: Pick<ExtensionCalls, 'history'>,
  record: string,
  limit: number,
): Promise<readonly HistoryEntry[]> {
  const [item] = await history({ ids: [record], limit });
  if (item === undefined) throw crmFailure('crm_schema', { detail: 'consentbridge.history' });
  if (item.ok) return item.entries;
  if (item.code === 'NOT_FOUND') return [];
  throw itemFailure(item, 'consentbridge.history');
}
