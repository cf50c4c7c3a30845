<?php

$languageStrings = [
    'ConsentBridge' => 'ConsentBridge',
    'SINGLE_ConsentBridge' => 'ConsentBridge',
    'CB_EVENT' => 'Gebeurtenis',
    'CB_TEXT' => 'Getoonde tekst',
    'CB_TEXT_HELP' => 'De precieze tekst die de persoon zag, als het formulier niet van de bridge zelf is.',
    'CB_SOURCE' => 'Bron',
    'CB_GROUND' => 'Grond',
    'CB_GROUND_HELP' => 'Waarom u deze persoon mag vragen; leeg neemt de toestemmingsbron van het record.',
    'CB_LANGUAGE' => 'Taal',
    'CB_LANGUAGE_OF_RECORD' => 'Taal van het record',
    'CB_EVENT_ByNewsletterBox' => 'Nieuwsbriefvakje aangevinkt (webformulier: de persoon vraagt erom; medewerker: een uitnodiging)',
    'CB_EVENT_ByStatus' => 'Status met de hand gezet (weigering, uitschrijving, blacklist; andere worden teruggezet)',
    'CB_EVENT_OptInRequested' => 'De persoon vraagt erom',
    'CB_EVENT_InvitationRequested' => 'Medewerker vraagt om een uitnodiging',
    'CB_EVENT_ConsentRefused' => 'De persoon weigerde',
    'CB_EVENT_ConsentWithdrawn' => 'De persoon schreef zich uit',
    'CB_EVENT_AddressBlacklisted' => 'Adres op de blacklist',
    'CB_EVENT_AddressChanged' => 'E-mailadres gewijzigd',
    'CB_EVENT_RecordSaved' => 'Bekijk het record nu',
];

$jsLanguageStrings = [];
