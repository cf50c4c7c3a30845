import { readEvidence } from '../consent/evidence-reader';
import type { AddressState } from '../consent/state';
import type { FlowDeps } from './deps';
import type { CrmComment } from './ports';
import type { AddressView } from './with-address';

interface Copy {
  readonly eventId: string;
  readonly content: string;
}

/**
 * A record that joins its address takes the decision over, its evidence copied from a record that holds it: the same
 * event id and words, with the record that it was copied from. What brought the status comes first, then the last
 * change of topics since. `[]` where none of the others holds any.
 */
export async function copiedEvidence(
  { crm }: Pick<FlowDeps, 'crm'>,
  view: AddressView,
  state: AddressState,
  joining: string,
): Promise<readonly Copy[]> {
  const holders = view.members.filter(
    ({ record, judgement }) => record.id !== joining && judgement.base.status === state.status,
  );
  for (const { record } of holders) {
    const origins = originsIn(await crm.comments(record.id), state.status);
    if (origins.length > 0) return origins.map((origin) => copyOf(origin, record.id));
  }
  return [];
}

/** @param comments Newest first. */
function originsIn(comments: readonly CrmComment[], status: string): Copy[] {
  const proofs = comments.flatMap(({ content }) => {
    const read = readEvidence(content);
    return read?.toStatus === status
      ? [{ eventId: read.eventId, content, moved: read.fromStatus !== status }]
      : [];
  });
  const [last, ...older] = proofs;
  if (last === undefined) return [];
  const decided = last.moved ? undefined : older.find(({ moved }) => moved);
  return decided === undefined ? [last] : [decided, last];
}

/** The block is JSON at the end of the comment; in JSON the last of two equal names counts. */
function copyOf({ eventId, content }: Copy, record: string): Copy {
  const copied = `Taken over from record ${record}. ${content.trimEnd().slice(0, -1)},"copied_from":"${record}"}`;
  return { eventId, content: copied };
}
