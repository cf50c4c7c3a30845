import type { ConsentEvent } from '../consent/event';
import type { ConsentRecord } from '../consent/record';
import type { Outcome } from './ports';
import type { Lease } from './store-ports';
import type { AddressView } from './with-address';

export interface SettleRequest {
  readonly record: string;
  /** The record as the caller read it just now: it names what is locked, and is read again under the lock. */
  readonly seen?: ConsentRecord;
  /** Without one: look at the address and do what is due. */
  readonly event?: ConsentEvent;
  /** The last 8 characters of the withdrawal that an undo token names. */
  readonly undoes?: string;
  /** A refusal that is read back is applied again although it was applied before. */
  readonly readBack?: boolean;
  /** Called as soon as the event is decided and written, before any mail. */
  readonly report?: (outcome: Outcome) => Promise<void>;
}

/** An address under its lock, and what is asked of it. */
export interface Scene {
  readonly view: AddressView;
  readonly lease: Lease;
  readonly request: SettleRequest;
}
