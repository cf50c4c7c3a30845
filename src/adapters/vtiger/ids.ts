const ID = /^(\d{1,10})x(\d{1,19})$/;

/** The module's part of a webservice id (`12x345`, fact 32); `null` when it is no id. */
export function prefixOf(id: string): string | null {
  return ID.exec(id)?.[1] ?? null;
}

/** Orders ids of one module as the database does: by number. */
export function compareIds(a: string, b: string): number {
  const [left, right] = [a, b].map((id) => BigInt(ID.exec(id)?.[2] ?? 0));
  return left === right ? 0 : (left ?? 0n) < (right ?? 0n) ? -1 : 1;
}

export function isAfter(id: string, start: string): boolean {
  return compareIds(id, start) > 0;
}
