import { field, type FieldDefinition } from './field';

/** Fields every entity module of Vtiger carries; the rest of these modules is reduced to what calls can meet. */
const stamps: readonly FieldDefinition[] = [
  field('createdtime', 'Created Time', 'datetime', { nullable: false, editable: false }),
  field('modifiedtime', 'Modified Time', 'datetime', { nullable: false, editable: false }),
  field('modifiedby', 'Last Modified By', 'reference', { nullable: false, refersTo: ['Users'] }),
];
const owner = field('assigned_user_id', 'Assigned To', 'owner', {
  column: 'smownerid',
  mandatory: true,
  nullable: false,
});
const tail: readonly FieldDefinition[] = [
  field('source', 'Source', 'string', { editable: false }),
  field('starred', 'starred', 'boolean'),
  field('tags', 'tags', 'string'),
];

export const accountFields: readonly FieldDefinition[] = [
  field('accountname', 'Organization Name', 'string', { mandatory: true, nullable: false, max: 100 }),
  field('account_no', 'Organization Number', 'string', { nullable: false, editable: false }),
  field('accounttype', 'Type', 'picklist', {
    values: 'Analyst|Competitor|Customer|Integrator|Investor|Partner|Press|Prospect|Reseller|Other',
  }),
  field('phone', 'Primary Phone', 'phone', { max: 30 }),
  field('website', 'Website', 'url', { max: 100 }),
  field('fax', 'Fax', 'phone', { max: 30 }),
  field('email1', 'Primary Email', 'email', { max: 100 }),
  field('email2', 'Secondary Email', 'email', { max: 100 }),
  field('emailoptout', 'Email Opt Out', 'boolean'),
  owner,
  ...stamps,
  field('isconvertedfromlead', 'Is Converted From Lead', 'boolean', { default: 'no' }),
  ...tail,
  field('description', 'Description', 'text'),
];

export const productFields: readonly FieldDefinition[] = [
  field('productname', 'Product Name', 'string', { mandatory: true, nullable: false }),
  field('product_no', 'Product Number', 'string', { nullable: false, editable: false }),
  field('productcode', 'Part Number', 'string'),
  field('discontinued', 'Product Active', 'boolean'),
  field('manufacturer', 'Manufacturer', 'picklist', { values: 'AltvetPet Inc.|LexPon Inc.|MetBeat Corp' }),
  field('productcategory', 'Product Category', 'picklist', { values: 'Hardware|Software|CRM Applications' }),
  field('sales_start_date', 'Sales Start Date', 'date'),
  field('sales_end_date', 'Sales End Date', 'date'),
  field('start_date', 'Support Start Date', 'date'),
  field('expiry_date', 'Support Expiry Date', 'date'),
  field('website', 'Website', 'url'),
  field('vendor_id', 'Vendor Name', 'reference', { refersTo: ['Vendors'] }),
  field('mfr_part_no', 'Mfr PartNo', 'string'),
  field('vendor_part_no', 'Vendor PartNo', 'string'),
  field('serial_no', 'Serial No', 'string'),
  field('productsheet', 'Product Sheet', 'string'),
  field('glacct', 'GL Account', 'picklist', { values: '300-Sales-Software|301-Sales-Hardware' }),
  ...stamps,
  field('unit_price', 'Unit Price', 'currency'),
  field('commissionrate', 'Commission Rate', 'double', { decimals: 3 }),
  field('taxclass', 'Taxes', 'string'),
  field('usageunit', 'Usage Unit', 'picklist', { values: 'Box|Each|Hours' }),
  field('qty_per_unit', 'Qty/Unit', 'double', { decimals: 2 }),
  field('qtyinstock', 'Qty In Stock', 'double', { decimals: 3 }),
  field('reorderlevel', 'Reorder Level', 'integer'),
  owner,
  field('qtyindemand', 'Qty In Demand', 'integer'),
  field('imagename', 'Product Image', 'image'),
  field('description', 'Description', 'text'),
  field('purchase_cost', 'Purchase Cost', 'currency'),
  ...tail,
];

export const helpDeskFields: readonly FieldDefinition[] = [
  field('ticket_no', 'Ticket Number', 'string', { nullable: false, editable: false }),
  owner,
  field('parent_id', 'Organization Name', 'reference', { refersTo: ['Accounts'] }),
  field('ticketpriorities', 'Priority', 'picklist', { mandatory: true, values: 'Low|Normal|High|Urgent' }),
  field('product_id', 'Product Name', 'reference', { refersTo: ['Products'] }),
  field('ticketseverities', 'Severity', 'picklist', { values: 'Minor|Major|Feature|Critical' }),
  field('ticketstatus', 'Status', 'picklist', {
    mandatory: true,
    values: 'Open|In Progress|Wait For Response|Closed',
  }),
  field('ticketcategories', 'Category', 'picklist', { values: 'Big Problem|Small Problem|Other Problem' }),
  field('update_log', 'Update History', 'text', { unseen: true }),
  field('hours', 'Hours', 'double'),
  field('days', 'Days', 'double'),
  ...stamps.slice(0, 2),
  field('from_portal', 'From Portal', 'boolean'),
  ...stamps.slice(2),
  field('ticket_title', 'Title', 'string', { mandatory: true, nullable: false, column: 'title' }),
  field('contact_id', 'Contact Name', 'reference', { refersTo: ['Contacts'] }),
  ...tail,
  field('description', 'Description', 'text'),
  field('solution', 'Solution', 'text'),
];
