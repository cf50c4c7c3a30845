<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\PendingWrites;
use ConsentBridge\Crm\RecordWriter;

/** Last before Vtiger saves: writes what consentbridge.apply holds for this record. */
class ConsentBridgeSaveHandler extends VTEventHandler
{
    public function handleEvent($eventName, $entityData)
    {
        $id = $entityData->getId();
        $module = $entityData->getModuleName();
        if (empty($id) || !in_array($module, ['Contacts', 'Leads'], true)) {
            return;
        }
        $fields = PendingWrites::take((int) $id);
        if ($fields !== null) {
            RecordWriter::columns(new Db(PearDatabase::getInstance()), $module, (int) $id, $fields);
        }
    }
}
