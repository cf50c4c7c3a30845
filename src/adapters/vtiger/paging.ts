import type { Row } from './operations';
import type { Ask } from './proven-query';
import type { AllowedFields, Select } from './query';

/** Vtiger's most (fact 70). */
export const PAGE = 100;

/** A list by keyset: each query begins after the last row seen, so rows that change do not shift it (fact 96). */
export interface Keyset<T> {
  readonly select: (after: T | null) => Select;
  readonly allowed: AllowedFields;
  readonly decode: (row: Row) => T;
  /** What was asked for, judged here: the control and what merely collates alike are left out. */
  readonly fits: (item: T, after: T | null) => boolean;
  readonly id: (item: T) => string;
  /** Most lists are empty: prove the first answer at once. Long lists: only a short answer is proven. */
  readonly expect: 'few' | 'many';
  /** Ends on a proven short answer, without looking behind it once more. */
  readonly shortEnds?: true;
}

export interface Asks {
  readonly bare: Ask;
  readonly proven: Ask;
}

/**
 * Up to `most` items. Ends only on a proven answer without a new item: a short page alone is no end, for Vtiger drops
 * rows after it has counted them (8.x checks rights row by row).
 */
export async function readKeyset<T>(asks: Asks, keyset: Keyset<T>, most: number): Promise<T[]> {
  const found = new Map<string, T>();
  let after: T | null = null;
  let proven = keyset.expect === 'few';
  while (found.size < most) {
    const ask: Ask = proven ? asks.proven : asks.bare;
    const select: Select = keyset.select(after);
    const rows: Row[] = await ask(select, keyset.allowed);
    const items: T[] = rows.map((row) => keyset.decode(row));
    const from: T | null = after;
    const fresh: T[] = items.filter((item) => keyset.fits(item, from) && !found.has(keyset.id(item)));
    for (const item of fresh) found.set(keyset.id(item), item);
    const full = rows.length >= select.limit;
    if (proven && !full && (fresh.length === 0 || keyset.shortEnds)) break;
    const last: T | undefined = full ? items.at(-1) : fresh.at(-1);
    if (full && after !== null && last !== undefined && keyset.id(last) === keyset.id(after)) break;
    after = last ?? after;
    proven = !full;
  }
  return [...found.values()].slice(0, most);
}
