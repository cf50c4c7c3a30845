import type { Log } from '../../flow/ports';

export interface TopicWatch {
  /** As last read; [] until the CRM answered once. */
  now(): readonly string[];
  stop(): void;
}

export interface TopicWatchOptions {
  /** Asks the CRM. */
  readonly read: () => Promise<readonly string[]>;
  /** ms between looks. */
  readonly every: number;
  readonly log: Pick<Log, 'warn'>;
}

/** Staff manage topics in Vtiger; pages need them and may not ask the CRM, so they are read beside the requests. */
export function watchTopics({ read, every, log }: TopicWatchOptions): TopicWatch {
  let known: readonly string[] = [];
  const look = () => {
    read().then(
      (found) => {
        known = found;
      },
      () => log.warn('topics could not be read; pages show those of the last look', { known: known.length }),
    );
  };
  look();
  const timer = setInterval(look, every);
  timer.unref();
  return { now: () => known, stop: () => clearInterval(timer) };
}
