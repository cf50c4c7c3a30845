/** What people ask that goes into the request register (GDPR art. 12(3)): art. 17, 15, 16 and 21. */
export const REQUEST_KINDS = ['erase', 'access', 'correction', 'objection'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
