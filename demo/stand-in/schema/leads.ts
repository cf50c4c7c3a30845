import { field, type FieldDefinition } from './field';

export const leadFields: readonly FieldDefinition[] = [
  field('salutationtype', 'Salutation', 'string', { column: 'salutation', max: 200 }),
  field('firstname', 'First Name', 'string', { max: 40 }),
  field('lead_no', 'Lead Number', 'string', { nullable: false, editable: false }),
  field('phone', 'Primary Phone', 'phone', { max: 50 }),
  field('lastname', 'Last Name', 'string', { mandatory: true, nullable: false, max: 80 }),
  field('mobile', 'Mobile Phone', 'phone', { max: 50 }),
  field('company', 'Company', 'string', { nullable: false, max: 100 }),
  field('fax', 'Fax', 'phone', { max: 50 }),
  field('designation', 'Designation', 'string', { max: 50 }),
  field('email', 'Primary Email', 'email', { max: 100 }),
  field('leadsource', 'Lead Source', 'picklist', {
    values:
      'Cold Call|Existing Customer|Self Generated|Employee|Partner|Public Relations|Direct Mail|Conference|Trade Show|Web Site|Word of mouth|Other',
    max: 200,
  }),
  field('website', 'Website', 'url', { max: 255 }),
  field('industry', 'Industry', 'picklist', {
    values:
      'Apparel|Banking|Biotechnology|Chemicals|Communications|Construction|Consulting|Education|Electronics|Energy|Engineering|Entertainment|Environmental|Finance|Food & Beverage|Government|Healthcare|Hospitality|Insurance|Machinery|Manufacturing|Media|Not For Profit|Recreation|Retail|Shipping|Technology|Telecommunications|Transportation|Utilities|Other',
    max: 200,
  }),
  field('leadstatus', 'Lead Status', 'picklist', {
    values:
      'Attempted to Contact|Cold|Contact in Future|Contacted|Hot|Junk Lead|Lost Lead|Not Contacted|Pre Qualified|Qualified|Warm',
    max: 200,
  }),
  field('annualrevenue', 'Annual Revenue', 'currency'),
  field('rating', 'Rating', 'picklist', {
    values: 'Acquired|Active|Market Failed|Project Cancelled|Shutdown',
    max: 200,
  }),
  field('noofemployees', 'Number of Employees', 'integer'),
  field('assigned_user_id', 'Assigned To', 'owner', {
    column: 'smownerid',
    mandatory: true,
    nullable: false,
  }),
  field('secondaryemail', 'Secondary Email', 'email', { max: 100 }),
  field('createdtime', 'Created Time', 'datetime', { nullable: false, editable: false }),
  field('modifiedtime', 'Modified Time', 'datetime', { nullable: false, editable: false }),
  field('modifiedby', 'Last Modified By', 'reference', { nullable: false, refersTo: ['Users'] }),
  field('emailoptout', 'Email Opt Out', 'boolean'),
  field('source', 'Source', 'string', { editable: false }),
  field('starred', 'starred', 'boolean'),
  field('tags', 'tags', 'string'),
  field('lane', 'Street', 'text'),
  field('code', 'Postal Code', 'string', { max: 30 }),
  field('city', 'City', 'string', { max: 30 }),
  field('country', 'Country', 'string', { max: 30 }),
  field('state', 'State', 'string', { max: 30 }),
  field('pobox', 'PO Box', 'string', { max: 30 }),
  field('description', 'Description', 'text'),
];
