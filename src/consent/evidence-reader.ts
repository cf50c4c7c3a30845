import { parseEvidenceBlock } from './evidence';

/** What the bridge reads back from its own comments. */
export interface EvidenceRead {
  readonly eventId: string;
  readonly toStatus: string;
  /** `''` where it stands nowhere. */
  readonly fromStatus: string;
  /** The topics that it is about; `[]`: all of the newsletter. */
  readonly purposes: readonly string[];
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
  const { event_id: eventId, from_status: from, to_status: toStatus, agreement, purposes } = block;
  if (typeof eventId !== 'string' || typeof toStatus !== 'string' || !isObject(agreement)) return null;
  const date = typeof agreement['date'] === 'string' ? Date.parse(agreement['date']) : NaN;
  const word = (name: string) => (typeof agreement[name] === 'string' ? agreement[name] : '');
  return {
    eventId,
    toStatus,
    fromStatus: typeof from === 'string' ? from : '',
    purposes: Array.isArray(purposes) ? purposes.filter((each) => typeof each === 'string') : [],
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
