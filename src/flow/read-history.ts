import { readEvidence } from '../consent/evidence-reader';
import type { FlowDeps } from './deps';
import { lookAtAddress, type Subject } from './look-at-address';
import type { CrmComment } from './ports';

/** One consent record as it is stored on a Contact or Lead. */
export interface HistoryEntry {
  readonly eventId: string;
  /** The records whose comments carry it. */
  readonly records: readonly string[];
  /** Epoch ms; `null` where the block does not say. */
  readonly occurredAt: number | null;
  /** Of the text that was shown: it is what was hashed then, it was altered since, or none was shown. */
  readonly text: 'matches' | 'altered' | 'none';
  /** The topics that it is about; `[]`: all of the newsletter. */
  readonly topics: readonly string[];
  /** The block as stored. */
  readonly block: Readonly<Record<string, unknown>>;
}

/**
 * The evidence on a record (GDPR art. 7(1)), oldest first. For an address: that of all its records, each event once.
 * Comments can be written by anybody who may comment: this is what the CRM holds, checked against its own hash only.
 */
export async function readHistory(deps: FlowDeps, subject: Subject): Promise<HistoryEntry[] | null> {
  const view = await lookAtAddress(deps, subject);
  if (view === null) return null;
  return historyOf(
    deps,
    subject.kind === 'record' ? [view.record.id] : view.members.map((member) => member.record.id),
  );
}

/** The same of these records. */
export async function historyOf(
  deps: Pick<FlowDeps, 'crm' | 'seals'>,
  records: readonly string[],
): Promise<HistoryEntry[]> {
  const entries = new Map<string, HistoryEntry>();
  for (const record of records) {
    const comments = await deps.crm.comments(record);
    for (const comment of comments.toReversed()) keep(deps, entries, { record, comment });
  }
  return [...entries.values()].toSorted((a, b) => (a.occurredAt ?? 0) - (b.occurredAt ?? 0));
}

function keep(
  { seals }: Pick<FlowDeps, 'seals'>,
  entries: Map<string, HistoryEntry>,
  { record, comment }: { record: string; comment: CrmComment },
): void {
  const read = readEvidence(comment.content);
  if (read === null) return;
  const known = entries.get(read.eventId);
  if (known !== undefined) {
    entries.set(read.eventId, { ...known, records: [...new Set([...known.records, record])] });
    return;
  }
  const { block, eventId } = read;
  const at = Date.parse(wordOf(block, 'occurred_at'));
  const text = wordOf(block, 'consent_text');
  const same = seals.textHash(text) === wordOf(block, 'consent_text_hash');
  entries.set(eventId, {
    eventId,
    records: [record],
    occurredAt: Number.isNaN(at) ? null : at,
    topics: read.purposes,
    text: text === '' ? 'none' : same ? 'matches' : 'altered',
    block,
  });
}

/** A member of a block that is a string; '' where it is absent or anything else. */
export function wordOf(block: Readonly<Record<string, unknown>>, name: string): string {
  const value = block[name];
  return typeof value === 'string' ? value : '';
}
