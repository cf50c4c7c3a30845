<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\ConsentState;
use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\HistoryMove;
use ConsentBridge\Log;

/** A Lead became a Contact: Vtiger drops custom fields without a mapping, read-only ones always, and the opt-out too. */
class ConsentBridgeConversionHandler extends VTEventHandler
{
    public function handleEvent($eventName, $entityData)
    {
        try {
            $contact = explode('x', (string) ($entityData->entityIds['Contacts'] ?? ''));
            $leadId = (int) $entityData->getId();
            if (count($contact) !== 2) {
                return;
            }
            $db = new Db(PearDatabase::getInstance());
            $state = new ConsentState($db);
            $consent = $state->read('Leads', $leadId);
            if ($consent !== null) {
                $state->write('Contacts', (int) $contact[1], $consent);
            }
            (new HistoryMove($db))->move($leadId, (int) $contact[1]);
        } catch (Throwable $fault) {
            Log::fault('conversion handler', $fault);
        }
    }
}
