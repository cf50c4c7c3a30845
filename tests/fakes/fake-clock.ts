import type { Clock } from '../../src/flow/ports';

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  constructor(private time = Date.parse('2026-11-23T10:00:00.000Z')) {}

  now(): number {
    return this.time;
  }

  advance(ms: number): void {
    this.time += ms;
  }

  /** Never backwards. */
  reach(instant: number): void {
    this.time = Math.max(this.time, instant);
  }
}
