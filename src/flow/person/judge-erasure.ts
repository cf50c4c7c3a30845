/** Why a record must stay (GDPR art. 17(3)). */
export type KeepCode = 'documents' | 'account_protected';

/** Why a person of the staff must decide. The last three can't be overruled: nothing may be erased on them. */
export type ReviewCode =
  | 'erase_policy'
  | 'mail_mode_hold'
  | 'role_address'
  | 'shared_address'
  | 'lead_converted'
  | 'record_unreadable'
  | 'documents_unknown'
  | 'account_unknown';

export type RecordVerdict =
  | { readonly kind: 'delete' }
  | { readonly kind: 'keep'; readonly code: KeepCode }
  | { readonly kind: 'review'; readonly code: ReviewCode };

export interface ErasureFacts {
  /** `role`: info@ and the like. `shared`: records with other names carry the address. */
  readonly scope: 'own' | 'shared' | 'role';
  /** It was, or came from, a converted Lead, which Vtiger keeps hidden and this erasure would not reach. */
  readonly converted: boolean;
  readonly documents: 'none' | 'some' | 'unknown';
  /** Its Account's type; `unknown`: there is an Account, and it can't be read. */
  readonly account: { readonly type: string } | 'unknown' | null;
}

export interface ErasureRules {
  readonly keepAccountTypes: readonly string[];
  /** Staff looked at the request and granted it. */
  readonly approved: boolean;
}

/**
 * What an erasure does with one record. It fails closed: what can't be known is never taken for "no", and nobody's
 * approval makes up for it.
 */
export function judgeErasure(
  facts: ErasureFacts,
  { keepAccountTypes, approved }: ErasureRules,
): RecordVerdict {
  const doubt = approved ? null : doubtAbout(facts);
  if (doubt !== null) return { kind: 'review', code: doubt };
  if (facts.documents === 'unknown') return { kind: 'review', code: 'documents_unknown' };
  if (facts.account === 'unknown') return { kind: 'review', code: 'account_unknown' };
  if (facts.documents === 'some') return { kind: 'keep', code: 'documents' };
  const type = facts.account === null ? '' : spelling(facts.account.type);
  const isProtected = keepAccountTypes.some((each) => spelling(each) === type);
  return isProtected ? { kind: 'keep', code: 'account_protected' } : { kind: 'delete' };
}

/** Whether the link's owner is the one person that the records are about. */
function doubtAbout({ scope, converted }: ErasureFacts): ReviewCode | null {
  if (scope === 'role') return 'role_address';
  if (scope === 'shared') return 'shared_address';
  return converted ? 'lead_converted' : null;
}

function spelling(type: string): string {
  return type.trim().toLowerCase();
}
