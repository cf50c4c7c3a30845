import type { Language } from '../../../consent/event';
import type { TokenAct, TokenClaims, Tokens } from '../../../flow/ports';

export const PAGES = ['confirm', 'decline', 'subscribe', 'unsubscribe', 'undo', 'preferences'] as const;
export type PageName = (typeof PAGES)[number];
/** `again`: POST `/confirm/:token/again`. */
export type DoorName = PageName | 'again';

/** A token does only its own act; a preferences token may unsubscribe too (interfaces: Tokens). */
const ACTS: Readonly<Record<DoorName, readonly TokenAct[]>> = {
  confirm: ['confirm'],
  again: ['confirm'],
  decline: ['decline'],
  subscribe: ['subscribe'],
  unsubscribe: ['unsubscribe', 'preferences'],
  undo: ['undo'],
  preferences: ['preferences'],
};

/** The only doors that a leaked, retired key still opens: nobody loses the way out, nobody gains another. */
const WAYS_OUT: readonly DoorName[] = ['decline', 'unsubscribe', 'preferences'];

/** A link whose token is good for the door it was brought to. */
export interface Link {
  readonly door: DoorName;
  readonly token: string;
  readonly claims: TokenClaims;
  readonly issuer: 'mailed' | 'label';
  readonly language: Language;
}

export type OpenedLink =
  { readonly kind: 'open' | 'expired'; readonly link: Link } | { readonly kind: 'foreign' };

/** Every fault of a token is the same "foreign": the page must not say which. */
export function openLink(
  tokens: Pick<Tokens, 'verify'>,
  { door, token, language }: Pick<Link, 'door' | 'token' | 'language'>,
): OpenedLink {
  const verdict = tokens.verify(token);
  if (verdict.kind === 'bad') return { kind: 'foreign' };
  const { claims, issuer, withdrawOnly } = verdict;
  if (!ACTS[door].includes(claims.act)) return { kind: 'foreign' };
  if (withdrawOnly && !WAYS_OUT.includes(door)) return { kind: 'foreign' };
  const link = { door, token, claims, issuer, language };
  return { kind: verdict.kind === 'expired' && door !== 'again' ? 'expired' : 'open', link };
}
