import { z } from 'zod';
import { entityOfId } from '../ids';
import { contractRecord, type ExtensionCall, itemAnswer, ItemFailure, rowOf } from './consentbridge-record';
import { isFingerprint } from './consentbridge-state';

const NEVER = ['Optout', 'Unsubscribed', 'Blacklisted'] as const;
const dateTime = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
const suppression = z.discriminatedUnion('action', [
  z.object({ action: z.literal('drop'), fingerprint: z.string() }),
  z.object({
    action: z.literal('add'),
    fingerprint: z.string(),
    status: z.enum(NEVER),
    occurredAt: dateTime,
  }),
]);

export const suppressElement = z.object({
  items: z.array(z.looseObject({ fingerprint: z.string().catch('') })).max(500),
});
export const eraseElement = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        expect: z.record(z.string(), z.string()).default({}),
        suppress: z.boolean().default(false),
      }),
    )
    .max(500),
});

export function suppress(call: ExtensionCall, { items }: z.infer<typeof suppressElement>): unknown {
  return {
    items: items.map((given) =>
      itemAnswer({ ask: given.fingerprint }, () => {
        const parsed = suppression.safeParse(given);
        if (!parsed.success || !isFingerprint(given.fingerprint))
          throw new ItemFailure('INVALID_ITEM', 'An item has a fingerprint and the action add or drop.');
        if (parsed.data.action === 'drop') call.state.suppressed.delete(given.fingerprint);
        else add(call, parsed.data);
        return {};
      }),
    ),
  };
}

/** Adding twice keeps the earlier date. */
function add(
  { state }: ExtensionCall,
  {
    fingerprint,
    status,
    occurredAt,
  }: { readonly fingerprint: string; readonly status: string; readonly occurredAt: string },
): void {
  const before = state.suppressed.get(fingerprint);
  const earlier = before !== undefined && before.occurredAt < occurredAt ? before.occurredAt : occurredAt;
  state.suppressed.set(fingerprint, { status, occurredAt: earlier });
}

export function erase(call: ExtensionCall, { items }: z.infer<typeof eraseElement>): unknown {
  return { items: items.map((item) => itemAnswer({ ask: item.id }, () => eraseOne(call, item))) };
}

function eraseOne(
  call: ExtensionCall,
  { id, expect, suppress: keep }: z.infer<typeof eraseElement>['items'][number],
): Readonly<Record<string, unknown>> {
  const { crm, access, state } = call;
  const row = rowOf(call, id);
  // Whether it is gone is told to those alone who may delete in its module.
  const module = row?.module ?? entityOfId(id)?.name ?? '';
  if (access.rights(module).delete !== true) throw new ItemFailure('ACCESS_DENIED');
  if (row === undefined) throw new ItemFailure('NOT_FOUND');
  if (!access.deletes(row)) throw new ItemFailure('ACCESS_DENIED');
  const record = contractRecord(call, row);
  for (const [name, value] of Object.entries(expect))
    if (record[name] !== value) throw new ItemFailure('STALE', undefined, { record });
  if (keep) {
    const fingerprint = record['address_fp'] ?? '';
    if (fingerprint === '') throw new ItemFailure('INVALID_ITEM', 'There is no fingerprint to keep.');
    const status = NEVER.find((each) => each === record['consent_status']) ?? 'Unsubscribed';
    const occurredAt = record['consent_changed_on'] || (record['modifiedtime'] ?? '');
    add(call, { fingerprint, status, occurredAt });
  }
  const entries = state.history.filter((entry) => entry.person === row.id);
  for (const entry of entries) state.history.splice(state.history.indexOf(entry), 1);
  row.deleted = true;
  for (const comment of crm.store.indexed('ModComments', 'related_to', String(row.id)) ?? [])
    comment.deleted = true;
  return { erased: { consentbridge_history: entries.length } };
}
