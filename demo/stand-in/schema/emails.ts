import { field, type FieldDefinition } from './field';

export const emailFields: readonly FieldDefinition[] = [
  field('date_start', 'Date Sent', 'date', { mandatory: true, nullable: false }),
  field('parent_type', 'Sales Enity Module', 'string'),
  field('activitytype', 'Activtiy Type', 'string', { nullable: false }),
  field('assigned_user_id', 'Assigned To', 'owner', {
    column: 'smownerid',
    mandatory: true,
    nullable: false,
  }),
  field('subject', 'Subject', 'string', { mandatory: true }),
  field('filename', 'Attachment', 'file', { nullable: false }),
  field('description', 'Description', 'text'),
  field('time_start', 'Time Sent', 'time'),
  field('createdtime', 'Created Time', 'datetime', { nullable: false, editable: false }),
  field('modifiedtime', 'Modified Time', 'datetime', { nullable: false, editable: false }),
  field('access_count', 'Access Count', 'integer', { default: '0' }),
  field('modifiedby', 'Last Modified By', 'reference', { nullable: false, refersTo: ['Users'] }),
  field('from_email', 'From', 'string', { mandatory: true, nullable: false }),
  field('saved_toid', 'To', 'string', { mandatory: true, nullable: false }),
  field('ccmail', 'CC', 'string', { nullable: false }),
  field('bccmail', 'BCC', 'string', { nullable: false }),
  field('parent_id', 'Parent Record', 'reference', {
    nullable: false,
    refersTo: ['Accounts', 'Contacts', 'Leads', 'Users', 'Vendors'],
  }),
  field('email_flag', 'Email Flag', 'picklist', { nullable: false, values: 'SAVED|SENT|MAILSCANNER' }),
  field('source', 'Source', 'string', { editable: false }),
  field('click_count', 'Click Count', 'integer', { nullable: false, default: '0' }),
  field('starred', 'starred', 'boolean'),
  field('tags', 'tags', 'string'),
];
