import type { PersonDeps } from '../person-ports';

export interface Change {
  readonly record: string;
  readonly requestId: string;
  /** What staff call the fields; no values: who may read comments need not be who may read fields. */
  readonly labels: readonly string[];
  /** Epoch ms. */
  readonly occurredAt: number;
}

/** Tells staff, as a comment on the record, what the person changed themselves, once. */
export async function noteChange({ crm, memory }: PersonDeps, change: Change): Promise<void> {
  const { record, requestId, labels, occurredAt } = change;
  const at = new Date(occurredAt).toISOString();
  const content = `Changed by the person via link, ${at}: ${labels.join(', ')} (request ${requestId})`;
  const tried = await memory.markEvidence(`note.${requestId}.${record}`);
  if (tried && (await crm.comments(record)).some((comment) => comment.content === content)) return;
  await crm.addComment(record, content);
}
