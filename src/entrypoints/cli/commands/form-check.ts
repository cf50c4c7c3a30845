import { Argument, Option } from 'commander';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../consent/event';
import { consentTextFor } from '../../http/hub/consent-text';
import type { CliBridge } from '../cli-bridge';
import { EXIT } from '../exit-code';
import { judgeForm } from '../form/judge-form';
import { loadHtml } from '../form/load-html';
import { readHtml } from '../form/read-html';
import { snippetOf } from '../form/snippet';
import type { Register, Report } from '../report';

const checkOptions = z.object({ field: z.string() });
const snippetOptions = z.object({ language: z.enum(LANGUAGES).optional() });

export const formCommand: Register = (program, choose) => {
  const form = program.command('form').description('forms on websites where people say yes');
  form
    .command('check')
    .description('look whether what a form collects is consent; sends nothing')
    .addArgument(new Argument('<file|url>', 'the HTML of the form, or the page it stands on'))
    .option('--field <name>', 'Vtiger’s name of the newsletter box', 'newsletter_optin')
    .action((from: string, given: unknown) => {
      const { field } = checkOptions.parse(given);
      choose((bridge) => check(bridge, from, field));
    });
  form
    .command('snippet')
    .description('print a sign-up form for another site')
    .addOption(new Option('--language <code>', 'default: DEFAULT_LANGUAGE').choices(LANGUAGES))
    .action((given: unknown) => {
      const { language } = snippetOptions.parse(given);
      choose((bridge) => snippet(bridge, language));
    });
};

async function check({ deps }: CliBridge, from: string, box: string): Promise<Report> {
  const { consentTexts, privacyUrl, policy } = deps.settings;
  const { defaultLanguage } = policy;
  const texts = LANGUAGES.map((language) => consentTextFor(language, { consentTexts, defaultLanguage }));
  const { kind, findings } = judgeForm(readHtml(await loadHtml(from)), {
    consentTexts: texts.map(({ text }) => text),
    marks: texts.map(({ mark }) => mark),
    privacyUrl,
    box,
  });
  return {
    exit: findings.length === 0 ? EXIT.done : EXIT.findings,
    document: { kind, findings },
    lines:
      findings.length === 0
        ? ['Nothing to be mended.']
        : findings.map(({ code, sentence }) => `${code}: ${sentence}`),
  };
}

async function snippet({ deps }: CliBridge, chosen: Language | undefined): Promise<Report> {
  const { publicUrl, consentTexts, privacyUrl, controller, policy } = deps.settings;
  const { defaultLanguage } = policy;
  const html = snippetOf({
    publicUrl,
    language: chosen ?? defaultLanguage,
    defaultLanguage,
    consentTexts,
    privacyUrl,
    controller,
    topics: await deps.people.topics(),
  });
  return { exit: EXIT.done, document: { html }, lines: html.split('\n') };
}
