import { z } from 'zod';
import type { QueuedSweep } from '../../../flow/queue-ports';
import type { CliBridge } from '../cli-bridge';
import { EXIT } from '../exit-code';
import type { Register, Report } from '../report';

const options = z.object({ full: z.boolean().default(false), release: z.boolean().default(false) });

/** Long enough for a full pass, begun now, to have judged every record anew. */
const RELEASED_FOR = 24 * 3600_000;

export const sweepCommand: Register = (program, choose) => {
  program
    .command('sweep')
    .description('queue the sweeps of what is due and what changed, now')
    .option('--full', 'begin a pass over all records as well')
    .option('--release', 'writing has stopped and so many changes are meant: go on, with a full pass')
    .action((given: unknown) => choose((bridge) => sweep(bridge, options.parse(given))));
};

async function sweep(
  { sweeps, deps }: CliBridge,
  { full, release }: z.output<typeof options>,
): Promise<Report> {
  if (release) await deps.alarm.release(RELEASED_FOR);
  const queued: QueuedSweep[] = [
    { kind: 'due' },
    { kind: 'changed' },
    ...(full || release ? [{ kind: 'full' as const, begin: true }] : []),
  ];
  // A slot of its own: the timer's sweep of this minute may be over already.
  const slot = `cli-${deps.newId()}`;
  for (const each of queued) await sweeps.enqueue(each, slot);
  const stopped = await deps.alarm.isRaised();
  const kinds = queued.map(({ kind }) => kind);
  return {
    exit: EXIT.done,
    document: { queued: kinds, writingStopped: stopped, released: release },
    lines: [
      `Queued: ${kinds.join(', ')}. A worker does them; see the log.`,
      ...(release ? ['Writing goes on: for 24 hours no number of changes stops it.'] : []),
      ...(stopped ? ['Writing has stopped; see consent-bridge doctor.'] : []),
    ],
  };
}
