import type { ConsentRecord } from '../consent/record';
import type { FlowDeps } from './deps';
import { settleAddress } from './settle-address';
import { addressOf } from './with-address';

/**
 * Reads a refusal back after READ_BACK_AFTER and writes it again if it is gone: an older write without an answer may
 * have landed over it (domain: "In doubt"). An undo or a later act of the person has ended the standing refusal. It
 * belongs to its address: a record that has moved since is not followed, one that is gone leaves it to the others.
 */
export async function readBackRefusal(
  deps: FlowDeps,
  { record, key }: { readonly record: string; readonly key: string },
): Promise<void> {
  const refusal = await deps.standing.find(key);
  if (refusal === null) return;
  const carrier = await carrierOf(deps, record, key);
  if (carrier === null) return;
  const event = { ...refusal, record: carrier.id };
  await settleAddress(deps, { record: carrier.id, seen: carrier, event, readBack: true });
}

async function carrierOf(deps: FlowDeps, record: string, key: string): Promise<ConsentRecord | null> {
  const own = await deps.crm.retrieve(record);
  if (own !== null && addressOf(deps, own).key === key) return own;
  const others = await deps.crm.findByFingerprint(key);
  return others.find((each) => addressOf(deps, each).key === key) ?? null;
}
