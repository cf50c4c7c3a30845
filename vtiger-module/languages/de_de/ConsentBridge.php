<?php

$languageStrings = [
    'ConsentBridge' => 'ConsentBridge',
    'SINGLE_ConsentBridge' => 'ConsentBridge',
    'CB_EVENT' => 'Ereignis',
    'CB_TEXT' => 'Gezeigter Text',
    'CB_TEXT_HELP' => 'Der genaue Text, den die Person sah, wenn das Formular nicht von der Bridge stammt.',
    'CB_SOURCE' => 'Quelle',
    'CB_GROUND' => 'Grund',
    'CB_GROUND_HELP' => 'Warum Sie diese Person fragen dürfen; leer nimmt die Einwilligungsquelle des Datensatzes.',
    'CB_LANGUAGE' => 'Sprache',
    'CB_LANGUAGE_OF_RECORD' => 'Sprache des Datensatzes',
    'CB_EVENT_ByNewsletterBox' => 'Newsletter-Häkchen gesetzt (Webformular: die Person fragt an; Mitarbeiter: eine Einladung)',
    'CB_EVENT_ByStatus' => 'Status von Hand gesetzt (Ablehnung, Abmeldung, Sperre; anderes wird zurückgesetzt)',
    'CB_EVENT_OptInRequested' => 'Die Person möchte aufgenommen werden',
    'CB_EVENT_InvitationRequested' => 'Mitarbeiter bittet um eine Einladung',
    'CB_EVENT_ConsentRefused' => 'Die Person lehnte ab',
    'CB_EVENT_ConsentWithdrawn' => 'Die Person meldete sich ab',
    'CB_EVENT_AddressBlacklisted' => 'Adresse sperren',
    'CB_EVENT_AddressChanged' => 'E-Mail-Adresse geändert',
    'CB_EVENT_RecordSaved' => 'Datensatz jetzt ansehen',
];

$jsLanguageStrings = [];
