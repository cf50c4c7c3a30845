import { Failure } from '../../src/flow/failure';
import type { NewRegisterEntry, Register, RegisterEntry } from '../../src/flow/person-ports';
import type { Clock } from '../../src/flow/ports';

type Kept = { -readonly [Name in keyof RegisterEntry]: RegisterEntry[Name] } & { note: string };

/** Tickets in memory. */
export class FakeRegister implements Register {
  readonly tickets = new Map<string, Kept>();
  private readonly faults: { operation: string; after: boolean }[] = [];

  constructor(private readonly clock: Clock) {}

  // Controls

  /** A ticket that staff made by hand (phone, letter). */
  addByHand(fields: Partial<RegisterEntry>): string {
    return this.keep({ requestId: '', record: '', language: '', ...fields }, '');
  }

  staffClose(ticket: string, outcome: string): void {
    Object.assign(this.ticket(ticket), { open: false, untold: true, outcome });
  }

  see(ticket: string): Readonly<Kept> {
    return { ...this.ticket(ticket) };
  }

  /** All there is to read in the register, for what must not be there. */
  text(): string {
    return JSON.stringify([...this.tickets.values()]);
  }

  /** The next call of this operation fails, before or after it did its work. */
  failNext(operation: string, { after = false } = {}): void {
    this.faults.push({ operation, after });
  }

  // Port

  open(entry: NewRegisterEntry): Promise<string> {
    return this.call('open', () => {
      const known = [...this.tickets.values()].find((each) => each.requestId === entry.requestId);
      return known?.ticket ?? this.keep(entry, entry.note);
    });
  }

  list(): Promise<readonly RegisterEntry[]> {
    return this.call('list', () =>
      [...this.tickets.values()].filter((each) => each.open || each.untold).map((each) => ({ ...each })),
    );
  }

  find(ticket: string): Promise<RegisterEntry | null> {
    return this.call('find', () => {
      const found = this.tickets.get(ticket);
      return found === undefined ? null : { ...found };
    });
  }

  close(ticket: string, outcome: string): Promise<void> {
    return this.call('close', () => {
      const kept = this.ticket(ticket);
      Object.assign(kept, { open: false, untold: false, outcome: kept.untold ? kept.outcome : outcome });
    });
  }

  extend(ticket: string, dueAt: number): Promise<void> {
    return this.call('extend', () => void Object.assign(this.ticket(ticket), { dueAt, extended: true }));
  }

  // Inside

  private keep(entry: Partial<RegisterEntry>, note: string): string {
    const ticket = `17x${this.tickets.size + 1}`;
    const now = this.clock.now();
    const blank = { kind: 'access' as const, requestId: '', record: '', language: '' as const };
    const state = { receivedAt: now, dueAt: now, extended: false, open: true, untold: false, outcome: '' };
    this.tickets.set(ticket, { ...blank, ...state, ...entry, ticket, note });
    return ticket;
  }

  private ticket(ticket: string): Kept {
    const kept = this.tickets.get(ticket);
    if (kept === undefined) throw new Error(`the test knows no ticket ${ticket}`);
    return kept;
  }

  private async call<T>(operation: string, work: () => T): Promise<T> {
    const at = this.faults.findIndex((each) => each.operation === operation);
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0];
    if (fault?.after === true) work();
    if (fault !== undefined)
      throw new Failure('The fake register fails as it was told.', {
        code: 'crm_unavailable',
        stage: 'crm',
        retryable: true,
      });
    return Promise.resolve(work());
  }
}
