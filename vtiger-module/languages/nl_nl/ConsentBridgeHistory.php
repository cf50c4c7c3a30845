<?php

$languageStrings = [
    'ConsentBridgeHistory' => 'Toestemmingsgeschiedenis',
    'SINGLE_ConsentBridgeHistory' => 'Toestemmingsgebeurtenis',
    'Consent history' => 'Toestemmingsgeschiedenis',
    'What happened' => 'Wat er gebeurde',
    'Event' => 'Gebeurtenis',
    'When' => 'Wanneer',
    'From status' => 'Van status',
    'To status' => 'Naar status',
    'Who' => 'Wie',
    'How' => 'Hoe',
    'Source' => 'Bron',
    'Text shown' => 'Getoonde tekst',
    'Language' => 'Taal',
    'Proof' => 'Bewijs',
    'Event number' => 'Gebeurtenisnummer',
    'Person' => 'Persoon',
    'Address fingerprint' => 'Adresvingerafdruk',
    'Optin' => 'Opt-in',
    'Invited' => 'Uitgenodigd',
    'Reminded' => 'Herinnerd',
    'Expired' => 'Verlopen',
    'Confirmed' => 'Bevestigd',
    'Subscribed' => 'Ingeschreven',
    'Optout' => 'Opt-out',
    'Unsubscribed' => 'Uitgeschreven',
    'Bounced' => 'Bounced',
    'Blacklisted' => 'Blacklisted',
];

$jsLanguageStrings = [];
