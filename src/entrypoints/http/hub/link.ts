import type { Language } from '../../../consent/event';
import type { TokenAct, TokenClaims, Tokens } from '../../../flow/ports';

export const PAGES = ['confirm', 'decline', 'subscribe', 'unsubscribe', 'undo', 'preferences'] as const;
export type PageName = (typeof PAGES)[number];
/** Doors whose button is an act of consent. `again`: POST `/confirm/:token/again`. */
export type ActDoor = PageName | 'again';
/** `access`: POST `/preferences/:token/access`. */
export type DoorName = ActDoor | 'access' | 'my-data' | 'address';

/** A token does only its own act; a preferences token may unsubscribe too (interfaces: Tokens). */
const ACTS: Readonly<Record<DoorName, readonly TokenAct[]>> = {
  confirm: ['confirm'],
  again: ['confirm'],
  decline: ['decline'],
  subscribe: ['subscribe'],
  unsubscribe: ['unsubscribe', 'preferences'],
  undo: ['undo'],
  preferences: ['preferences'],
  access: ['preferences'],
  'my-data': ['access'],
  address: ['address'],
};

/** The only doors that a leaked, retired key still opens: nobody loses the way out, nobody gains another. */
const WAYS_OUT: readonly DoorName[] = ['decline', 'unsubscribe', 'preferences'];

/** Behind these lies personal data: only a link that the bridge mailed just now, and that ends, opens them. */
const FRESH: readonly DoorName[] = ['my-data', 'address'];

/** A link whose token is good for the door it was brought to. */
export interface Link<Door extends DoorName = ActDoor> {
  readonly door: Door;
  readonly token: string;
  readonly claims: TokenClaims;
  readonly issuer: 'mailed' | 'label';
  /** Signed by a retired key: the page offers ways out and nothing else. */
  readonly withdrawOnly: boolean;
  readonly language: Language;
}

export type OpenedLink<Door extends DoorName = ActDoor> =
  { readonly kind: 'open' | 'expired'; readonly link: Link<Door> } | { readonly kind: 'foreign' };

/** Every fault of a token is the same "foreign": the page must not say which. */
export function openLink<Door extends DoorName>(
  tokens: Pick<Tokens, 'verify'>,
  { door, token, language }: Pick<Link<Door>, 'door' | 'token' | 'language'>,
): OpenedLink<Door> {
  const verdict = tokens.verify(token);
  if (verdict.kind === 'bad') return { kind: 'foreign' };
  const { claims, issuer, withdrawOnly } = verdict;
  if (!ACTS[door].includes(claims.act)) return { kind: 'foreign' };
  if (withdrawOnly && !WAYS_OUT.includes(door)) return { kind: 'foreign' };
  if (FRESH.includes(door) && (issuer === 'label' || claims.expires === undefined))
    return { kind: 'foreign' };
  const link = { door, token, claims, issuer, withdrawOnly, language };
  return { kind: verdict.kind === 'expired' && door !== 'again' ? 'expired' : 'open', link };
}
