import { LANGUAGES, type Language } from './event';
import type { Status, StatusOrNone } from './status';
import { isMailable, isWaiting } from './status';

/** What the admin may choose. Durations in milliseconds. */
export interface Policy {
  readonly remindAfter: number;
  readonly expireAfter: number;
  readonly reinviteAfter: number;
  /** 0 or 1 per language; German practice prefers 0. */
  readonly maxReminders: Readonly<Record<Language, 0 | 1>>;
  readonly emailOptoutStatuses: readonly Status[];
  readonly defaultLanguage: Language;
}

/** The record's language where it is one of ours (any case), else the default. */
export function languageOf(value: string, policy: Pick<Policy, 'defaultLanguage'>): Language {
  const wanted = value.trim().toLowerCase();
  return LANGUAGES.find((language) => language === wanted) ?? policy.defaultLanguage;
}

/** The newsletter box mirrors the procedure: ticked while asking and while mailable. */
export function newsletterBox(status: StatusOrNone): boolean {
  return isWaiting(status) || isMailable(status);
}

/** Vtiger's `emailoptout` on entering a status; `keep` where the bridge leaves it alone. */
export function emailOptoutOnEntering(status: StatusOrNone, policy: Policy): boolean | 'keep' {
  if (isMailable(status)) return false;
  return policy.emailOptoutStatuses.some((each) => each === status) ? true : 'keep';
}
