<?php

$languageStrings = [
    'ConsentBridge' => 'ConsentBridge',
    'SINGLE_ConsentBridge' => 'ConsentBridge',
];

$jsLanguageStrings = [];
