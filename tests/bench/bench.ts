import { cpus, release } from 'node:os';
import { measureClicksAtWork } from './clicks-at-work';
import { measureIntake } from './intake';
import { type Invitations, measureInvitations } from './invitations';
import { measureMailbox } from './mailbox';
import { intakeTable, invitationsTable, mailboxTable, workTable } from './tables';

/* npm run bench [-- --full] [-- --only=intake|work|invitations|mailbox]: numbers of this machine, in this run. Absolute
   ones mean little elsewhere; the ratios do. */

const SECONDS = 4;

async function main(): Promise<void> {
  const full = process.argv.includes('--full');
  const only = process.argv.find((each) => each.startsWith('--only='))?.slice('--only='.length);
  const wanted = (part: string) => only === undefined || only === part;
  say(`Node ${process.versions.node}, ${cpus().length} cores, Linux ${release()}`);
  if (wanted('intake')) {
    const runs = [];
    for (const aof of ['everysec', 'always'] as const)
      runs.push({ aof, pairs: await measureIntake(aof, { rounds: full ? 9 : 5, seconds: 1.5 }) });
    say(intakeTable(runs));
  }
  if (wanted('work')) say(workTable(await measureClicksAtWork(SECONDS)));
  if (wanted('invitations')) {
    const runs: Invitations[] = [await measureInvitations(1000, 'web,worker')];
    if (full) runs.push(await measureInvitations(10_000, 'web,worker,scheduler'));
    say(invitationsTable(runs));
  }
  if (wanted('mailbox')) {
    const runs = [await measureMailbox(1000, true)];
    if (full) runs.push(await measureMailbox(10_000, false));
    say(mailboxTable(runs));
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
