export interface BatchOptions<A, R> {
  /** Answers in the order asked. */
  readonly send: (asks: readonly A[]) => Promise<readonly R[]>;
  /** At most so many in one call. */
  readonly most: number;
  /** At most so many calls side by side. */
  readonly calls: number;
}

interface Waiting<A, R> {
  readonly ask: A;
  readonly resolve: (answer: R) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Brings asks that come together into one call: those of the same moment, and those that came while all calls were
 * under way. Nobody waits for company, so a lone ask is as quick as before.
 */
export function createBatch<A, R>({ send, most, calls }: BatchOptions<A, R>): (ask: A) => Promise<R> {
  const waiting: Waiting<A, R>[] = [];
  let running = 0;
  let planned = false;
  const sendOne = async (batch: readonly Waiting<A, R>[]): Promise<void> => {
    try {
      const answers = await send(batch.map(({ ask }) => ask));
      batch.forEach(({ resolve, reject }, at) => {
        const answer = answers[at];
        if (answer === undefined) reject(new Error('an ask without an answer'));
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  const flush = (): void => {
    planned = false;
    while (running < calls && waiting.length > 0) {
      running += 1;
      void sendOne(waiting.splice(0, most)).finally(() => {
        running -= 1;
        flush();
      });
    }
  };
  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject });
      if (planned) return;
      planned = true;
      queueMicrotask(flush);
    });
}
