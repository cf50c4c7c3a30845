import { LABEL_LINKS, labelLinks } from '../../../flow/label-links';
import { recordArgument } from '../arguments';
import type { CliBridge } from '../cli-bridge';
import { EXIT } from '../exit-code';
import { finding, type Register, type Report } from '../report';
import { table } from '../words';

export const linksCommand: Register = (program, choose) => {
  program
    .command('links')
    .description('the four links that may be printed for a record; they never expire')
    .addArgument(recordArgument())
    .action((record: string) => choose((bridge) => links(bridge, record)));
};

async function links({ deps, facts }: CliBridge, record: string): Promise<Report> {
  if (!facts.labelLinks)
    return finding(
      'label_secrets_missing',
      'LABEL_SECRETS holds no key that may sign; label links need one.',
      EXIT.config,
    );
  const signed = await labelLinks(deps, record);
  const lines = table(LABEL_LINKS.map((name) => [name, signed[name]]));
  return { exit: EXIT.done, document: { record, links: signed }, lines };
}
