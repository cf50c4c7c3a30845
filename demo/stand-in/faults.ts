import { setTimeout as delay } from 'node:timers/promises';

/** What can be made to go wrong; see README.md. */
export type FaultKind =
  | 'drop'
  | 'slow'
  | 'answer-late'
  | 'apply-late'
  | 'session-expired'
  | 'html'
  | 'empty'
  | 'denied'
  | 'drop-field'
  | 'lock-timeout'
  | 'other-writer'
  | 'invalid-json';

export interface Fault {
  readonly kind: FaultKind;
  /** Only calls of these operations; absent: any. */
  readonly operation?: string | readonly string[];
  readonly module?: string;
  /** Only calls about this record. */
  readonly record?: string;
  /** How many calls; absent: until it is cleared. */
  readonly times?: number;
  /** Calls that match and still go well before the fault begins. */
  readonly skip?: number;
  /** For slow, answer-late, apply-late and lock-timeout. */
  readonly ms?: number;
  /** For drop-field: what is silently not stored. For other-writer: what the other one writes. */
  readonly fields?: readonly string[] | Readonly<Record<string, string>>;
  /** For other-writer: just before or just after the write of the call. */
  readonly moment?: 'before' | 'after';
  /** For html: the status, 502 when absent. */
  readonly status?: number;
}

export interface CallInfo {
  readonly operation: string;
  readonly module: string;
  readonly record: string;
}

interface Standing {
  readonly fault: Fault;
  readonly number: number;
  left: number;
  skip: number;
}

/** The faults that stand; one call can meet several of them. */
export class Faults {
  private readonly standing: Standing[] = [];
  private last = 0;

  /** @returns how to take this fault away again. */
  add(fault: Fault): () => void {
    const entry = { fault, number: ++this.last, left: fault.times ?? Infinity, skip: fault.skip ?? 0 };
    this.standing.push(entry);
    return () => this.remove(entry);
  }

  clear(): void {
    this.standing.length = 0;
  }

  list(): readonly { readonly number: number; readonly left: number | null; readonly fault: Fault }[] {
    return this.standing.map(({ number, left, fault }) => ({
      number,
      left: Number.isFinite(left) ? left : null,
      fault,
    }));
  }

  /** The faults this call meets; those that are used up go. */
  take(call: CallInfo): readonly Fault[] {
    const met = this.standing
      .filter((entry) => matches(entry.fault, call))
      .filter((entry) => {
        if (entry.skip === 0) return true;
        entry.skip -= 1;
        return false;
      });
    for (const entry of met) {
      entry.left -= 1;
      if (entry.left <= 0) this.remove(entry);
    }
    return met.map((entry) => entry.fault);
  }

  private remove(entry: Standing): void {
    const index = this.standing.indexOf(entry);
    if (index >= 0) this.standing.splice(index, 1);
  }
}

function matches(fault: Fault, call: CallInfo): boolean {
  const operations = fault.operation === undefined ? [] : [fault.operation].flat();
  if (operations.length > 0 && !operations.includes(call.operation)) return false;
  if (fault.module !== undefined && fault.module !== call.module) return false;
  return fault.record === undefined || fault.record === call.record;
}

export const pick = (faults: readonly Fault[], kind: FaultKind): Fault | undefined =>
  faults.find((one) => one.kind === kind);

export async function wait(fault: Fault | undefined): Promise<void> {
  if (fault?.ms !== undefined && fault.ms > 0) await delay(fault.ms);
}
