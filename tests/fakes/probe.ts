/** The process died here. No Failure: nobody handles it. */
export class Crash extends Error {}

/** Where the process dies: at the n-th call of any port, before or after the call did its work. */
export interface CrashPoint {
  readonly at: number;
  readonly when: 'before' | 'after';
}

/** Stands between the use cases and the fakes; counts calls and kills the process at one of them. */
export class Probe {
  readonly names: string[] = [];
  point: CrashPoint | null = null;
  private dead = false;

  wrap<T extends object>(name: string, target: T): T {
    return new Proxy(target, {
      get: (_, key) => {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) =>
          this.pass(`${name}.${String(key)}`, () => Reflect.apply(value, target, args) as unknown);
      },
    });
  }

  /** The process starts again. */
  revive(): void {
    this.dead = false;
    this.point = null;
  }

  private async pass(name: string, run: () => unknown): Promise<unknown> {
    if (this.dead) throw new Crash(`dead before ${name}`);
    this.names.push(name);
    const hit = this.names.length === this.point?.at;
    if (hit && this.point?.when === 'before') this.die(name);
    const result = await run();
    if (hit) this.die(name);
    return result;
  }

  private die(name: string): never {
    this.dead = true;
    throw new Crash(`died at ${name}`);
  }
}
