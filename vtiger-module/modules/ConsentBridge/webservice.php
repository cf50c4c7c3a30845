<?php

/*
 * Entry points of the webservice operations. Vtiger passes parameters by name on PHP 8 and by position before, the user
 * last: hence exactly these argument names.
 */

require_once 'modules/ConsentBridge/autoload.php';

function consentbridge_ws_info($user)
{
    return ConsentBridge\Operations\Door::answer('Info', '{}', $user);
}

function consentbridge_ws_find($element, $user)
{
    return ConsentBridge\Operations\Door::answer('Find', $element, $user);
}

function consentbridge_ws_due($element, $user)
{
    return ConsentBridge\Operations\Door::answer('Due', $element, $user);
}

function consentbridge_ws_changed($element, $user)
{
    return ConsentBridge\Operations\Door::answer('Changed', $element, $user);
}

function consentbridge_ws_apply($element, $user)
{
    return ConsentBridge\Operations\Door::answer('Apply', $element, $user);
}

function consentbridge_ws_history($element, $user)
{
    return ConsentBridge\Operations\Door::answer('History', $element, $user);
}

function consentbridge_ws_suppress($element, $user)
{
    return ConsentBridge\Operations\Door::answer('Suppress', $element, $user);
}

function consentbridge_ws_erase($element, $user)
{
    return ConsentBridge\Operations\Door::answer('Erase', $element, $user);
}

/** Asked by the module itself after a save, without log-in: it gives nothing away and starts no second delivery. */
function consentbridge_ws_deliver()
{
    ignore_user_abort(true);
    ConsentBridge\CronRun::deliver();
    return ['status' => 'done'];
}
