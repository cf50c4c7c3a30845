import { lookAtAddress } from '../look-at-address';
import { type ByLink, OF_ONE_PERSON } from '../person-requests';
import { type PersonDeps, type PersonRecord } from '../person-ports';
import type { AddressView } from '../with-address';
import { isRole, type Scope, scopeOf } from './who-may';

/** `gone`: no such record, or its address is no longer the link's. */
export type PersonFound =
  ({ readonly view: AddressView; readonly address: string } & Scope) | { readonly kind: 'gone' };

export type LinkClaims = Pick<ByLink, 'record' | 'fingerprint' | 'round8'>;

type FindDeps = Pick<PersonDeps, 'people' | 'person'>;

/** So many records are of no one person; each would be read for its name. */
const MOST = 50;

/** The person behind a fresh link, for showing: without the address's lock. */
export async function findPerson(deps: PersonDeps, link: LinkClaims): Promise<PersonFound> {
  const view = await lookAtAddress(deps, { kind: 'record', id: link.record });
  return view === null ? { kind: 'gone' } : personIn(deps, view, link);
}

/** The same in a view that was read already. */
export async function personIn(deps: FindDeps, view: AddressView, link: LinkClaims): Promise<PersonFound> {
  const { address, fingerprint } = view;
  if (address === null || fingerprint !== link.fingerprint) return { kind: 'gone' };
  const roles = deps.person.roleAddresses;
  const others = view.members.map(({ record }) => record.id).filter((id) => id !== view.record.id);
  // Decided before anybody's data is read.
  if (isRole(address, roles) || others.length >= MOST) return { kind: 'shared', view, address };
  const own = await deps.people.read(view.record.id);
  if (own === null) return { kind: 'gone' };
  const read = await Promise.all(others.map((id) => deps.people.read(id)));
  const present = read.filter((each): each is PersonRecord => each !== null);
  const personal = link.round8 === OF_ONE_PERSON;
  return { view, address, ...scopeOf({ own, others: present, address, roles, personal }) };
}
