import type { MailEnd } from '../../flow/mailbox-ports';

/** So often a mail may throw; it has an end then, so that it takes no time from others. */
export const MOST_THROWS = 3;
/** So often the connection may die on it: more, for a poor line is not the mail's fault. */
export const MOST_DEATHS = 10;
/** Of mails that stayed where they were. */
const MOST_REMEMBERED = 10_000;

interface Past {
  throws: number;
  deaths: number;
  end: MailEnd | null;
}

/** What this process knows of mails that it could not put away yet. Lost with it: they are read again then. */
export class Progress {
  private readonly past = new Map<number, Past>();
  private uidValidity = 0n;

  /** Other UIDs are other mails (RFC 3501 section 2.3.1.1). */
  open(uidValidity: bigint): void {
    if (uidValidity !== this.uidValidity || this.past.size > MOST_REMEMBERED) this.past.clear();
    this.uidValidity = uidValidity;
  }

  /** It ended, though its move may have failed. */
  endOf(uid: number): MailEnd | null {
    return this.past.get(uid)?.end ?? null;
  }

  ended(uid: number, end: MailEnd): void {
    this.of(uid).end = end;
  }

  /** Whether it threw so often that nobody should try again. */
  threw(uid: number): boolean {
    return (this.of(uid).throws += 1) >= MOST_THROWS;
  }

  /** The connection ended while it was fetched. */
  died(uid: number): void {
    this.of(uid).deaths += 1;
  }

  isSuspect(uid: number): boolean {
    return (this.past.get(uid)?.deaths ?? 0) > 0;
  }

  isHopeless(uid: number): boolean {
    return (this.past.get(uid)?.deaths ?? 0) >= MOST_DEATHS;
  }

  forget(uids: readonly number[]): void {
    for (const uid of uids) this.past.delete(uid);
  }

  private of(uid: number): Past {
    const known = this.past.get(uid) ?? { throws: 0, deaths: 0, end: null };
    this.past.set(uid, known);
    return known;
  }
}
