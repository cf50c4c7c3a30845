<?php

namespace ConsentBridge\Crm;

/** The consent fields of Contacts and Leads (docs: interfaces, "Vtiger fields"). */
final class FieldCatalogue
{
    const MODULES = ['Contacts', 'Leads'];
    const TABLES = ['Contacts' => 'vtiger_contactscf', 'Leads' => 'vtiger_leadscf'];
    const KEYS = ['Contacts' => 'contactid', 'Leads' => 'leadid'];
    const BLOCK = 'E-mail consent';

    /** Vtiger's displaytype: may be edited; shown and read-only; not shown on the record at all. */
    const EDITABLE = 1;
    const SHOWN = 2;
    const HIDDEN = 3;

    /** Name => label, uitype, typeofdata, column type, displaytype. Column and field have the same name. */
    const FIELDS = [
        'newsletter_optin' => ['Newsletter opt-in', 56, 'C~O', "VARCHAR(3) DEFAULT '0'", self::EDITABLE],
        'consent_status' => ['Consent status', 16, 'V~O', 'VARCHAR(40)', self::EDITABLE],
        'consent_basis' => ['Consent basis', 16, 'V~O', 'VARCHAR(40)', self::EDITABLE],
        'consent_date' => ['Consent date', 70, 'DT~O', 'DATETIME', self::EDITABLE],
        'consent_invited_on' => ['Consent invited on', 70, 'DT~O', 'DATETIME', self::SHOWN],
        'consent_reminded_on' => ['Consent reminded on', 70, 'DT~O', 'DATETIME', self::SHOWN],
        'consent_changed_on' => ['Consent changed on', 70, 'DT~O', 'DATETIME', self::SHOWN],
        'consent_text' => ['Consent text', 19, 'V~O', 'TEXT', self::EDITABLE],
        'consent_source' => ['Consent source', 1, 'V~O~LE~255', 'VARCHAR(255)', self::EDITABLE],
        'consent_language' => ['Consent language', 16, 'V~O', 'VARCHAR(10)', self::EDITABLE],
        'consent_topics' => ['Consent topics', 33, 'V~O', 'TEXT', self::EDITABLE],
        'consent_round' => ['Consent round', 1, 'V~O~LE~64', 'VARCHAR(64)', self::HIDDEN],
        'consent_address_fp' => ['Consent address fingerprint', 1, 'V~O~LE~32', 'VARCHAR(32)', self::HIDDEN],
        'consent_seal' => ['Consent seal', 1, 'V~O~LE~255', 'VARCHAR(255)', self::HIDDEN],
        // Text, not URL: Vtiger prints a URL field into a mail as a whole <a> with its text cut off.
        'consent_confirm_link' => ['Consent confirm link', 1, 'V~O~LE~500', 'VARCHAR(500)', self::SHOWN],
        'consent_subscribe_link' => ['Consent subscribe link', 1, 'V~O~LE~500', 'VARCHAR(500)', self::SHOWN],
        'consent_unsubscribe_link' => ['Consent unsubscribe link', 1, 'V~O~LE~500', 'VARCHAR(500)', self::SHOWN],
        'consent_preferences_link' => ['Consent preferences link', 1, 'V~O~LE~500', 'VARCHAR(500)', self::SHOWN],
    ];

    const LINKS = [
        'confirm' => 'consent_confirm_link',
        'subscribe' => 'consent_subscribe_link',
        'unsubscribe' => 'consent_unsubscribe_link',
        'preferences' => 'consent_preferences_link',
    ];
    const FLAGS = ['newsletter_optin', 'emailoptout'];
    const DATE_TIMES = ['consent_date', 'consent_invited_on', 'consent_reminded_on', 'consent_changed_on'];

    /** Values with their colours: green may be mailed, amber waits, grey has ended, red never. */
    const PICKLISTS = [
        'consent_status' => [
            ['Optin', '#e0a100'], ['Invited', '#e0a100'], ['Reminded', '#e0a100'], ['Expired', '#8a8f98'],
            ['Confirmed', '#2f8f46'], ['Subscribed', '#2f8f46'], ['Optout', '#c43c35'],
            ['Unsubscribed', '#c43c35'], ['Bounced', '#8a8f98'], ['Blacklisted', '#c43c35'],
        ],
        'consent_basis' => [['consent', '#2f8f46'], ['customer', '#3a7bbf'], ['other', '#8a8f98']],
        'consent_language' => [['nl', ''], ['en', ''], ['de', ''], ['fr', '']],
        'consent_topics' => [],
    ];

    /** What the bridge may write with consentbridge.apply: all but the links, which the module makes itself. */
    public static function writable(): array
    {
        $own = array_diff(array_keys(self::FIELDS), array_values(self::LINKS));
        return array_merge(['emailoptout'], array_values($own));
    }
}
