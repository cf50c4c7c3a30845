import type { LastCounts, Parcels, RequestCounts, Traces } from '../../src/flow/person-ports';
import type { Clock } from '../../src/flow/ports';

type Content = Readonly<Record<string, string>>;

/** Parcels by the fake clock. */
export class FakeParcels implements Parcels {
  private readonly kept = new Map<string, { readonly content: Content; readonly until: number }>();

  constructor(private readonly clock: Clock) {}

  put(id: string, content: Content, ttl: number): Promise<void> {
    this.kept.set(id, { content, until: this.clock.now() + ttl });
    return Promise.resolve();
  }

  find(id: string): Promise<Content | null> {
    const parcel = this.kept.get(id);
    return Promise.resolve(parcel === undefined || parcel.until <= this.clock.now() ? null : parcel.content);
  }

  drop(id: string): Promise<void> {
    this.kept.delete(id);
    return Promise.resolve();
  }

  /** Ids of what lies there now. */
  ids(): string[] {
    return [...this.kept].filter(([, { until }]) => until > this.clock.now()).map(([id]) => id);
  }

  clear(): void {
    this.kept.clear();
  }
}

/** Keeps what it was asked to erase. */
export class FakeTraces implements Traces {
  readonly erased: Parameters<Traces['erase']>[0][] = [];

  erase(person: Parameters<Traces['erase']>[0]): Promise<void> {
    this.erased.push(person);
    return Promise.resolve();
  }
}

/** The last counts of the register. */
export class FakeCounts implements LastCounts {
  last: RequestCounts | null = null;

  put({ open, dueSoon, overdue }: RequestCounts): Promise<void> {
    this.last = { open, dueSoon, overdue };
    return Promise.resolve();
  }

  find(): Promise<RequestCounts | null> {
    return Promise.resolve(this.last);
  }
}
