<?php

namespace ConsentBridge\Crm;

/** The entity that holds consent history: one row per event and record (GDPR art. 7(1)). */
final class HistoryCatalogue
{
    const MODULE = 'ConsentBridgeHistory';
    const TABLE = 'vtiger_consentbridgehistory';
    const KEY = 'consentbridgehistoryid';
    const BLOCK = 'Consent history';

    /** Name => label, uitype, typeofdata, column type, column in lists and in the related list. */
    const FIELDS = [
        'line' => ['What happened', 1, 'V~O~LE~255', 'VARCHAR(255)', true],
        'occurred_on' => ['When', 70, 'DT~O', 'DATETIME', true],
        'event' => ['Event', 1, 'V~O~LE~40', 'VARCHAR(40)', true],
        'from_status' => ['From status', 1, 'V~O~LE~20', 'VARCHAR(20)', true],
        'to_status' => ['To status', 1, 'V~O~LE~20', 'VARCHAR(20)', true],
        'actor' => ['Who', 1, 'V~O~LE~64', 'VARCHAR(64)', true],
        'channel' => ['How', 1, 'V~O~LE~20', 'VARCHAR(20)', true],
        'collection' => ['Source', 1, 'V~O~LE~255', 'VARCHAR(255)', false],
        'shown_text' => ['Text shown', 19, 'V~O', 'TEXT', true],
        'shown_language' => ['Language', 1, 'V~O~LE~10', 'VARCHAR(10)', false],
        'evidence' => ['Proof', 19, 'V~O', 'MEDIUMTEXT', false],
        'entry_id' => ['Event number', 1, 'V~O~LE~64', 'VARCHAR(64)', false],
        'principal' => ['Address fingerprint', 1, 'V~O~LE~22', 'VARCHAR(22)', false],
        'person' => ['Person', 10, 'V~O', 'INT(19)', false],
    ];
}
