import type { Basis } from './event';
import type { StatusOrNone } from './status';

/** What was agreed to, as the record carries it. Times are epoch ms UTC, whole seconds. */
export interface AgreedText {
  readonly basis: Basis | '';
  readonly consentDate: number | null;
  readonly text: string;
  readonly source: string;
}

/** The consent state of one address (or of one record before it joins its address). */
export interface AddressState {
  readonly status: StatusOrNone;
  /** When the event that gave the status occurred. */
  readonly changedOn: number | null;
  /** While a round is open: the address's effective status before it, and that status's date. */
  readonly before: StatusOrNone;
  readonly beforeOn: number | null;
  /** UUIDv7 of the latest round, '' when there never was one. */
  readonly round: string;
  readonly invitedOn: number | null;
  readonly remindedOn: number | null;
  /** The person said "this was not me" and has not consented since; carried through rounds and blacklisting. */
  readonly notMe: boolean;
  /** What Vtiger's `emailoptout` must be; `keep`: each record keeps its own. */
  readonly emailOptout: boolean | 'keep';
  readonly agreed: AgreedText;
  /** Preferred language of the address, '' when unknown. */
  readonly language: string;
  /** Topics that are on; `[]`: all that there are. Not covered by the seal. */
  readonly topics: readonly string[];
}

export const NO_AGREEMENT: AgreedText = { basis: '', consentDate: null, text: '', source: '' };

export const BLANK_STATE: AddressState = {
  status: 'none',
  changedOn: null,
  before: 'none',
  beforeOn: null,
  round: '',
  invitedOn: null,
  remindedOn: null,
  notMe: false,
  emailOptout: 'keep',
  agreed: NO_AGREEMENT,
  language: '',
  topics: [],
};

/** The part of a round's id that tokens and timers carry. */
export function round8(round: string): string {
  return round.slice(-8);
}
