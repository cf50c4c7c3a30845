<?php

$languageStrings = [
    'ConsentBridge' => 'ConsentBridge',
    'SINGLE_ConsentBridge' => 'ConsentBridge',
    'CB_EVENT' => 'Event',
    'CB_TEXT' => 'Text shown',
    'CB_TEXT_HELP' => 'The exact text the person saw, where the form is not the bridge\'s own.',
    'CB_SOURCE' => 'Source',
    'CB_GROUND' => 'Ground',
    'CB_GROUND_HELP' => 'Why you may ask this person; empty takes the consent source of the record.',
    'CB_LANGUAGE' => 'Language',
    'CB_LANGUAGE_OF_RECORD' => 'Language of the record',
    'CB_EVENT_ByNewsletterBox' => 'Newsletter box ticked (by a web form: the person asks; by staff: an invitation)',
    'CB_EVENT_ByStatus' => 'Status set by hand (refusal, withdrawal, blacklist; others are put back)',
    'CB_EVENT_OptInRequested' => 'The person asks to be added',
    'CB_EVENT_InvitationRequested' => 'Staff ask for an invitation',
    'CB_EVENT_ConsentRefused' => 'The person refused',
    'CB_EVENT_ConsentWithdrawn' => 'The person withdrew',
    'CB_EVENT_AddressBlacklisted' => 'Blacklist this address',
    'CB_EVENT_AddressChanged' => 'E-mail address changed',
    'CB_EVENT_RecordSaved' => 'Look at the record now',
];

$jsLanguageStrings = [];
