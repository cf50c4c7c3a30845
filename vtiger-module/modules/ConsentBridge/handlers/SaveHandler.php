<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\Merge;
use ConsentBridge\Crm\PendingWrites;
use ConsentBridge\Crm\RecordWriter;
use ConsentBridge\Log;

/**
 * First of all: notes the consent of a record that others are merged into. Last before Vtiger saves: writes what
 * consentbridge.apply holds for this record.
 */
class ConsentBridgeSaveHandler extends VTEventHandler
{
    public function handleEvent($eventName, $entityData)
    {
        $id = $entityData->getId();
        $module = $entityData->getModuleName();
        if (empty($id) || !in_array($module, ['Contacts', 'Leads'], true)) {
            return;
        }
        if ($eventName === 'vtiger.entity.beforesave') {
            $this->noteMerge($module, (int) $id);
            return;
        }
        $fields = PendingWrites::take((int) $id);
        if ($fields !== null) {
            RecordWriter::columns(new Db(PearDatabase::getInstance()), $module, (int) $id, $fields);
        }
    }

    private function noteMerge(string $module, int $crmId)
    {
        if (($_REQUEST['action'] ?? '') !== 'ProcessDuplicates') {
            return;
        }
        try {
            (new Merge(new Db(PearDatabase::getInstance())))->remember($module, $crmId);
        } catch (Throwable $fault) {
            Log::fault('merge', $fault);
        }
    }
}
