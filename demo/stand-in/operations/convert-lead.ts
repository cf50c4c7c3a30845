import { stamp } from '../clock';
import { recordDenied, VtigerError } from '../errors';
import { findRecord, webserviceId } from '../ids';
import type { PhpValue } from '../json';
import type { Element } from '../save';
import type { Row } from '../store';
import { phpText } from '../values';
import { elementOf, type Operation, type OperationCall } from './call';
import { createRecord } from './records';

/** Standard mapping (Settings > Leads > field mapping) of the fields modelled here. */
const STANDARD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Accounts: { company: 'accountname', phone: 'phone', fax: 'fax', email: 'email1', website: 'website' },
  Contacts: {
    firstname: 'firstname',
    lastname: 'lastname',
    salutationtype: 'salutationtype',
    email: 'email',
    phone: 'phone',
    mobile: 'mobile',
    fax: 'fax',
    designation: 'title',
    leadsource: 'leadsource',
    description: 'description',
    emailoptout: 'emailoptout',
  },
};

/** Custom fields are copied only where an admin mapped them; the lead stays readable by id and leaves the queries. */
export const convertLead: Operation = (call) => {
  const { crm, access } = call;
  const request = elementOf(call) ?? {};
  const lead = findRecord(crm.store, access, phpText(request['leadId'] ?? null) ?? '');
  if (!access.sees(lead)) throw recordDenied();
  if (lead.converted) throw new VtigerError('LEAD_ALREADY_CONVERTED', 'Lead is already converted');
  const entities = asElement(request['entities']);
  const wanted = ['Accounts', 'Contacts'].filter((one) => isTrue(asElement(entities[one])['create']));
  if (wanted.length === 0) return null;
  const result: Record<string, string> = {};
  const owner = phpText(request['assignedTo'] ?? null) ?? `19x${access.user.id}`;
  for (const module of wanted) {
    const given = asElement(entities[module]);
    const values: Record<string, PhpValue> = { assigned_user_id: owner, ...mapped(call, lead, module) };
    for (const [name, value] of Object.entries(given)) if (isTrue(value)) values[name] = value;
    if (module === 'Contacts' && result['Accounts'] !== undefined) values['account_id'] = result['Accounts'];
    result[module] = existingAccount(call, module, values) ?? converted(call, lead, module, values);
  }
  lead.converted = true;
  crm.store.set(lead, 'modifiedtime', stamp(crm.now()));
  crm.store.set(lead, 'modifiedby', String(access.user.id));
  return result;
};

const isTrue = (value: PhpValue | undefined): boolean =>
  value !== undefined && value !== null && value !== '' && value !== false && value !== 0 && value !== '0';
const asElement = (value: PhpValue | undefined): Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

function mapped({ crm }: OperationCall, lead: Row, module: string): Record<string, PhpValue> {
  const mapping = { ...STANDARD[module], ...(module === 'Contacts' ? crm.leadMapping : {}) };
  return Object.fromEntries(Object.entries(mapping).map(([from, to]) => [to, lead.values[from] ?? '']));
}

function existingAccount({ crm }: OperationCall, module: string, values: Element): string | undefined {
  if (module !== 'Accounts') return undefined;
  const known = crm.store
    .rows('Accounts')
    .find((row) => !row.deleted && row.values['accountname'] === values['accountname']);
  return known === undefined ? undefined : webserviceId('Accounts', known.id);
}

/** The new record takes over when the lead was created. */
function converted(call: OperationCall, lead: Row, module: string, values: Element): string {
  const { crm } = call;
  const id = String(createRecord(call, module, values)['id']);
  const row = crm.store.find(Number(id.split('x')[1]));
  if (row !== undefined) {
    crm.store.set(row, 'isconvertedfromlead', '1');
    crm.store.set(row, 'createdtime', lead.values['createdtime'] ?? null);
  }
  return id;
}
