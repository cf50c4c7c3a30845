const DAY = 86_400_000;

/** Requests due within so long are counted apart and shown first. */
export const DUE_SOON = 5 * DAY;

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

/** GDPR art. 12(3): an answer without undue delay, at the latest one month after the request was received. */
export function dueAfter(receivedAt: number): number {
  return monthsLater(receivedAt, 1);
}

/** GDPR art. 12(3): two months more where the request is complex, told within the first. */
export function extendedDue(receivedAt: number): number {
  return monthsLater(receivedAt, 3);
}
