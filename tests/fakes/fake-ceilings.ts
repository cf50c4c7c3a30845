import type { Clock } from '../../src/flow/ports';
import type { Ceilings } from '../../src/flow/store-ports';

const MINUTE = 60_000;

/** Ceilings by the fake clock; `room` is what mail slots answer first (0: go). */
export class FakeCeilings implements Ceilings {
  readonly room: number[] = [];
  pausedUntil = 0;
  private unclear: { readonly fingerprint: string; readonly at: number } | null = null;
  private readonly asked = new Map<string, number[]>();
  private readonly invited = new Map<string, number>();
  private readonly daysWork = new Map<string, { readonly requestId: string; readonly at: number }[]>();

  constructor(
    private readonly clock: Clock,
    private readonly invitesPerHour: number,
  ) {}

  mailSlot(): Promise<number> {
    const paused = Math.max(0, this.pausedUntil - this.clock.now());
    return Promise.resolve(paused > 0 ? paused : (this.room.shift() ?? 0));
  }

  pauseSender(ms: number): Promise<void> {
    this.pausedUntil = this.clock.now() + ms;
    return Promise.resolve();
  }

  refusedUnclearly(fingerprint: string): Promise<boolean> {
    const { unclear } = this;
    const now = this.clock.now();
    this.unclear = { fingerprint, at: now };
    const recent = unclear !== null && now - unclear.at < 10 * MINUTE;
    return Promise.resolve(recent && unclear.fingerprint !== fingerprint);
  }

  address(fingerprint: string, mode: 'ask' | 'count'): Promise<number> {
    const now = this.clock.now();
    const day = (this.asked.get(fingerprint) ?? []).filter((at) => now - at < 24 * 60 * MINUTE);
    const [oldest = now] = day;
    const latest = day.at(-1) ?? 0;
    if (mode === 'ask' && day.length >= 3) return Promise.resolve(oldest + 24 * 60 * MINUTE - now);
    if (mode === 'ask' && now - latest < 10 * MINUTE) return Promise.resolve(latest + 10 * MINUTE - now);
    this.asked.set(fingerprint, [...day, now]);
    return Promise.resolve(0);
  }

  daily(key: string, requestId: string): Promise<number> {
    const now = this.clock.now();
    const day = (this.daysWork.get(key) ?? []).filter(({ at }) => now - at < 24 * 60 * MINUTE);
    if (day.some((each) => each.requestId === requestId)) return Promise.resolve(0);
    const [oldest] = day;
    if (oldest !== undefined && day.length >= 3) return Promise.resolve(oldest.at + 24 * 60 * MINUTE - now);
    this.daysWork.set(key, [...day, { requestId, at: now }]);
    return Promise.resolve(0);
  }

  staffInvite(eventId: string): Promise<number> {
    const now = this.clock.now();
    if (this.invited.has(eventId)) return Promise.resolve(0);
    const hour = [...this.invited.values()].filter((at) => now - at < 60 * MINUTE);
    const [oldest = now] = hour;
    if (hour.length >= this.invitesPerHour) return Promise.resolve(oldest + 60 * MINUTE - now);
    this.invited.set(eventId, now);
    return Promise.resolve(0);
  }

  clear(): void {
    this.asked.clear();
    this.invited.clear();
    this.daysWork.clear();
    this.pausedUntil = 0;
    this.unclear = null;
  }
}
