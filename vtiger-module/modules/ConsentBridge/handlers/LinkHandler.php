<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\ActingUser;
use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\LabelLinks;
use ConsentBridge\Crm\Merge;
use ConsentBridge\Crm\RecordIds;
use ConsentBridge\Log;
use ConsentBridge\Outbox\SaveEvents;
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
            $settings = Settings::load($db);
            (new LabelLinks($db, $settings))->refresh($module, (int) $entityData->getId());
            if ($eventName === 'vtiger.entity.afterrestore') {
                $this->lookAt($module, (int) $entityData->getId(), $db, $settings);
            }
        } catch (Throwable $fault) {
            Log::fault('link handler', $fault);
        }
    }

    /** What happened to its address while the record lay in the recycle bin: no workflow need be on for that. */
    private function lookAt(string $module, int $crmId, Db $db, Settings $settings)
    {
        (new SaveEvents($db, $settings))->look((new RecordIds($db))->wsId($module, $crmId), $crmId);
    }
}
