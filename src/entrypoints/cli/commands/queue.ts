import type { Command } from 'commander';
import { z } from 'zod';
import { type FailedJob, QUEUES } from '../../../flow/queue-ports';
import type { CliBridge } from '../cli-bridge';
import { EXIT } from '../exit-code';
import { finding, type Register, type Report, type Run } from '../report';
import { instant, isoOrNull, table } from '../words';

const options = z.object({ all: z.boolean().default(false) });

export const queueCommand: Register = (program, choose) => {
  const queue = program.command('queue').description('jobs that exhausted their attempts');
  queue
    .command('failed')
    .description('list them')
    .action(() => choose(failed));
  queue
    .command('retry')
    .description('try one of them again, or all')
    .argument('[id]', 'a job id as queue failed lists it')
    .option('--all', 'all of them')
    .action((id: string | undefined, given: unknown, command: Command) => {
      choose(retryRun(id, options.parse(given).all, command));
    });
};

async function failed({ queue }: CliBridge): Promise<Report> {
  const jobs = await queue.failed();
  const exit = jobs.length === 0 ? EXIT.done : EXIT.findings;
  const listed = jobs.map(({ failedAt, ...job }) => ({ ...job, failedAt: isoOrNull(failedAt) }));
  return {
    exit,
    document: { failed: listed },
    lines: jobs.length === 0 ? ['No job has failed.'] : jobs.flatMap(linesOf),
  };
}

function linesOf(job: FailedJob): string[] {
  return [
    `${job.queue} ${job.id}`,
    ...table([
      ['  what', job.record === null ? job.name : `${job.name}, record ${job.record}`],
      ['  since', `${instant(job.failedAt)}, ${job.attempts} attempts`],
      ['  why', `${job.code}: ${job.sentence}`],
    ]),
  ];
}

function retryRun(id: string | undefined, all: boolean, command: Command): Run {
  if (all === (id !== undefined)) command.error('error: name one job id, or --all', { exitCode: EXIT.usage });
  return id === undefined ? retryAll : (bridge) => retryOne(bridge, id);
}

async function retryAll({ queue }: CliBridge): Promise<Report> {
  const retried = await queue.retryAll();
  return { exit: EXIT.done, document: { retried }, lines: [`Tried again: ${retried}.`] };
}

/** Ids are unique over all queues: each begins with the name of its kind, or is a UUID. */
async function retryOne({ queue }: CliBridge, id: string): Promise<Report> {
  for (const name of QUEUES)
    if (await queue.retry(name, id))
      return {
        exit: EXIT.done,
        document: { retried: 1, queue: name },
        lines: [`Tried again: ${name} ${id}.`],
      };
  return finding('job_not_found', 'There is no failed job with this id; see consent-bridge queue failed.');
}
