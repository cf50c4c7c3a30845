import type { SoftBounces } from '../../src/flow/person-ports';
import type { Clock } from '../../src/flow/ports';
import { DAY } from './world';

/** Counts as SOFT_BOUNCE_LIMIT=5/30d does. */
export class FakeSoftBounces implements SoftBounces {
  readonly reports = new Map<string, Map<string, number>>();

  constructor(private readonly clock: Clock) {}

  count(fingerprint: string, { id, at }: { readonly id: string; readonly at: number }): Promise<boolean> {
    const known = [...(this.reports.get(fingerprint) ?? []), [id, at] as const];
    const recent = new Map(known.filter(([, time]) => time >= this.clock.now() - 30 * DAY));
    this.reports.set(fingerprint, recent);
    return Promise.resolve(recent.size >= 5);
  }

  forget(fingerprint: string): Promise<void> {
    this.reports.delete(fingerprint);
    return Promise.resolve();
  }
}
