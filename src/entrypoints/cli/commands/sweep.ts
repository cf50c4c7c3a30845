import { z } from 'zod';
import type { QueuedSweep } from '../../../flow/queue-ports';
import type { CliBridge } from '../cli-bridge';
import { EXIT } from '../exit-code';
import type { Register, Report } from '../report';

const options = z.object({ full: z.boolean().default(false) });

export const sweepCommand: Register = (program, choose) => {
  program
    .command('sweep')
    .description('queue the sweeps of what is due and what changed, now')
    .option('--full', 'begin a pass over all records as well')
    .action((given: unknown) => choose((bridge) => sweep(bridge, options.parse(given).full)));
};

async function sweep({ sweeps, deps }: CliBridge, full: boolean): Promise<Report> {
  const queued: QueuedSweep[] = [
    { kind: 'due' },
    { kind: 'changed' },
    ...(full ? [{ kind: 'full' as const, begin: true }] : []),
  ];
  // A slot of its own: the timer's sweep of this minute may be over already.
  const slot = `cli-${deps.newId()}`;
  for (const each of queued) await sweeps.enqueue(each, slot);
  const stopped = await deps.alarm.isRaised();
  const kinds = queued.map(({ kind }) => kind);
  return {
    exit: EXIT.done,
    document: { queued: kinds, writingStopped: stopped },
    lines: [
      `Queued: ${kinds.join(', ')}. A worker does them; see the log.`,
      ...(stopped ? ['Writing has stopped; see consent-bridge doctor.'] : []),
    ],
  };
}
