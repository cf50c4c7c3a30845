/** Whole seconds: the resolution in which Vtiger keeps date-times. Epoch milliseconds in and out. */
export function toSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}

/** `20261123T100000Z`, or `-` where there is none: the form inside a seal. */
export function compactInstant(instant: number | null): string {
  if (instant === null) return '-';
  return new Date(toSecond(instant)).toISOString().replace(/[-:]|\.000/g, '');
}

/** Reads {@link compactInstant}; `undefined` when it is not what that would write. */
export function parseCompactInstant(text: string): number | null | undefined {
  if (text === '-') return null;
  const spelled = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const instant = Date.parse(spelled);
  return !Number.isNaN(instant) && compactInstant(instant) === text ? instant : undefined;
}
