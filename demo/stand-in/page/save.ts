import type { StoredRecord } from '../records';
import type { PageParts } from './parts';
import { consentFieldsOf } from './names';
import { moduleOf, STAFF_FIELDS } from './record';

export const CONSENT_TEXT =
  'Yes, send me the newsletter by e-mail. I can stop it at any time with the link in every mail.';

/** Saves what staff changed; fields left as they were are not touched. */
export async function saveRecord(
  parts: PageParts,
  before: StoredRecord,
  form: URLSearchParams,
): Promise<void> {
  const fields = consentFieldsOf(parts.crm, moduleOf(before.id));
  const changes: Record<string, string> = {};
  const take = (name: string, value: string): void => {
    if ((before[name] ?? '') !== value) changes[name] = value;
  };
  take('email', form.get('email') ?? '');
  take('emailoptout', form.get('emailoptout') ?? '0');
  for (const name of STAFF_FIELDS) {
    const field = fields.get(name);
    if (field === undefined) continue;
    const sent = form.get(name);
    take(field.name, field.type === 'boolean' ? (sent ?? '0') : (sent ?? '').replaceAll('\r\n', '\n'));
  }
  if (Object.keys(changes).length === 0) return;
  parts.records.edit(before.id, changes);
  await report(parts, before.id, { by: 'staff', kind: 'changed', before, fields: Object.keys(changes) });
}

/** What Vtiger's own web form does: a new lead with source WEBFORM; the box only where the visitor ticked it. */
export async function saveWebform(parts: PageParts, form: URLSearchParams): Promise<void> {
  const fields = consentFieldsOf(parts.crm, 'Leads');
  const box = fields.get('newsletter_optin')?.name;
  const source = fields.get('consent_source')?.name;
  const ticked = form.get('newsletter') === '1';
  const id = parts.records.insert('Leads', {
    firstname: form.get('firstname') ?? '',
    lastname: form.get('lastname') ?? '',
    email: form.get('email') ?? '',
    source: 'WEBFORM',
    leadsource: 'Web Site',
    ...(ticked && box !== undefined ? { [box]: '1' } : {}),
    ...(ticked && source !== undefined ? { [source]: 'Newsletter form' } : {}),
  });
  await report(parts, id, {
    by: 'webform',
    kind: 'created',
    before: null,
    fields: ticked ? [box ?? ''] : [],
  });
}

async function report(
  parts: PageParts,
  id: string,
  change: Parameters<NonNullable<PageParts['onSaved']>>[1],
): Promise<void> {
  const record = parts.records.get(id);
  if (record !== undefined) await parts.onSaved?.(record, change);
}
