import { businessModules } from './business';
import { consentFields, handMadeFields } from './consent';
import { contactFields } from './contacts';
import { emailFields } from './emails';
import type { FieldDefinition } from './field';
import type { ModuleDefinition } from './module-definition';
import { labContactFields, labLeadFields } from './lab';
import { leadFields } from './leads';
import { modCommentFields } from './mod-comments';
import { accountFields, helpDeskFields, productFields } from './others';
import { userFields } from './users';

/**
 * Which custom fields Contacts and Leads carry: the recorded lab's, the bridge's (made by its extension), the bridge's
 * made by hand (`cf_NNN`, other numbers per module), or a list of one's own.
 */
export type CustomFields =
  | 'lab'
  | 'consent'
  | 'hand-made'
  | { readonly Contacts: readonly FieldDefinition[]; readonly Leads: readonly FieldDefinition[] };

const PERSON = ['firstname', 'lastname'];

export function buildModules(custom: CustomFields): ReadonlyMap<string, ModuleDefinition> {
  const own = customFields(custom);
  const modules: ModuleDefinition[] = [
    person('Contacts', 12, 'contactid', [...contactFields, ...own.Contacts], 'contact_no', 'CON'),
    person('Leads', 10, 'leadid', [...leadFields, ...own.Leads], 'lead_no', 'LEA'),
    {
      name: 'Accounts',
      prefix: 11,
      idLabel: 'accountid',
      labelFields: ['accountname'],
      fields: accountFields,
      numbering: { field: 'account_no', prefix: 'ACC' },
    },
    {
      name: 'Products',
      prefix: 14,
      idLabel: 'productid',
      labelFields: ['productname'],
      fields: productFields,
      numbering: { field: 'product_no', prefix: 'PRO' },
    },
    {
      name: 'HelpDesk',
      prefix: 17,
      idLabel: 'ticketid',
      labelFields: ['ticket_title'],
      fields: helpDeskFields,
      numbering: { field: 'ticket_no', prefix: 'TT' },
    },
    { name: 'Emails', prefix: 16, idLabel: 'activityid', labelFields: ['subject'], fields: emailFields },
    {
      name: 'ModComments',
      prefix: 30,
      idLabel: 'modcommentsid',
      labelFields: ['commentcontent'],
      fields: modCommentFields,
    },
    {
      name: 'Users',
      prefix: 19,
      idLabel: 'id',
      labelFields: ['first_name', 'last_name'],
      fields: userFields,
    },
    ...businessModules,
  ];
  return new Map(modules.map((one) => [one.name, one]));
}

function customFields(custom: CustomFields): {
  readonly Contacts: readonly FieldDefinition[];
  readonly Leads: readonly FieldDefinition[];
} {
  if (custom === 'lab') return { Contacts: labContactFields, Leads: labLeadFields };
  if (custom === 'consent') return { Contacts: consentFields, Leads: consentFields };
  if (custom === 'hand-made') return { Contacts: handMadeFields(863), Leads: handMadeFields(911) };
  return custom;
}

function person(
  name: string,
  prefix: number,
  idLabel: string,
  fields: readonly FieldDefinition[],
  numberField: string,
  numberPrefix: string,
): ModuleDefinition {
  return {
    name,
    prefix,
    idLabel,
    labelFields: PERSON,
    fields,
    numbering: { field: numberField, prefix: numberPrefix },
  };
}
