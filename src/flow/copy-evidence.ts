import { readEvidence } from '../consent/evidence-reader';
import type { AddressState } from '../consent/state';
import type { FlowDeps } from './deps';
import type { AddressView } from './with-address';

/**
 * A record that joins its address takes the decision over, its evidence copied from a record that holds it: the same
 * event id and words, with the record that it was copied from. `null` where none of the others holds any.
 */
export async function copiedEvidence(
  { crm }: Pick<FlowDeps, 'crm'>,
  view: AddressView,
  state: AddressState,
  joining: string,
): Promise<{ eventId: string; content: string } | null> {
  const holders = view.members.filter(
    ({ record, judgement }) => record.id !== joining && judgement.base.status === state.status,
  );
  for (const { record } of holders) {
    const comments = await crm.comments(record.id);
    const origin = comments.find(({ content }) => readEvidence(content)?.toStatus === state.status);
    const eventId = readEvidence(origin?.content ?? '')?.eventId;
    if (origin === undefined || eventId === undefined) continue;
    return { eventId, content: withOrigin(origin.content, record.id) };
  }
  return null;
}

/** The block is JSON at the end of the comment; in JSON the last of two equal names counts. */
function withOrigin(content: string, record: string): string {
  return `Taken over from record ${record}. ${content.trimEnd().slice(0, -1)},"copied_from":"${record}"}`;
}
