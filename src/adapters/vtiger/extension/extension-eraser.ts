import type { Eraser } from '../eraser';
import { encodeInstant } from '../values';
import type { DoneItem } from './answers';
import { createBatch } from './batch';
import type { ExtensionCalls } from './calls';
import { itemFailure } from './item-failure';

/** Each takes a transaction over many tables, and unlike `apply` the operation watches no time. */
const MOST = 25;

/** Removes a record with what Vtiger's own delete leaves behind; several that come together are one call. */
export function createExtensionEraser(
  { erase, suppress }: Pick<ExtensionCalls, 'erase' | 'suppress'>,
  now: () => number = Date.now,
): Eraser {
  const batch = createBatch<string, DoneItem>({
    most: MOST,
    calls: 1,
    send: (ids) => erase(ids.map((id) => ({ id }))),
  });
  return {
    erase: async (id) => {
      const item = await batch(id);
      // Gone already; the extension has removed its remains all the same.
      if (!item.ok && item.code !== 'NOT_FOUND') throw itemFailure(item, 'consentbridge.erase');
    },
    suppress: async (fingerprint, status) => {
      const [item] = await suppress([
        { fingerprint, action: 'add', status, occurredAt: encodeInstant(now()) },
      ]);
      if (item !== undefined && !item.ok) throw itemFailure(item, 'consentbridge.suppress');
    },
  };
}
