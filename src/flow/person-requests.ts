import type { Language, ShownText } from '../consent/event';
import type { Bounce } from './mailbox-ports';
import type { RequestKind } from './request-kinds';

/* What people ask for on pages and by mail, as it lies in the queue. */

interface Requested {
  /** Epoch ms, the hub's clock. */
  readonly occurredAt: number;
  readonly language: Language;
}

/** `rnd` of an access link that was mailed for its record's own person, not for whoever reads the mailbox. */
export const OF_ONE_PERSON = 'personal';

/** `rnd` of an access link that opens nothing but the question whether to erase; of 8 characters, as every `rnd`. */
export const ERASE_ONLY = 'erasable';

export interface ByLink extends Requested {
  /** Of the link's token. */
  readonly record: string;
  readonly fingerprint: string;
  /** Of the link's token: without {@link OF_ONE_PERSON} a mailbox of several persons gives consent choices only. */
  readonly round8?: string;
}

/**
 * What a person asks for on a page, as it lies in the queue. What they typed is in the parcel of the request's id:
 * `email` for link-typed, new-address; the fields for change and sign-up.
 */
export type PersonRequest =
  /** Mail a 30-minute link to the address on the record (preferences page). */
  | ({ readonly kind: 'link' } & ByLink)
  /** The same for a typed address, whose parcel holds `email`. */
  | ({ readonly kind: 'link-typed' } & Requested)
  | ({ readonly kind: 'change' } & ByLink)
  /** Parcel `email`: mail a link to the new address; nothing is written before it is clicked. */
  | ({ readonly kind: 'new-address' } & ByLink)
  /** The link of that mail was pressed: `fingerprint` is the new address's, `request8` names the request. */
  | ({ readonly kind: 'address-confirmed'; readonly request8: string } & ByLink)
  | ({ readonly kind: 'erase' } & ByLink)
  /** A person of the staff must answer: the register. */
  | ({ readonly kind: 'ask-staff'; readonly about: RequestKind } & ByLink)
  /** Parcel: firstname, lastname, email. */
  | ({
      readonly kind: 'sign-up';
      readonly shown: ShownText;
      readonly topics: readonly string[];
      readonly source: string;
    } & Requested)
  | MailedRequest;

interface ByMail extends Requested {
  /** Of the address that it is about. */
  readonly fingerprint: string;
}

/** What mails ask or tell. Where a person wrote, the parcel holds `email`: what From said. */
export type MailedRequest =
  /** No parcel where it came to our own withdrawal address. `waits`: for the address, while nobody carries it. */
  | ({ readonly kind: 'mail-withdrawal'; readonly waits: boolean } & ByMail)
  /** Its sender's domain disowns it (DMARC): staff ask. */
  | ({ readonly kind: 'doubtful-withdrawal' } & ByMail)
  /** `proven`: by DMARC, where ERASE_TRUST_DMARC says that this is enough. */
  | ({ readonly kind: 'erase-mailed'; readonly proven: boolean } & ByMail)
  | ({ readonly kind: 'bounce' } & Bounce & ByMail)
  | ({ readonly kind: 'complaint' } & ByMail);

export type QueuedRequest = PersonRequest & { readonly requestId: string };
