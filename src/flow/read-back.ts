import type { FlowDeps } from './deps';
import { settleAddress } from './settle-address';

/**
 * Reads a refusal back after READ_BACK_AFTER and writes it again if it is gone: an older write without an answer may
 * have landed over it (domain: "In doubt"). An undo or a later act of the person has ended the standing refusal.
 */
export async function readBackRefusal(
  deps: FlowDeps,
  { record, key }: { readonly record: string; readonly key: string },
): Promise<void> {
  const refusal = await deps.standing.find(key);
  if (refusal === null) return;
  await settleAddress(deps, { record, event: { ...refusal, record }, readBack: true });
}
