import type { PersonRecord } from '../person-ports';

/* Data rights are the person's, not the mailbox's (domain, last section; GDPR art. 15(4)). */

/** First and last name equal, trimmed, in any case; one that is missing equals only one that is missing. */
export function sameName(a: Pick<PersonRecord, 'fields'>, b: Pick<PersonRecord, 'fields'>): boolean {
  return ['firstname', 'lastname'].every((name) => plain(a.fields[name]) === plain(b.fields[name]));
}

function plain(value = ''): string {
  return value.trim().normalize('NFC').toLowerCase();
}

/** `info@`, `sales+nl@`: an address of no one person. `roles` are local parts in lower case (ROLE_ADDRESSES). */
export function isRole(address: string, roles: readonly string[]): boolean {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase();
  const [base = local] = local.split('+');
  return roles.includes(local) || roles.includes(base);
}

/** Whom a link speaks for. */
export type Scope =
  | {
      readonly kind: 'own';
      /** The link's own record first. */
      readonly records: readonly PersonRecord[];
      /** No other name uses the address. */
      readonly alone: boolean;
    }
  | { readonly kind: 'shared' };

export interface Claim {
  readonly own: PersonRecord;
  /** The other records of the address. */
  readonly others: readonly PersonRecord[];
  readonly address: string;
  readonly roles: readonly string[];
  /** The link was mailed for its record's own person, not for an address that somebody typed. */
  readonly personal: boolean;
}

/** Records of other names are neither shown nor counted; where nobody knows who reads the mailbox, none is. */
export function scopeOf({ own, others, address, roles, personal }: Claim): Scope {
  const same = others.filter((each) => sameName(own, each));
  const alone = same.length === others.length;
  if (isRole(address, roles) || !(alone || personal)) return { kind: 'shared' };
  return { kind: 'own', records: [own, ...same], alone };
}
