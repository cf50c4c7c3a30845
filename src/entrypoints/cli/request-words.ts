import type { RegisterEntry } from '../../flow/person-ports';
import { decisionOf } from '../../flow/person/register-decision';
import type { WaitingCode } from '../../flow/person/requests-answer';
import { span } from './words';

/* Requests of persons, in plain words for people at a terminal. */

/** What must happen before a decision can be carried out. */
export const WAITING_WORDS: Readonly<Record<WaitingCode, string>> = {
  no_outcome: 'it was closed without a word: write "approved", or why it is refused, as the solution',
  no_reason: 'the person must be told why: write the reason behind the word',
  no_record: 'the ticket names no Contact: choose one, or erase by hand and write "done"',
  still_there: 'it says that the record is erased, and the record is there',
  record_unreadable: 'the API user may not read the record',
  documents_unknown: 'the API user may not read all modules of ERASE_KEEP_MODULES',
  account_unknown: 'the API user may not read the Account of the record',
  mail_mode_hold: 'MAIL_MODE is hold: nobody is told, so nothing is done',
  erase_policy: 'staff must decide',
  role_address: 'the address is one of a role',
  shared_address: 'others share the address',
  lead_converted: 'the record was or came from a converted Lead',
};

/** `open`, `approved; not carried out yet` ... Never what staff wrote: it may name somebody. */
export function stateWords(entry: RegisterEntry): string {
  const decision = decisionOf(entry);
  switch (decision.kind) {
    case 'wait':
      return entry.extended ? 'open, extended' : 'open';
    case 'approve':
      return 'approved; not carried out yet';
    case 'done':
      return 'done; the person is not told yet';
    case 'refuse':
      return 'refused; the person is not told yet';
    case 'extend':
      return 'to be extended; the person is not told yet';
    case 'undecided':
      return WAITING_WORDS[decision.code];
  }
}

/** `due 2026-12-24`, `due 2026-11-28, in 4 days`, `OVERDUE since 2026-11-20, 4 days`. */
export function dueWords(
  dueAt: number,
  { now, soon }: { readonly now: number; readonly soon: boolean },
): string {
  const day = new Date(dueAt).toISOString().slice(0, 10);
  if (dueAt < now) return `OVERDUE since ${day}, ${span(now - dueAt)}`;
  return soon ? `due ${day}, in ${span(dueAt - now)}` : `due ${day}`;
}
