/** Whole seconds: the resolution in which Vtiger keeps date-times. Epoch milliseconds in and out. */
export function toSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}

/**
 * So many months on: the same day of that month, or its last day where there is none (Regulation 1182/71 art. 3(2)(c)).
 * Epoch ms, UTC.
 */
export function monthsLater(at: number, months: number): number {
  const from = new Date(at);
  const [year, month, day] = [from.getUTCFullYear(), from.getUTCMonth() + months, from.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const midnight = Date.UTC(year, month, Math.min(day, lastDay));
  return midnight + (at - Date.UTC(year, from.getUTCMonth(), day));
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
