import { domainToUnicode } from 'node:url';
import { normalizeAddress } from '../../consent/address';
import { type ConsentRecord, type ModuleName, MODULES } from '../../consent/record';
import { encodedLength } from './operations';
import { PAGE } from './paging';
import type { Ask } from './proven-query';
import { isQueryable, type Where } from './query';
import { columnsOf, decodeRecord, fieldName } from './record';
import type { ModuleSchema } from './schema';
import type { Schemas } from './schemas';

export interface FindDeps {
  readonly schemas: Schemas;
  readonly proven: Ask;
}

/** Space for a list of values inside the URL; the rest is for the columns. */
const LIST_BYTES = 5500;

/** All records of an address: by each way in which it may be spelled, kept when the normal form is equal. */
export async function findByAddress(
  deps: FindDeps,
  address: string,
  spellings: readonly string[] = [],
): Promise<ConsentRecord[]> {
  // Trailing spaces collate alike in MariaDB; leading ones do not.
  const values = [address, unicodeForm(address), ` ${address}`, ...spellings];
  return await findByEmail(deps, values, (record) => normalizeAddress(record.email) === address);
}

export async function findByAddresses(
  deps: FindDeps,
  addresses: readonly string[],
): Promise<ConsentRecord[]> {
  const wanted = new Set(addresses);
  const values = addresses.flatMap((address) => [address, unicodeForm(address)]);
  return await findByEmail(deps, values, (record) => wanted.has(normalizeAddress(record.email) ?? ''));
}

export async function findByFingerprint(deps: FindDeps, fingerprint: string): Promise<ConsentRecord[]> {
  const fits = (record: ConsentRecord) => record.addressFp === fingerprint;
  if (!isQueryable(fingerprint)) return [];
  return await inEachModule((module) =>
    findAll(deps, module, {
      where: (schema) => [[{ field: fieldName(schema, 'addressFp'), op: '=', value: fingerprint }]],
      fits,
    }),
  );
}

async function findByEmail(
  deps: FindDeps,
  values: readonly string[],
  fits: (record: ConsentRecord) => boolean,
): Promise<ConsentRecord[]> {
  // No record can hold what the connection cannot carry (fact 57).
  const chunks = chunked([...new Set(values)].filter(isQueryable));
  const found = await inEachModule(async (module) => {
    const records: ConsentRecord[] = [];
    for (const value of chunks)
      records.push(
        ...(await findAll(deps, module, { where: () => [[{ field: 'email', op: 'in', value }]], fits })),
      );
    return records;
  });
  return [...new Map(found.map((record) => [record.id, record])).values()];
}

/** The domain as a person may have typed it; the same as `address` where it is plain ASCII. */
export function unicodeForm(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = domainToUnicode(address.slice(at + 1));
  return domain === '' ? address : `${address.slice(0, at)}@${domain}`;
}

async function inEachModule(
  find: (module: ModuleName) => Promise<ConsentRecord[]>,
): Promise<ConsentRecord[]> {
  return (await Promise.all(MODULES.map(find))).flat();
}

/** All matches in a module; one query for up to 100. */
function findAll(
  { schemas, proven }: FindDeps,
  module: ModuleName,
  { where, fits }: { where: (schema: ModuleSchema) => Where; fits: (record: ConsentRecord) => boolean },
): Promise<ConsentRecord[]> {
  return schemas.with(module, async (schema) => {
    const found: ConsentRecord[] = [];
    for (let after: string | null = null; ;) {
      const past: Where = where(schema).map((all) =>
        after === null ? all : [...all, { field: 'id', op: '>', value: after }],
      );
      const select = { module, fields: columnsOf(schema), where: past, orderBy: ['id'], limit: PAGE };
      const rows = await proven({ ...select, direction: 'asc' }, schema.allowed);
      const records = rows.map((row) => decodeRecord(schema, row));
      found.push(...records.filter(fits));
      const last: ConsentRecord | undefined = records.at(-1);
      if (rows.length < PAGE || last === undefined || last.id === after) return found;
      after = last.id;
    }
  });
}

/** Lists that fit into a URL each. */
function chunked(values: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let room = 0;
  for (const value of values) {
    const size = encodedLength(`'${value.replaceAll(/['\\]/g, '$&$&')}',`);
    if (size > room) {
      chunks.push([]);
      room = LIST_BYTES;
    }
    chunks.at(-1)?.push(value);
    room -= size;
  }
  return chunks;
}
