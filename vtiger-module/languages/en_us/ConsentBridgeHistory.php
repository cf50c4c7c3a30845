<?php

$languageStrings = [
    'ConsentBridgeHistory' => 'Consent history',
    'SINGLE_ConsentBridgeHistory' => 'Consent event',
    'Consent history' => 'Consent history',
    'What happened' => 'What happened',
    'Event' => 'Event',
    'When' => 'When',
    'From status' => 'From status',
    'To status' => 'To status',
    'Who' => 'Who',
    'How' => 'How',
    'Source' => 'Source',
    'Text shown' => 'Text shown',
    'Language' => 'Language',
    'Proof' => 'Proof',
    'Event number' => 'Event number',
    'Person' => 'Person',
    'Address fingerprint' => 'Address fingerprint',
    'Optin' => 'Opt-in',
    'Invited' => 'Invited',
    'Reminded' => 'Reminded',
    'Expired' => 'Expired',
    'Confirmed' => 'Confirmed',
    'Subscribed' => 'Subscribed',
    'Optout' => 'Opt-out',
    'Unsubscribed' => 'Unsubscribed',
    'Bounced' => 'Bounced',
    'Blacklisted' => 'Blacklisted',
];

$jsLanguageStrings = [];
