<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\ActingUser;
use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\LabelLinks;
use ConsentBridge\Crm\Merge;
use ConsentBridge\Log;
use ConsentBridge\Settings;

/**
 * First after a save, before Vtiger's workflows: the very first workflow mail of a new record prints its links. A fault
 * here must never break a save; the cron makes up for it.
 */
class ConsentBridgeLinkHandler extends VTEventHandler
{
    public function handleEvent($eventName, $entityData)
    {
        $module = $entityData->getModuleName();
        if (!in_array($module, ['Contacts', 'Leads'], true)) {
            return;
        }
        try {
            global $current_user;
            ActingUser::note($current_user);
            $db = new Db(PearDatabase::getInstance());
            if (($_REQUEST['action'] ?? '') === 'ProcessDuplicates') {
                (new Merge($db))->settle($module, (int) $entityData->getId());
            }
            (new LabelLinks($db, Settings::load($db)))->refresh($module, (int) $entityData->getId());
        } catch (Throwable $fault) {
            Log::fault('link handler', $fault);
        }
    }
}
