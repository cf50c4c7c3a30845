import { normalizeAddress } from '../../../consent/address';
import type { ConsentRecord } from '../../../consent/record';
import { unicodeForm } from '../find-records';
import { prefixOf } from '../ids';
import type { FindItem } from './answers';
import { createBatch } from './batch';
import type { ExtensionCalls } from './calls';
import { itemFailure } from './item-failure';
import { decodeRow } from './record';

const KINDS = ['addresses', 'fingerprints', 'ids'] as const;
interface Ask {
  readonly kind: (typeof KINDS)[number];
  readonly ask: string;
}
export type Find = (ask: Ask) => Promise<FindItem>;

/** The contract's most, over all lists. */
const MOST = 500;

/** Asks of all kinds that come together go out as one call. */
export function createFind({ find }: Pick<ExtensionCalls, 'find'>, calls: number): Find {
  return createBatch<Ask, FindItem>({
    most: MOST,
    calls,
    send: async (asks) => {
      const places = KINDS.flatMap((kind) => asks.flatMap((ask, at) => (ask.kind === kind ? [at] : [])));
      const named = (kind: Ask['kind']) => asks.flatMap((ask) => (ask.kind === kind ? [ask.ask] : []));
      const items = await find({
        addresses: named('addresses'),
        fingerprints: named('fingerprints'),
        ids: named('ids'),
      });
      const ordered: FindItem[] = [];
      places.forEach((place, at) => {
        const item = items[at];
        if (item !== undefined) ordered[place] = item;
      });
      return ordered;
    },
  });
}

/** @throws Failure `crm_access_denied`: told apart from a record that is gone. */
export async function retrieve(find: Find, id: string): Promise<ConsentRecord | null> {
  if (prefixOf(id) === null) return null;
  const item = await find({ kind: 'ids', ask: id });
  if (!item.ok && item.code === 'NOT_FOUND') return null;
  return recordsOf(item)[0] ?? null;
}

/** Spellings are for records whose fingerprint the extension has not counted yet. */
export async function findByAddress(
  find: Find,
  address: string,
  spellings: readonly string[] = [],
): Promise<ConsentRecord[]> {
  return await findAddresses(find, [address, unicodeForm(address), ...spellings], new Set([address]));
}

export async function findByAddresses(find: Find, addresses: readonly string[]): Promise<ConsentRecord[]> {
  return await findAddresses(find, addresses, new Set(addresses));
}

/** The database compares without case and accents: kept is what is equal to the byte. */
async function findAddresses(
  find: Find,
  spelled: readonly string[],
  wanted: ReadonlySet<string>,
): Promise<ConsentRecord[]> {
  const asks = [...new Set(spelled)].map((ask) => find({ kind: 'addresses', ask }));
  const records = (await Promise.all(asks)).flatMap(recordsOf);
  const same = records.filter((record) => wanted.has(normalizeAddress(record.email) ?? ''));
  return [...new Map(same.map((record) => [record.id, record])).values()];
}

const FINGERPRINT = /^[A-Za-z0-9_-]{22}$/;

export async function findByFingerprint(find: Find, fingerprint: string): Promise<ConsentRecord[]> {
  if (!FINGERPRINT.test(fingerprint)) return [];
  const records = recordsOf(await find({ kind: 'fingerprints', ask: fingerprint }));
  return records;
}

function recordsOf(item: FindItem): ConsentRecord[] {
  if (!item.ok) throw itemFailure(item, 'consentbridge.find');
  return item.records.map((row) => decodeRow(row));
}
