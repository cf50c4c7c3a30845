import { field, type FieldDefinition } from './field';

const STATUSES =
  'Optin|Invited|Reminded|Expired|Confirmed|Subscribed|Optout|Unsubscribed|Bounced|Blacklisted';

/** The bridge's block "E-mail consent" as its extension makes it. Date-times are uitype 70: stored literally. */
export const consentFields: readonly FieldDefinition[] = [
  field('newsletter_optin', 'Newsletter opt-in', 'boolean'),
  field('consent_status', 'Consent status', 'picklist', { values: STATUSES }),
  field('consent_basis', 'Consent basis', 'picklist', { values: 'consent|customer|other' }),
  field('consent_date', 'Consent date', 'datetime', { editable: false }),
  field('consent_invited_on', 'Consent invited on', 'datetime', { editable: false }),
  field('consent_reminded_on', 'Consent reminded on', 'datetime', { editable: false }),
  field('consent_changed_on', 'Consent changed on', 'datetime', { editable: false }),
  field('consent_text', 'Consent text', 'text'),
  field('consent_source', 'Consent source', 'string'),
  field('consent_language', 'Consent language', 'picklist', { values: 'nl|en|de|fr' }),
  field('consent_topics', 'Consent topics', 'multipicklist', { values: 'News|Offers|Events' }),
  field('consent_round', 'Consent round', 'string', { max: 64 }),
  field('consent_address_fp', 'Consent address fingerprint', 'string', { max: 32 }),
  field('consent_seal', 'Consent seal', 'string'),
  field('consent_confirm_link', 'Consent confirm link', 'string'),
  field('consent_subscribe_link', 'Consent subscribe link', 'string'),
  field('consent_unsubscribe_link', 'Consent unsubscribe link', 'string'),
  field('consent_preferences_link', 'Consent preferences link', 'string'),
];

/**
 * The same block made by hand in the Layout Editor: names are `cf_NNN`, counted up by two, different per module; there
 * is no date-time type, so these fields are plain text.
 */
export function handMadeFields(first: number): readonly FieldDefinition[] {
  return consentFields.map((known, index) =>
    field(`cf_${String(first + 2 * index)}`, known.label, known.type === 'datetime' ? 'string' : known.type, {
      values: known.values,
      max: known.type === 'string' || known.type === 'datetime' ? 255 : known.max,
    }),
  );
}
