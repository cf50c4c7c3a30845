<?php

$languageStrings = [
    'ConsentBridgeHistory' => 'Historique du consentement',
    'SINGLE_ConsentBridgeHistory' => 'Événement de consentement',
    'Consent history' => 'Historique du consentement',
    'What happened' => 'Ce qui s\'est passé',
    'Event' => 'Événement',
    'When' => 'Quand',
    'From status' => 'Statut avant',
    'To status' => 'Statut après',
    'Who' => 'Qui',
    'How' => 'Comment',
    'Source' => 'Source',
    'Text shown' => 'Texte affiché',
    'Language' => 'Langue',
    'Proof' => 'Preuve',
    'Event number' => 'Numéro d\'événement',
    'Person' => 'Personne',
    'Address fingerprint' => 'Empreinte de l\'adresse',
    'Optin' => 'Opt-in',
    'Invited' => 'Invité',
    'Reminded' => 'Relancé',
    'Expired' => 'Expiré',
    'Confirmed' => 'Confirmé',
    'Subscribed' => 'Inscrit',
    'Optout' => 'Opt-out',
    'Unsubscribed' => 'Désinscrit',
    'Bounced' => 'Non distribuable',
    'Blacklisted' => 'Bloqué',
];

$jsLanguageStrings = [];
