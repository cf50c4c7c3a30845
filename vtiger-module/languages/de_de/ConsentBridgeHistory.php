<?php

$languageStrings = [
    'ConsentBridgeHistory' => 'Einwilligungsverlauf',
    'SINGLE_ConsentBridgeHistory' => 'Einwilligungsereignis',
    'Consent history' => 'Einwilligungsverlauf',
    'What happened' => 'Was geschah',
    'Event' => 'Ereignis',
    'When' => 'Wann',
    'From status' => 'Von Status',
    'To status' => 'Zu Status',
    'Who' => 'Wer',
    'How' => 'Wie geschehen',
    'Source' => 'Quelle',
    'Text shown' => 'Gezeigter Text',
    'Language' => 'Sprache',
    'Proof' => 'Nachweis',
    'Event number' => 'Ereignisnummer',
    'Person' => 'Person',
    'Address fingerprint' => 'Adress-Fingerabdruck',
    'Optin' => 'Opt-in',
    'Invited' => 'Eingeladen',
    'Reminded' => 'Erinnert',
    'Expired' => 'Abgelaufen',
    'Confirmed' => 'Bestätigt',
    'Subscribed' => 'Angemeldet',
    'Optout' => 'Opt-out',
    'Unsubscribed' => 'Abgemeldet',
    'Bounced' => 'Unzustellbar',
    'Blacklisted' => 'Gesperrt',
];

$jsLanguageStrings = [];
