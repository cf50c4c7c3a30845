import { escapeHtml } from '../../config/escape-html';
import type { FailedJob, QueueCounts } from '../../flow/queue-ports';

const text = (value: string | number) => escapeHtml(String(value));

export interface Board {
  readonly counts: readonly QueueCounts[];
  readonly failed: readonly FailedJob[];
  /** Only who could read this page knows it: another site's form does not. */
  readonly formKey: string;
}

/** The queue board: no script, nothing from elsewhere, no personal data. */
export function renderBoard({ counts, failed, formKey }: Board): string {
  const key = `<input type="hidden" name="key" value="${text(formKey)}">`;
  const all = `<form method="post" action="/queues/retry">${key}<button>Try all again</button></form>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Queues</title>
<meta name="viewport" content="width=device-width"><style>body{font:16px system-ui;margin:2rem;color-scheme:light dark}
table{border-collapse:collapse;margin:1rem 0}th,td{padding:.3rem .8rem;text-align:left;border-bottom:1px solid #8888}</style></head><body>
<h1>Queues</h1><table><thead><tr><th scope="col">Queue</th><th scope="col">Waiting</th><th scope="col">Active</th><th scope="col">Delayed</th><th scope="col">Failed</th></tr></thead>
<tbody>${counts.map(countRow).join('')}</tbody></table>
<h2>Failed jobs</h2>${failed.length === 0 ? '<p>None.</p>' : `${all}${failedTable(failed, key)}`}</body></html>`;
}

function countRow({ queue, waiting, active, delayed, failed }: QueueCounts): string {
  const cells = [waiting, active, delayed, failed].map((count) => `<td>${count}</td>`);
  return `<tr><th scope="row">${queue}</th>${cells.join('')}</tr>`;
}

function failedTable(failed: readonly FailedJob[], key: string): string {
  const heads = ['Queue', 'Job', 'Record', 'Code', 'Why', 'Attempts', 'Failed at', ''];
  const rows = failed.map((job) => {
    const when = new Date(job.failedAt).toISOString();
    const cells = [job.queue, job.name, job.record ?? '', job.code, job.sentence, job.attempts, when];
    const again = `<form method="post" action="/queues/retry">${key}<input type="hidden" name="queue" value="${job.queue}"><input type="hidden" name="id" value="${text(job.id)}"><button>Try again</button></form>`;
    return `<tr>${cells.map((cell) => `<td>${text(cell)}</td>`).join('')}<td>${again}</td></tr>`;
  });
  return `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
