import type { StoredRecord } from '../records';
import type { FieldDefinition } from '../schema/field';
import type { PageParts } from './parts';
import { escapeHtml, page, pill } from './layout';
import { consentFieldsOf, type PageFields } from './names';

/** What staff may change here; the rest of the consent block is the bridge's and only shown. */
export const STAFF_FIELDS = [
  'consent_status',
  'newsletter_optin',
  'consent_source',
  'consent_basis',
  'consent_text',
] as const;

export const moduleOf = (id: string): string => (id.startsWith('10x') ? 'Leads' : 'Contacts');

export function recordPage(parts: PageParts, record: StoredRecord, saved: boolean): string {
  const fields = consentFieldsOf(parts.crm, moduleOf(record.id));
  const status = record[fields.get('consent_status')?.name ?? ''] ?? '';
  const title = `${record['firstname'] ?? ''} ${record['lastname'] ?? ''}`.trim();
  return page(
    title === '' ? record.id : title,
    `<p>${pill(status)} <span class="note">${moduleOf(record.id)} ${record.id}, changed ${escapeHtml(record['modifiedtime'] ?? '')} UTC</span>${saved ? ' <strong role="status">Saved.</strong>' : ''}</p>
${form(record, fields)}<h2>Consent fields</h2><section class="scroll"><table><tbody>${[...fields.values()].map((one) => shown(record, one)).join('')}</tbody></table></section>
<h2>Comments (evidence)</h2>${comments(parts, record.id)}`,
  );
}

function form(record: StoredRecord, fields: PageFields): string {
  const inputs = STAFF_FIELDS.map((name) => input(record, name, fields.get(name))).join('');
  return `<form class="card" method="post" action="/record?id=${record.id}"><h2 style="margin-top:0">Edit as staff</h2>
<label><span>E-mail</span><input type="text" name="email" value="${escapeHtml(record['email'] ?? '')}"></label>${inputs}
<label class="check"><input type="checkbox" name="emailoptout" value="1"${record['emailoptout'] === '1' ? ' checked' : ''}><span>Email Opt Out</span></label>
<button>Save</button></form>`;
}

function input(record: StoredRecord, name: string, field: FieldDefinition | undefined): string {
  if (field === undefined) return '';
  const value = record[field.name] ?? '';
  const label = escapeHtml(field.label);
  if (field.type === 'boolean') {
    return `<label class="check"><input type="checkbox" name="${name}" value="1"${value === '1' ? ' checked' : ''}><span>${label}</span></label>`;
  }
  if (field.type === 'picklist') {
    const options = ['', ...field.values.split('|')].map(
      (one) => `<option${one === value ? ' selected' : ''}>${escapeHtml(one)}</option>`,
    );
    return `<label><span>${label}</span><select name="${name}">${options.join('')}</select></label>`;
  }
  if (field.type === 'text') {
    return `<label><span>${label}</span><textarea name="${name}" rows="3">${escapeHtml(value)}</textarea></label>`;
  }
  return `<label><span>${label}</span><input type="text" name="${name}" value="${escapeHtml(value)}"></label>`;
}

function shown(record: StoredRecord, field: FieldDefinition): string {
  return `<tr><th scope="row">${escapeHtml(field.label)}</th><td class="long">${escapeHtml(record[field.name] ?? '')}</td></tr>`;
}

function comments(parts: PageParts, id: string): string {
  const found = parts.records.comments(id);
  if (found.length === 0) return '<p class="note">None yet.</p>';
  return found
    .map(
      (one) =>
        `<section><span class="note">${escapeHtml(one['createdtime'] ?? '')} UTC</span><pre>${escapeHtml(one['commentcontent'] ?? '')}</pre></section>`,
    )
    .join('');
}
