import type { RegisterEntry, RequestCounts } from '../person-ports';
import { DUE_SOON } from './register-dates';

/** What is due first comes first. */
export function dueFirst(entries: readonly RegisterEntry[]): RegisterEntry[] {
  return entries.filter(isUnanswered).toSorted((a, b) => a.dueAt - b.dueAt || (a.ticket < b.ticket ? -1 : 1));
}

export function isUnanswered({ open, untold }: RegisterEntry): boolean {
  return open || untold;
}

export function isDueSoon({ dueAt }: Pick<RegisterEntry, 'dueAt'>, now: number): boolean {
  return dueAt <= now + DUE_SOON;
}

export function countRequests(entries: readonly RegisterEntry[], now: number): RequestCounts {
  const unanswered = entries.filter(isUnanswered);
  return {
    open: unanswered.length,
    dueSoon: unanswered.filter((each) => isDueSoon(each, now)).length,
    overdue: unanswered.filter(({ dueAt }) => dueAt < now).length,
  };
}
