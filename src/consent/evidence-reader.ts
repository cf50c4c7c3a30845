import { parseEvidenceBlock } from './evidence';

/** What the bridge reads back from its own comments. */
export interface EvidenceRead {
  readonly eventId: string;
  readonly toStatus: string;
  readonly agreement: {
    readonly basis: string;
    readonly date: number | null;
    readonly text: string;
    readonly source: string;
  };
  /** The whole block, for copies and reports. */
  readonly block: Readonly<Record<string, unknown>>;
}

/** Reads a comment; `null` when it is no evidence of the bridge. Comments can be written by anybody: never a proof alone. */
export function readEvidence(comment: string): EvidenceRead | null {
  const block = parseEvidenceBlock(comment);
  if (!isObject(block)) return null;
  const { event_id: eventId, to_status: toStatus, agreement } = block;
  if (typeof eventId !== 'string' || typeof toStatus !== 'string' || !isObject(agreement)) return null;
  const date = typeof agreement['date'] === 'string' ? Date.parse(agreement['date']) : NaN;
  const word = (name: string) => (typeof agreement[name] === 'string' ? agreement[name] : '');
  return {
    eventId,
    toStatus,
    agreement: {
      basis: word('basis'),
      date: Number.isNaN(date) ? null : date,
      text: word('text'),
      source: word('source'),
    },
    block,
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
