import type { ConsentRecord, ModuleName } from '../../consent/record';
import type { ChangeCursor, StatusPage } from '../../flow/ports';
import { compareIds, isAfter } from './ids';
import { type Asks, type Keyset, PAGE, readKeyset } from './paging';
import type { Condition, Where } from './query';
import { columnsOf, decodeRecord, fieldName } from './record';
import type { ModuleSchema } from './schema';
import type { Schemas } from './schemas';
import { encodeInstant } from './values';

export interface ListDeps {
  readonly schemas: Schemas;
  readonly asks: Asks;
}

type Listing = Pick<Keyset<ConsentRecord>, 'fits' | 'expect'> & {
  readonly orderBy: readonly string[];
  readonly where: (after: ConsentRecord | null) => Where;
};

function readPage(
  { schemas, asks }: ListDeps,
  module: ModuleName,
  listing: (schema: ModuleSchema) => Listing,
): Promise<ConsentRecord[]> {
  return schemas.with(module, (schema) => {
    const { orderBy, where, fits, expect } = listing(schema);
    const fields = columnsOf(schema);
    return readKeyset<ConsentRecord>(
      asks,
      {
        select: (after) => ({ module, fields, where: where(after), orderBy, direction: 'asc', limit: PAGE }),
        allowed: schema.allowed,
        decode: (row) => decodeRecord(schema, row),
        id: (record) => record.id,
        fits,
        expect,
      },
      PAGE,
    );
  });
}

export function listByStatus(
  deps: ListDeps,
  module: ModuleName,
  status: string,
  { after: start, invitedBefore }: StatusPage,
): Promise<ConsentRecord[]> {
  const early = ({ invitedOn }: ConsentRecord) =>
    invitedBefore === undefined || invitedOn === null || invitedOn <= invitedBefore;
  return readPage(deps, module, (schema) => ({
    orderBy: ['id'],
    expect: 'few',
    where: (after) => [
      [
        { field: fieldName(schema, 'status'), op: '=', value: status },
        ...pastId(after?.id ?? start),
        ...(invitedBefore === undefined ? [] : [invitedUntil(schema, invitedBefore)]),
      ],
    ],
    fits: (record) =>
      record.status === status && early(record) && (start === null || isAfter(record.id, start)),
  }));
}

function invitedUntil(schema: ModuleSchema, instant: number): Condition {
  return { field: fieldName(schema, 'invitedOn'), op: '<=', value: encodeInstant(instant) };
}

export function listAll(deps: ListDeps, module: ModuleName, start: string | null): Promise<ConsentRecord[]> {
  return readPage(deps, module, () => ({
    orderBy: ['id'],
    expect: 'many',
    where: (after) => {
      const past = pastId(after?.id ?? start);
      return past.length === 0 ? [] : [past];
    },
    fits: (record) => start === null || isAfter(record.id, start),
  }));
}

function pastId(id: string | null): Condition[] {
  return id === null ? [] : [{ field: 'id', op: '>', value: id }];
}

/**
 * Changes in order of (modifiedtime, id). modifiedtime has seconds only (fact 47), so the page goes on within the
 * second by id, then with later seconds: `= T and id > X or > T`, AND before OR.
 */
export function listChanged(
  deps: ListDeps,
  module: ModuleName,
  { since, afterId }: ChangeCursor,
): Promise<ConsentRecord[]> {
  const start = Math.max(0, Math.floor(since / 1000) * 1000);
  return readPage(deps, module, () => ({
    orderBy: ['modifiedtime', 'id'],
    expect: 'many',
    where: (after) => changedAfter(after?.modifiedTime ?? start, after?.id ?? afterId),
    fits: ({ id, modifiedTime }) =>
      modifiedTime !== null &&
      (modifiedTime > start || (modifiedTime === start && (afterId === null || compareIds(id, afterId) > 0))),
  }));
}

function changedAfter(instant: number, id: string | null): Where {
  const value = encodeInstant(instant);
  if (id === null) return [[{ field: 'modifiedtime', op: '>=', value }]];
  return [
    [{ field: 'modifiedtime', op: '=', value }, ...pastId(id)],
    [{ field: 'modifiedtime', op: '>', value }],
  ];
}
