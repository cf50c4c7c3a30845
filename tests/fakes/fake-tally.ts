import type { Log, LogFields } from '../../src/flow/ports';
import type { Tally } from '../../src/flow/store-ports';

/** Counters by their labels, `mail invitation sent` and the like. */
export class FakeTally implements Tally {
  readonly counts = new Map<string, number>();

  mail(kind: string, result: string): void {
    this.count(`mail ${kind} ${result}`);
  }

  event(name: string, result: string, code: string): void {
    this.count(`event ${name} ${result}${code === '' ? '' : ` ${code}`}`);
  }

  inDoubtWrite(): void {
    this.count('in doubt');
  }

  held(reason: string): void {
    this.count(`held ${reason}`);
  }

  of(label: string): number {
    return this.counts.get(label) ?? 0;
  }

  private count(label: string): void {
    this.counts.set(label, this.of(label) + 1);
  }
}

/** Keeps what was logged, to be searched for what must not be there. */
export class FakeLog implements Log {
  readonly lines: string[] = [];
  error = (message: string, fields?: LogFields) => this.keep('error', message, fields);
  warn = (message: string, fields?: LogFields) => this.keep('warn', message, fields);
  info = (message: string, fields?: LogFields) => this.keep('info', message, fields);
  debug = (message: string, fields?: LogFields) => this.keep('debug', message, fields);

  child(): Log {
    return this;
  }

  private keep(level: string, message: string, fields: LogFields = {}): void {
    this.lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  }
}
