import { field, type FieldDefinition } from './field';
import type { ModuleDefinition } from './module-definition';

/* What business is done with a person, as Vtiger 8.4.0 describes it, reduced to what calls can meet. */

const owner = field('assigned_user_id', 'Assigned To', 'owner', {
  column: 'smownerid',
  mandatory: true,
  nullable: false,
});
const stamps: readonly FieldDefinition[] = [
  field('createdtime', 'Created Time', 'datetime', { nullable: false, editable: false }),
  field('modifiedtime', 'Modified Time', 'datetime', { nullable: false, editable: false }),
  field('modifiedby', 'Last Modified By', 'reference', { nullable: false, refersTo: ['Users'] }),
];
const tail: readonly FieldDefinition[] = [
  field('source', 'Source', 'string', { editable: false }),
  field('starred', 'starred', 'boolean'),
  field('tags', 'tags', 'string'),
];
const subject = field('subject', 'Subject', 'string', { mandatory: true });
const description = field('description', 'Description', 'text');
const contact = field('contact_id', 'Contact Name', 'reference', { refersTo: ['Contacts'] });
const account = field('account_id', 'Organization Name', 'reference', {
  mandatory: true,
  refersTo: ['Accounts'],
});
const opportunity = field('potential_id', 'Opportunity Name', 'reference', { refersTo: ['Potentials'] });
const total = field('hdnGrandTotal', 'Total', 'currency');
/** Of modules with line items; creating their records by webservice fails in 8.4.0. */
const billing: readonly FieldDefinition[] = [
  field('currency_id', 'Currency', 'reference', { nullable: false, default: '1', refersTo: ['Currency'] }),
  field('bill_street', 'Billing Address', 'text', { mandatory: true }),
  field('ship_street', 'Shipping Address', 'text', { mandatory: true }),
  description,
];
const item = field('productid', 'Item Name', 'reference', {
  mandatory: true,
  refersTo: ['Products', 'Services'],
});
const number = (name: string, label: string, nullable = true): FieldDefinition =>
  field(name, label, 'string', { nullable, editable: false });

const invoiceFields: readonly FieldDefinition[] = [
  subject,
  field('salesorder_id', 'Sales Order', 'reference', { refersTo: ['SalesOrder'] }),
  contact,
  total,
  account,
  field('invoicestatus', 'Status', 'picklist', {
    values: 'AutoCreated|Created|Cancel|Approved|Sent|Credit Invoice|Paid',
  }),
  owner,
  ...stamps,
  ...billing,
  number('invoice_no', 'Invoice No'),
  item,
  opportunity,
  ...tail,
];

const salesOrderFields: readonly FieldDefinition[] = [
  number('salesorder_no', 'Sales Order Number'),
  subject,
  opportunity,
  field('quote_id', 'Quote Name', 'reference', { refersTo: ['Quotes'] }),
  contact,
  field('sostatus', 'Status', 'picklist', {
    mandatory: true,
    values: 'Created|Approved|Delivered|Cancelled',
  }),
  total,
  account,
  owner,
  ...stamps,
  ...billing,
  field('invoicestatus', 'Invoice Status', 'picklist', {
    mandatory: true,
    values: 'AutoCreated=>Auto Created|Created|Cancel|Approved|Sent|Credit Invoice|Paid',
  }),
  item,
  ...tail,
];

const quoteFields: readonly FieldDefinition[] = [
  number('quote_no', 'Quote Number'),
  subject,
  opportunity,
  field('quotestage', 'Quote Stage', 'picklist', {
    mandatory: true,
    values: 'Created|Delivered|Reviewed|Accepted|Rejected',
  }),
  contact,
  field('assigned_user_id1', 'Inventory Manager', 'reference', { refersTo: ['Users'] }),
  total,
  account,
  owner,
  ...stamps,
  ...billing,
  item,
  ...tail,
];

const purchaseOrderFields: readonly FieldDefinition[] = [
  number('purchaseorder_no', 'Purchase Order Number'),
  subject,
  field('vendor_id', 'Vendor Name', 'reference', { mandatory: true, refersTo: ['Vendors'] }),
  contact,
  total,
  field('postatus', 'Status', 'picklist', {
    mandatory: true,
    values: 'Created|Approved|Delivered|Cancelled|Received Shipment',
  }),
  owner,
  ...stamps,
  ...billing,
  item,
  ...tail,
];

const serviceContractFields: readonly FieldDefinition[] = [
  owner,
  ...stamps.slice(0, 2),
  field('sc_related_to', 'Related To', 'reference', { refersTo: ['Contacts', 'Accounts'] }),
  subject,
  field('contract_status', 'Status', 'picklist', {
    values: 'Undefined|In Planning|In Progress|On Hold|Complete|Archived',
  }),
  number('contract_no', 'Contract Number'),
  ...stamps.slice(2),
  ...tail,
];

const potentialFields: readonly FieldDefinition[] = [
  field('potentialname', 'Opportunity Name', 'string', { mandatory: true, nullable: false }),
  number('potential_no', 'Opportunity Number', false),
  field('related_to', 'Organization Name', 'reference', { refersTo: ['Accounts'] }),
  field('closingdate', 'Expected Close Date', 'date', { mandatory: true }),
  field('sales_stage', 'Sales Stage', 'picklist', {
    mandatory: true,
    values:
      'Prospecting|Qualification|Needs Analysis|Value Proposition|Id. Decision Makers=>Identify Decision Makers|' +
      'Perception Analysis|Proposal or Price Quote|Negotiation or Review|Closed Won|Closed Lost',
  }),
  owner,
  field('campaignid', 'Campaign Source', 'reference', { refersTo: ['Campaigns'] }),
  ...stamps,
  description,
  contact,
  ...tail,
];

const projectFields: readonly FieldDefinition[] = [
  field('projectname', 'Project Name', 'string', { mandatory: true }),
  field('projectstatus', 'Status', 'picklist', {
    values:
      'prospecting=>Prospecting|initiated=>Initiated|in progress=>In Progress|waiting for feedback=>Waiting for Feedback|' +
      'on hold=>On Hold|completed=>Completed|delivered=>Delivered|archived=>Archived',
  }),
  field('linktoaccountscontacts', 'Related To', 'reference', { refersTo: ['Accounts', 'Contacts'] }),
  owner,
  number('project_no', 'Project Number'),
  ...stamps,
  description,
  ...tail,
  field('potentialid', 'Opportunity Name', 'reference', { refersTo: ['Potentials'] }),
];

const assetFields: readonly FieldDefinition[] = [
  number('asset_no', 'Asset No', false),
  field('product', 'Product Name', 'reference', { mandatory: true, nullable: false, refersTo: ['Products'] }),
  field('serialnumber', 'Serial Number', 'string', { mandatory: true }),
  field('datesold', 'Date Sold', 'date', { mandatory: true }),
  field('dateinservice', 'Date in Service', 'date', { mandatory: true }),
  field('assetstatus', 'Status', 'picklist', { mandatory: true, values: 'In Service|Out-of-service' }),
  field('invoiceid', 'Invoice Name', 'reference', { refersTo: ['Invoice'] }),
  owner,
  field('assetname', 'Asset Name', 'string', { mandatory: true }),
  field('account', 'Customer Name', 'reference', { mandatory: true, refersTo: ['Accounts'] }),
  field('contact', 'Contact Name', 'reference', { refersTo: ['Contacts'] }),
  ...stamps,
  field('description', 'Notes', 'text'),
  ...tail,
];

/** Names a Contact by a related list alone. */
const vendorFields: readonly FieldDefinition[] = [
  field('vendorname', 'Vendor Name', 'string', { mandatory: true }),
  number('vendor_no', 'Vendor Number', false),
  field('phone', 'Primary Phone', 'string'),
  field('email', 'Primary Email', 'email'),
  ...stamps,
  description,
  owner,
  ...tail,
];

const documentFields: readonly FieldDefinition[] = [
  field('notes_title', 'Title', 'string', { mandatory: true, nullable: false, column: 'title' }),
  ...stamps.slice(0, 2),
  field('filename', 'File Name', 'file'),
  owner,
  field('notecontent', 'Note', 'text'),
  field('filestatus', 'Active', 'boolean', { default: '1' }),
  field('folderid', 'Folder Name', 'reference', { nullable: false, refersTo: ['DocumentFolders'] }),
  number('note_no', 'Document No', false),
  ...stamps.slice(2),
  ...tail,
];

const groupFields: readonly FieldDefinition[] = [
  field('groupname', 'groupname', 'string'),
  field('description', 'description', 'text'),
];

const one = (
  name: string,
  prefix: number,
  idLabel: string,
  fields: readonly FieldDefinition[],
  numbered: readonly [field: string, prefix: string],
): ModuleDefinition => ({
  name,
  prefix,
  idLabel,
  labelFields: fields.filter(({ name: each }) => LABELS.has(each)).map(({ name: each }) => each),
  fields,
  numbering: { field: numbered[0], prefix: numbered[1] },
});
const LABELS = new Set(['subject', 'potentialname', 'projectname', 'assetname', 'vendorname', 'notes_title']);

export const businessModules: readonly ModuleDefinition[] = [
  one('Invoice', 7, 'invoiceid', invoiceFields, ['invoice_no', 'INV']),
  one('SalesOrder', 6, 'salesorderid', salesOrderFields, ['salesorder_no', 'SO']),
  one('Quotes', 4, 'quoteid', quoteFields, ['quote_no', 'QUO']),
  one('PurchaseOrder', 5, 'purchaseorderid', purchaseOrderFields, ['purchaseorder_no', 'PO']),
  one('ServiceContracts', 25, 'servicecontractsid', serviceContractFields, ['contract_no', 'SERCON']),
  one('Potentials', 13, 'potentialid', potentialFields, ['potential_no', 'POT']),
  one('Project', 29, 'projectid', projectFields, ['project_no', 'PROJ']),
  one('Assets', 32, 'assetsid', assetFields, ['asset_no', 'ASSET']),
  one('Vendors', 2, 'vendorid', vendorFields, ['vendor_no', 'VEN']),
  one('Documents', 15, 'notesid', documentFields, ['note_no', 'DOC']),
  { name: 'Groups', prefix: 20, idLabel: 'groupid', labelFields: ['groupname'], fields: groupFields },
];

/** The groups of a fresh Vtiger: numbers are their own, as those of users are. */
export const GROUPS: readonly {
  readonly id: number;
  readonly groupname: string;
  readonly description: string;
}[] = [
  { id: 2, groupname: 'Team Selling', description: 'Group Related to Sales' },
  { id: 3, groupname: 'Marketing Group', description: 'Group Related to Marketing Activities' },
  { id: 4, groupname: 'Support Group', description: 'Group Related to providing Support to Customers' },
];
