import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { adoptCommand } from './commands/adopt';
import { doctorCommand } from './commands/doctor';
import { explainCommand } from './commands/explain';
import { formCommand } from './commands/form-check';
import { historyCommand } from './commands/history';
import { linksCommand } from './commands/links';
import { queueCommand } from './commands/queue';
import { requestsCommand } from './commands/requests';
import { statusCommand } from './commands/status';
import { sweepCommand } from './commands/sweep';
import { testMailCommand } from './commands/test-mail';
import { EXIT } from './exit-code';
import type { Register, Run } from './report';

const COMMANDS: readonly Register[] = [
  doctorCommand,
  statusCommand,
  explainCommand,
  historyCommand,
  linksCommand,
  sweepCommand,
  adoptCommand,
  queueCommand,
  formCommand,
  requestsCommand,
  testMailCommand,
];

const globals = z.object({ json: z.boolean().default(false) });

export type ArgumentsRead =
  | { readonly kind: 'run'; readonly run: Run; readonly json: boolean }
  /** Help was shown, or the usage is wrong. */
  | {
      readonly kind: 'end';
      readonly exit: typeof EXIT.done | typeof EXIT.usage;
      readonly json: boolean;
      readonly sentence: string;
    };

interface Channels {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Reads the arguments; nothing is opened or asked before they are known to be right. */
export function readArguments(argv: readonly string[], { out, err }: Channels): ArgumentsRead {
  const json = argv.includes('--json');
  const chosen: Run[] = [];
  const program = buildProgram({ out, err: json ? () => undefined : err }, (run) => chosen.push(run));
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const exit = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return { kind: 'end', exit, json, sentence: error.message.replace(/^error: /, '') };
  }
  const sentence = 'No command was given; see --help.';
  const [run] = chosen;
  if (run === undefined) return { kind: 'end', exit: EXIT.usage, json, sentence };
  return { kind: 'run', run, json: globals.parse(program.opts()).json };
}

function buildProgram({ out, err }: Channels, choose: (run: Run) => void): Command {
  const program = new Command('consent-bridge')
    .description('The e-mail consent of Contacts and Leads in Vtiger, looked at from a terminal.')
    .option('--json', 'one JSON document on standard output, nothing else')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: out, writeErr: err })
    .exitOverride()
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 findings, 64 wrong usage, 69 a service is down, 78 wrong configuration.',
    );
  for (const register of COMMANDS) register(program, choose);
  return program;
}
