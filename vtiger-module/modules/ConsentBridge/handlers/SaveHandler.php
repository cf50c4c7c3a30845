<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\Merge;
use ConsentBridge\Crm\OwnFields;
use ConsentBridge\Crm\PendingWrites;
use ConsentBridge\Crm\RecordWriter;
use ConsentBridge\Log;

/**
 * First of all: holds what is the bridge's own, and notes the consent of a record that others are merged into. Last before
 * Vtiger saves: writes what consentbridge.apply holds for this record.
 */
class ConsentBridgeSaveHandler extends VTEventHandler
{
    public function handleEvent($eventName, $entityData)
    {
        $id = $entityData->getId();
        $module = $entityData->getModuleName();
        if (!in_array($module, ['Contacts', 'Leads'], true)) {
            return;
        }
        if ($eventName === 'vtiger.entity.beforesave') {
            $this->keepOwnFields($module, (int) $id, $entityData);
        }
        if (empty($id)) {
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

    private function keepOwnFields(string $module, int $crmId, $entityData)
    {
        try {
            global $current_user;
            (new OwnFields(new Db(PearDatabase::getInstance())))->keep($module, $crmId, $entityData, (int) $current_user->id);
        } catch (Throwable $fault) {
            Log::fault('own fields', $fault);
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
