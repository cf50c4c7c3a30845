import type { StoredRecord } from '../records';
import type { PageParts } from './parts';
import { escapeHtml, page, pill } from './layout';
import { consentFieldsOf } from './names';

const SHOWN = 200;

export function listPage(parts: PageParts): string {
  return page('Contacts and leads', ['Contacts', 'Leads'].map((module) => table(parts, module)).join(''));
}

function table(parts: PageParts, module: string): string {
  const all = parts.records.list(module);
  const rows = [...all]
    .reverse()
    .slice(0, SHOWN)
    .map((record) => row(parts, module, record));
  const more = all.length > SHOWN ? `<p class="note">The newest ${SHOWN} of ${all.length}.</p>` : '';
  const empty = '<tr><td colspan="6" class="note">No records yet.</td></tr>';
  return `<h2>${module}</h2>${more}<section class="scroll"><table><thead><tr><th>Name</th><th>E-mail</th><th>Status</th><th>Consent date (UTC)</th><th>Box</th><th>Topics</th></tr></thead>
<tbody>${rows.join('') || empty}</tbody></table></section>`;
}

function row(parts: PageParts, module: string, record: StoredRecord): string {
  const fields = consentFieldsOf(parts.crm, module);
  const value = (name: string): string => record[fields.get(name)?.name ?? name] ?? '';
  const name = `${value('firstname')} ${value('lastname')}`.trim();
  const topics = value('consent_topics').replaceAll(' |##| ', ', ');
  return `<tr><td><a href="/record?id=${record.id}">${escapeHtml(name === '' ? record.id : name)}</a></td><td class="long">${escapeHtml(value('email'))}</td>
<td>${pill(value('consent_status'))}</td><td>${escapeHtml(value('consent_date'))}</td><td>${value('newsletter_optin') === '1' ? 'ticked' : '–'}</td><td>${escapeHtml(topics)}</td></tr>`;
}
