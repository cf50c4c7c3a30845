<?php

$languageStrings = [
    'ConsentBridge' => 'ConsentBridge',
    'SINGLE_ConsentBridge' => 'ConsentBridge',
    'CB_EVENT' => 'Événement',
    'CB_TEXT' => 'Texte affiché',
    'CB_TEXT_HELP' => 'Le texte exact vu par la personne, si le formulaire n\'est pas celui du bridge.',
    'CB_SOURCE' => 'Source',
    'CB_GROUND' => 'Motif',
    'CB_GROUND_HELP' => 'Pourquoi vous pouvez demander à cette personne ; vide : la source du consentement de la fiche.',
    'CB_LANGUAGE' => 'Langue',
    'CB_LANGUAGE_OF_RECORD' => 'Langue de la fiche',
    'CB_EVENT_ByNewsletterBox' => 'Case newsletter cochée (formulaire web : la personne le demande ; personnel : une invitation)',
    'CB_EVENT_ByStatus' => 'Statut saisi à la main (refus, désinscription, blocage ; le reste est rétabli)',
    'CB_EVENT_OptInRequested' => 'La personne le demande',
    'CB_EVENT_InvitationRequested' => 'Le personnel demande une invitation',
    'CB_EVENT_ConsentRefused' => 'La personne a refusé',
    'CB_EVENT_ConsentWithdrawn' => 'La personne s\'est désinscrite',
    'CB_EVENT_AddressBlacklisted' => 'Bloquer cette adresse',
    'CB_EVENT_AddressChanged' => 'Adresse e-mail modifiée',
    'CB_EVENT_RecordSaved' => 'Examiner la fiche maintenant',
];

$jsLanguageStrings = [];
