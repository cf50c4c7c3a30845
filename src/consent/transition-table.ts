import type { ConsentEvent, EventName } from './event';
import { STATUSES_AND_NONE, type StatusOrNone } from './status';

/**
 * A cell of the constitution's table. A status: go there. `=`: nothing changes. `x`: rejected.
 * A footnote follows a colon: `resend` [1], `tell` [2], `over-refusal` [3], `reinvite` [4], `return` [5],
 * `late` [6], `proof` [7], `undo` [8], `note` [9], `same-round` where the event names its round.
 */
export type Cell =
  | '='
  | '=:resend'
  | '=:tell'
  | 'x'
  | 'x:late'
  | 'x:proof'
  | 'x:undo'
  | 'Optin'
  | 'Optin:over-refusal'
  | 'Optin:reinvite'
  | 'Invited:same-round'
  | 'Reminded:same-round'
  | 'Expired:return'
  | 'Confirmed'
  | 'Subscribed'
  | 'Optout'
  | 'Unsubscribed'
  | 'Bounced'
  | 'Blacklisted'
  | 'none'
  | 'none:note';

/** AddressChanged has two rows: by the person, and by staff or import. */
export type RowName =
  Exclude<EventName, 'AddressChanged'> | 'AddressChangedByPerson' | 'AddressChangedByStaff';

export type TransitionTable = Readonly<Record<RowName, Readonly<Record<StatusOrNone, Cell>>>>;

function row(...cells: readonly Cell[]): Readonly<Record<StatusOrNone, Cell>> {
  return Object.fromEntries(STATUSES_AND_NONE.map((status, index) => [status, cells[index]])) as Record<
    StatusOrNone,
    Cell
  >;
}

// Columns: none, Optin, Invited, Reminded, Expired, Confirmed, Subscribed, Optout, Unsubscribed, Bounced, Blacklisted.
// prettier-ignore
export const TRANSITIONS: TransitionTable = {
  OptInRequested:        row('Optin', '=', '=:resend', '=:resend', 'Optin', '=:tell', '=:tell', 'Optin:over-refusal', 'Optin:over-refusal', 'Optin', 'x'),
  InvitationRequested:   row('Optin', '=', '=', '=', 'Optin:reinvite', '=', '=', 'x', 'x', 'x', 'x'),
  InvitationSent:        row('x', 'Invited:same-round', '=', '=', 'x', '=', '=', '=', '=', '=', '='),
  ReminderSent:          row('x', 'x', 'Reminded:same-round', '=', 'x', '=', '=', '=', '=', '=', '='),
  InvitationExpired:     row('x', 'x', 'Expired:return', 'Expired:return', '=', '=', '=', '=', '=', '=', '='),
  ConsentConfirmed:      row('Confirmed', 'Confirmed', 'Confirmed', 'Confirmed', 'x:late', '=', '=', 'x:late', 'x:late', 'Confirmed', 'x'),
  ConsentSubscribed:     row('Subscribed', 'Subscribed', 'Subscribed', 'Subscribed', 'Subscribed', 'Subscribed', '=', 'Subscribed', 'Subscribed', 'Subscribed', 'x'),
  ConsentRecorded:       row('Subscribed', 'Subscribed', 'Subscribed', 'Subscribed', 'Subscribed', '=', '=', 'x:proof', 'x:proof', 'x', 'x'),
  ConsentRefused:        row('Optout', 'Optout', 'Optout', 'Optout', 'Optout', 'Optout', 'Optout', '=', '=', 'Optout', '='),
  ConsentWithdrawn:      row('Unsubscribed', 'Unsubscribed', 'Unsubscribed', 'Unsubscribed', 'Unsubscribed', 'Unsubscribed', 'Unsubscribed', '=', '=', 'Unsubscribed', '='),
  WithdrawalUndone:      row('x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x:undo', 'x', 'x'),
  AddressBounced:        row('Bounced', 'Bounced', 'Bounced', 'Bounced', 'Bounced', 'Bounced', 'Bounced', '=', '=', '=', '='),
  ComplaintReceived:     row('Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', '='),
  AddressBlacklisted:    row('Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', 'Blacklisted', '='),
  AddressChangedByPerson: row('=', 'Optin', 'Optin', 'Optin', '=', 'Optin', 'Optin', '=', '=', 'Optin', '='),
  AddressChangedByStaff: row('=', 'none:note', 'none:note', 'none:note', 'none', 'none:note', 'none:note', '=', '=', 'none', '='),
  BlacklistLifted:       row('x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'Optout'),
};

/** The row that judges an event. A request that is not the person's own is an invitation by staff. */
export function rowOf({ name, actor }: Pick<ConsentEvent, 'name' | 'actor'>): RowName {
  const byPerson = actor.type === 'contact';
  if (name === 'AddressChanged') return byPerson ? 'AddressChangedByPerson' : 'AddressChangedByStaff';
  return name === 'OptInRequested' && !byPerson ? 'InvitationRequested' : name;
}
