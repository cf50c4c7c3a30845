import type { Fault } from '../faults';
import type { PageParts } from './parts';
import { escapeHtml, page } from './layout';

/** The faults that can be commanded with a button; the control door knows them all. */
export const BUTTONS: readonly { readonly text: string; readonly fault: Fault }[] = [
  { text: 'Cut the next 5 connections', fault: { kind: 'drop', times: 5 } },
  { text: 'Cut all connections', fault: { kind: 'drop' } },
  { text: 'Every call takes 3 seconds longer', fault: { kind: 'slow', ms: 3000 } },
  {
    text: 'Next 3 writes: apply, then answer after 60 seconds',
    fault: { kind: 'answer-late', operation: ['revise', 'create'], ms: 60_000, times: 3 },
  },
  { text: 'End the session of the next call', fault: { kind: 'session-expired', times: 1 } },
  { text: 'Next 3 calls: 502 with HTML', fault: { kind: 'html', times: 3 } },
  { text: 'Next 3 calls: empty 500', fault: { kind: 'empty', times: 3 } },
  { text: 'Refuse all writes', fault: { kind: 'denied', operation: ['revise', 'create'] } },
  {
    text: 'Silently drop the status of the next 3 writes',
    fault: { kind: 'drop-field', operation: 'revise', fields: ['consent_status'], times: 3 },
  },
  { text: 'Next write: success, but nothing stored', fault: { kind: 'lock-timeout', times: 1 } },
  { text: 'Next 3 answers: broken JSON', fault: { kind: 'invalid-json', times: 3 } },
];

export function faultsPage(parts: PageParts): string {
  const buttons = BUTTONS.map(
    (one, index) =>
      `<form method="post" action="/faults"><input type="hidden" name="fault" value="${index}"><button class="quiet">${escapeHtml(one.text)}</button></form>`,
  );
  const standing = parts.faults.list().map(({ fault, left }) => {
    const { kind, ...rest } = fault;
    return `<li><strong>${kind}</strong> ${escapeHtml(JSON.stringify(rest))}${left === null ? '' : `, ${left} left`}</li>`;
  });
  return page(
    'Faults',
    `<section><h2 style="margin-top:0">Standing now</h2>${standing.length === 0 ? '<p>None: everything works.</p>' : `<ul>${standing.join('')}</ul>`}
<form method="post" action="/faults"><input type="hidden" name="fault" value="clear"><button>Clear all</button></form></section>
<section><h2 style="margin-top:0">Command a fault</h2><div class="row">${buttons.join('')}</div></section>`,
  );
}
