import { field, type FieldDefinition } from './field';

export const modCommentFields: readonly FieldDefinition[] = [
  field('commentcontent', 'Comment', 'text', { mandatory: true }),
  field('assigned_user_id', 'Assigned To', 'owner', {
    column: 'smownerid',
    mandatory: true,
    nullable: false,
  }),
  field('createdtime', 'Created Time', 'datetime', { nullable: false, editable: false }),
  field('modifiedtime', 'Modified Time', 'datetime', { nullable: false, editable: false }),
  field('related_to', 'Related To', 'reference', {
    mandatory: true,
    refersTo: [
      'Leads',
      'PurchaseOrder',
      'Quotes',
      'Invoice',
      'Faq',
      'HelpDesk',
      'ProjectTask',
      'Project',
      'Potentials',
      'Accounts',
      'Contacts',
      'SalesOrder',
    ],
  }),
  field('creator', 'Creator', 'reference', { nullable: false, editable: false, refersTo: ['Users'] }),
  field('parent_comments', 'Related To', 'reference', { refersTo: ['ModComments'] }),
  field('source', 'Source', 'string', { editable: false }),
  field('customer', 'Customer', 'reference', { refersTo: ['Contacts'] }),
  field('userid', 'UserId', 'reference', { refersTo: [] }),
  field('reasontoedit', 'ReasonToEdit', 'text'),
  field('is_private', 'Is Private', 'integer'),
  field('filename', 'Attachment', 'file'),
  field('related_email_id', 'Related Email Id', 'integer', { default: '0' }),
];
