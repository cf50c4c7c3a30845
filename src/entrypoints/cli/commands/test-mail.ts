import { Argument, Option } from 'commander';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../consent/event';
import { sendTestMail } from '../../../flow/send-test-mail';
import { parseAddress } from '../arguments';
import type { CliBridge } from '../cli-bridge';
import { EXIT } from '../exit-code';
import type { Register, Report } from '../report';

const options = z.object({ language: z.enum(LANGUAGES).optional() });

export const testMailCommand: Register = (program, choose) => {
  program
    .command('test-mail')
    .description('send an invitation that invites nobody, whatever MAIL_MODE says')
    .addArgument(new Argument('<address>', 'where to').argParser(parseAddress))
    .addOption(new Option('--language <code>', 'default: DEFAULT_LANGUAGE').choices(LANGUAGES))
    .action((to: string, given: unknown) => {
      const { language } = options.parse(given);
      choose((bridge) => testMail(bridge, to, language));
    });
};

async function testMail({ deps }: CliBridge, to: string, chosen: Language | undefined): Promise<Report> {
  const { policy, mailMode } = deps.settings;
  const language = chosen ?? policy.defaultLanguage;
  const { messageId } = await sendTestMail(deps, { to, language });
  return {
    exit: EXIT.done,
    document: { sent: true, messageId, language, mailMode: mailMode.kind },
    lines: [
      `The mail server took it. Message-ID ${messageId}`,
      'Its links have expired and name nobody: pressing them does nothing.',
      ...(mailMode.kind === 'live'
        ? []
        : [`MAIL_MODE is ${mailMode.kind}: people themselves get no mail yet.`]),
    ],
  };
}
