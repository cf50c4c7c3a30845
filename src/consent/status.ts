/** The ten picklist values of `consent_status`, exactly as Vtiger stores them. */
export const STATUSES = [
  'Optin',
  'Invited',
  'Reminded',
  'Expired',
  'Confirmed',
  'Subscribed',
  'Optout',
  'Unsubscribed',
  'Bounced',
  'Blacklisted',
] as const;

export type Status = (typeof STATUSES)[number];

/** A status, or `none` where the field is blank. */
export type StatusOrNone = Status | 'none';

export const STATUSES_AND_NONE: readonly StatusOrNone[] = ['none', ...STATUSES];

const among =
  <T extends StatusOrNone>(...members: readonly T[]) =>
  (status: StatusOrNone): status is T =>
    (members as readonly StatusOrNone[]).includes(status);

/** Asking has begun and nobody has answered yet. */
export const isWaiting = among('Optin', 'Invited', 'Reminded');

/** Newsletters may be mailed (GDPR art. 6(1)(a), 7). */
export const isMailable = among('Confirmed', 'Subscribed');

/** A no that only the person, or recorded proof, can turn (GDPR art. 7(3), 21(3)). */
export const isRefusal = among('Optout', 'Unsubscribed');

/** A no, or barred: never mailed. */
export const isNever = among('Optout', 'Unsubscribed', 'Blacklisted');

/** A person's or recorder's yes or no; it outlives rounds and is shared by all records of an address. */
export const isDecision = among('Confirmed', 'Subscribed', 'Optout', 'Unsubscribed');

/** Reads a picklist value as Vtiger holds it; `null` for a value that is none of ours. */
export function parseStatus(value: string): StatusOrNone | null {
  if (value === '') return 'none';
  return STATUSES.find((status) => status === value) ?? null;
}
