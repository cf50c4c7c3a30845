import type { ClicksAtWork } from './clicks-at-work';
import { type AppendFsync, KINDS, type Pair } from './intake';
import type { Invitations } from './invitations';
import type { Measured } from './load';
import type { MailboxRun } from './mailbox';
import { slopePerMinute } from './memory';

/** Lines of a markdown table. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? NaN;
const whole = (value: number): string => Math.round(value).toString();
const milliseconds = ({ p50, p99 }: Measured): string => `${whole(p50)} / ${whole(p99)}`;

const WHAT = { click: 'one-click POST, durable', webhook: 'webhook, durable' } as const;

export function intakeTable(runs: readonly { readonly aof: AppendFsync; readonly pairs: readonly Pair[] }[]) {
  const rows = runs.flatMap(({ aof, pairs }) =>
    KINDS.map((kind) => {
      const own = pairs.filter((pair) => pair.kind === kind);
      const ratios = own.map((each) => each.product.perSecond / each.baseline.perSecond);
      const costs = own.map((each) => each.product.cpu / each.baseline.cpu);
      const middle = (side: 'product' | 'baseline'): Measured => ({
        perSecond: median(own.map((pair) => pair[side].perSecond)),
        p50: median(own.map((pair) => pair[side].p50)),
        p99: median(own.map((pair) => pair[side].p99)),
        answered: 0,
        cpu: median(own.map((pair) => pair[side].cpu)),
      });
      const [product, baseline] = [middle('product'), middle('baseline')];
      return [
        WHAT[kind],
        aof,
        median(ratios).toFixed(2),
        `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
        median(costs).toFixed(2),
        whole(product.perSecond),
        whole(baseline.perSecond),
        milliseconds(product),
        milliseconds(baseline),
      ];
    }),
  );
  return table(
    [
      'POST',
      'AOF',
      'ratio to empty POST',
      'rounds from, to',
      'CPU per request, times empty POST',
      'per second',
      'empty POST per second',
      'p50 / p99 ms',
      'empty POST p50 / p99 ms',
    ],
    rows,
  );
}

export function workTable({ oneClick, withOutcome }: ClicksAtWork): string {
  return table(
    ['with workers in the same process', 'per second', 'p50 / p99 ms'],
    [
      ['one-click POST, durable, 50 at once', whole(oneClick.perSecond), milliseconds(oneClick)],
      [
        'button POST until the page shows the outcome, 4 at once',
        whole(withOutcome.perSecond),
        milliseconds(withOutcome),
      ],
    ],
  );
}

export function invitationsTable(runs: readonly Invitations[]): string {
  return table(
    [
      'invitations',
      'mails per second',
      'CRM calls per mail',
      'all CRM calls',
      'mailed twice',
      'statuses',
      'RSS MB at the quarters',
    ],
    runs.map((run) => [
      `${run.count} in ${whole(run.seconds)} s`,
      run.mailsPerSecond.toFixed(1),
      callsPerMail(run).toFixed(2),
      counted(run.calls),
      String(run.repeated),
      counted(run.statuses),
      memoryCell(run),
    ]),
  );
}

export function mailboxTable(runs: readonly MailboxRun[]): string {
  return table(
    [
      'mails',
      'read, durable and moved per second',
      'bare fetch and move per second',
      'ratio',
      'records written per second',
      'RSS MB at the quarters',
    ],
    runs.map((run) => [
      String(run.mails),
      whole(run.read),
      whole(run.bare),
      (run.read / run.bare).toFixed(2),
      run.done === null ? '' : run.done.toFixed(1),
      memoryCell(run),
    ]),
  );
}

const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, number]) => `${name || 'none'} ${number}`)
    .join(', ');

function callsPerMail({ calls, count }: Invitations): number {
  return Object.values(calls).reduce((sum, number) => sum + number, 0) / count;
}

/** At the quarters of the run, then the slope of its later half. */
function memoryCell({ memory }: Pick<Invitations, 'memory'>): string {
  const at = (part: number) => whole(memory[Math.floor((memory.length - 1) * part)]?.rss ?? NaN);
  const slope = slopePerMinute(memory).toFixed(1);
  return `${[0, 0.25, 0.5, 0.75, 1].map(at).join(' ')} (${slope} per minute)`;
}
