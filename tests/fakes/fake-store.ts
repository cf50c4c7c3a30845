import type { UndoEntry } from '../../src/consent/decision';
import type { ConsentEvent } from '../../src/consent/event';
import type { Clock, Outcome } from '../../src/flow/ports';
import type * as store from '../../src/flow/store-ports';

const HOUR = 3600_000;

/** Everything small that lies in Redis, in maps; `clear` is FLUSHALL. */
export class FakeStore {
  readonly mails = new Map<string, 'reserved' | 'unsent' | 'sent'>();
  readonly resends = new Map<string, number>();
  readonly marks = new Set<string>();
  readonly undoEntries = new Map<string, { entry: UndoEntry; until: number }>();
  readonly refusals = new Map<string, ConsentEvent>();
  readonly waiting = new Map<string, ConsentEvent>();
  readonly reported = new Map<string, Outcome[]>();
  readonly marked = new Map<string, number>();
  readonly passes = new Map<string, store.FullPass>();
  readonly networks = new Map<string, { ip: string; userAgent: string }>();
  alarms = 0;
  private releasedUntil = 0;

  constructor(private readonly clock: Clock) {}

  clear(): void {
    const maps = [this.mails, this.resends, this.marks, this.undoEntries, this.refusals, this.waiting];
    for (const map of [...maps, this.marked, this.passes, this.networks]) map.clear();
    this.alarms = 0;
    this.releasedUntil = 0;
  }

  readonly ledger: store.MailLedger = {
    find: async (key) => this.mails.get(key) ?? null,
    reserve: async (key) => {
      if ((this.mails.get(key) ?? 'unsent') !== 'unsent') return false;
      this.mails.set(key, 'reserved');
      return true;
    },
    unsent: async (key) => void this.mails.set(key, 'unsent'),
    sent: async (key) => void this.mails.set(key, 'sent'),
    nextResend: async (key) => {
      const number = (this.resends.get(key) ?? 0) + 1;
      this.resends.set(key, number);
      return number;
    },
  };

  readonly memory: store.EventMemory = {
    markEvidence: async (key) => {
      const had = this.marks.has(`evidence ${key}`);
      this.marks.add(`evidence ${key}`);
      return had;
    },
    isApplied: async (key) => this.marks.has(`applied ${key}`),
    markApplied: async (key) => void this.marks.add(`applied ${key}`),
  };

  readonly undo: store.UndoStore = {
    keep: async (key, entry) => {
      if (this.undoEntries.get(key)?.entry.eventId === entry.eventId) return;
      this.undoEntries.set(key, { entry, until: this.clock.now() + HOUR });
    },
    find: async (key) => {
      const found = this.undoEntries.get(key);
      return found === undefined || found.until <= this.clock.now() ? null : found.entry;
    },
    drop: async (key) => void this.undoEntries.delete(key),
  };

  readonly standing: store.StandingRefusals = {
    set: async (key, event) => void this.refusals.set(key, event),
    find: async (key) => this.refusals.get(key) ?? null,
    drop: async (key) => void this.refusals.delete(key),
  };

  readonly pending: store.PendingRefusals = {
    add: async (key, event) => void this.waiting.set(key, event),
    find: async (key) => this.waiting.get(key) ?? null,
    among: async (keys) => keys.filter((key) => this.waiting.has(key)),
    drop: async (key) => void this.waiting.delete(key),
  };

  readonly outcomes: store.Outcomes = {
    put: async (kind, id, outcome) => {
      const key = `${kind} ${id}`;
      this.reported.set(key, [...(this.reported.get(key) ?? []), outcome]);
    },
  };

  readonly watermarks: store.Watermarks = {
    get: async (module) => this.marked.get(`watermark ${module}`) ?? null,
    set: async (module, at) => void this.marked.set(`watermark ${module}`, at),
    fullPass: async (module) => this.passes.get(module) ?? null,
    saveFullPass: async (module, pass) => {
      if (pass === null) this.passes.delete(module);
      else this.passes.set(module, pass);
    },
    lastFullPass: async (module) => this.marked.get(`ended ${module}`) ?? null,
    endFullPass: async (module, at) => void this.marked.set(`ended ${module}`, at),
  };

  readonly alarm: store.Alarm = {
    raise: async (count) => {
      if (this.clock.now() >= this.releasedUntil) this.alarms = count;
    },
    release: async (ms) => {
      this.releasedUntil = this.clock.now() + ms;
      this.alarms = 0;
    },
    isRaised: async () => this.alarms > 0,
    clear: async () => void (this.alarms = 0),
  };

  readonly network: store.NetworkEvidence = {
    find: async (eventId) => this.networks.get(eventId) ?? null,
    drop: async (eventId) => void this.networks.delete(eventId),
  };

  /** The last outcome reported for an act or webhook. */
  outcome(kind: 'act' | 'webhook', id: string): Outcome | undefined {
    return this.reported.get(`${kind} ${id}`)?.at(-1);
  }
}
