import { monthsLater } from '../../consent/instant';

const DAY = 86_400_000;

/** Requests due within so long are counted apart and shown first. */
export const DUE_SOON = 5 * DAY;

/** GDPR art. 12(3): an answer without undue delay, at the latest one month after the request was received. */
export function dueAfter(receivedAt: number): number {
  return monthsLater(receivedAt, 1);
}

/** GDPR art. 12(3): two months more where the request is complex, told within the first. */
export function extendedDue(receivedAt: number): number {
  return monthsLater(receivedAt, 3);
}
