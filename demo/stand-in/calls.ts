/** One call as tests and the demo look at it; bodies and values are not kept. */
export interface CallRecord {
  readonly operation: string;
  readonly module: string;
  readonly record: string;
  readonly at: number;
}

/** Counts of calls, and the last thousands of them in order. */
export class CallLog {
  private readonly entries: CallRecord[] = [];
  private readonly counters = new Map<string, number>();

  constructor(private readonly keep = 10_000) {}

  add(entry: CallRecord): void {
    this.entries.push(entry);
    if (this.entries.length > this.keep) this.entries.splice(0, this.entries.length - this.keep);
    this.counters.set(entry.operation, (this.counters.get(entry.operation) ?? 0) + 1);
  }

  count(operation?: string): number {
    if (operation !== undefined) return this.counters.get(operation) ?? 0;
    return [...this.counters.values()].reduce((sum, one) => sum + one, 0);
  }

  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counters);
  }

  list(operation?: string): readonly CallRecord[] {
    return this.entries.filter((one) => operation === undefined || one.operation === operation);
  }

  clear(): void {
    this.entries.length = 0;
    this.counters.clear();
  }
}
