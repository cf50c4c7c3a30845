import { type Command, Option } from 'commander';
import { z } from 'zod';
import type { Adoption } from '../../../flow/adopt-legacy';
import { parseDate, parseWords } from '../arguments';
import { adopt, list } from '../adopt-records';
import { EXIT } from '../exit-code';
import type { Register } from '../report';

const options = z.object({
  legacy: z.boolean().default(false),
  yes: z.boolean().default(false),
  source: z.string().optional(),
  text: z.string().exactOptional(),
  before: z.number().optional(),
});

export const adoptCommand: Register = (program, choose) => {
  program
    .command('adopt')
    .description('list the records that say yes without proof; with --yes and --source, adopt them')
    .option('--legacy', 'Confirmed and Subscribed without text, date and source')
    .option('--yes', 'write; without it nothing is written')
    .addOption(new Option('--source <words>', 'where the old consent came from').argParser(parseWords))
    .addOption(new Option('--text <words>', 'what people agreed to then, if known').argParser(parseWords))
    .addOption(new Option('--before <date>', 'only consent older than this').argParser(parseDate))
    .action((given: unknown, command: Command) => {
      const { legacy, yes, before } = options.parse(given);
      if (!legacy) usage(command, '--legacy says what is adopted; it is needed');
      const adoption = adoptionOf(given);
      if (!yes) choose((bridge) => list(bridge, before));
      else if (adoption === null) usage(command, '--yes needs --source "where the old consent came from"');
      else choose((bridge) => adopt(bridge, adoption, before));
    });
};

function adoptionOf(given: unknown): Adoption | null {
  const { source, text } = options.parse(given);
  return source === undefined ? null : { source, ...(text === undefined ? {} : { text }) };
}

function usage(command: Command, sentence: string): never {
  return command.error(`error: ${sentence}`, { exitCode: EXIT.usage });
}
