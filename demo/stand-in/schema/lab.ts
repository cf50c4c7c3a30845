import { field, type FieldDefinition } from './field';

/** The custom fields of the lab in which the recordings were made. */

export const labContactFields: readonly FieldDefinition[] = [
  field('consent_status', 'Consent status', 'picklist', {
    values: 'Optin|Invited|Reminded|Expired|Confirmed|Subscribed|Optout|Unsubscribed|Bounced|Blacklisted',
    max: 255,
  }),
  field('consent_changed_at', 'Consent changed at', 'datetime', { editable: false }),
  field('consent_dt6', 'Consent datetime uitype 6', 'datetime', { localTime: true }),
  field('consent_date', 'Consent date', 'date'),
  field('consent_note', 'Consent note', 'string', { max: 500 }),
  field('consent_url', 'Consent url', 'url', { max: 255 }),
  field('consent_flag', 'Consent flag', 'boolean'),
  field('consent_count', 'Consent count', 'integer'),
  field('consent_topics', 'Consent topics', 'multipicklist', { values: 'News|Offers|Events' }),
  field('consent_text', 'Consent text', 'text'),
  field('cf_863', 'UI consent status', 'picklist', {
    values: 'Optin|Invited|Reminded|Expired|Confirmed|Subscribed|Optout|Unsubscribed|Bounced|Blacklisted',
    max: 255,
  }),
  field('cf_865', 'UI text', 'string', { max: 100 }),
  field('cf_867', 'UI date', 'date'),
  field('cf_869', 'UI check', 'boolean'),
];

export const labLeadFields: readonly FieldDefinition[] = [
  field('consent_status', 'Consent status', 'picklist', {
    values: 'Optin|Invited|Reminded|Expired|Confirmed|Subscribed|Optout|Unsubscribed|Bounced|Blacklisted',
    max: 255,
  }),
  field('consent_changed_at', 'Consent changed at', 'datetime', { editable: false }),
  field('consent_dt6', 'Consent datetime uitype 6', 'datetime', { localTime: true }),
  field('consent_date', 'Consent date', 'date'),
  field('consent_note', 'Consent note', 'string', { max: 500 }),
  field('consent_url', 'Consent url', 'url', { max: 255 }),
  field('consent_flag', 'Consent flag', 'boolean'),
  field('consent_count', 'Consent count', 'integer'),
  field('consent_topics', 'Consent topics', 'multipicklist', { values: 'News|Offers|Events' }),
  field('consent_text', 'Consent text', 'text'),
  field('cf_881', 'UI consent status', 'picklist', {
    values: 'Optin|Invited|Reminded|Expired|Confirmed|Subscribed|Optout|Unsubscribed|Bounced|Blacklisted',
    max: 255,
  }),
  field('cf_883', 'UI text', 'string', { max: 100 }),
  field('cf_885', 'UI date', 'date'),
  field('cf_887', 'UI check', 'boolean'),
];
