<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\Db;
use ConsentBridge\Settings;
use ConsentBridge\Staff\Desk;
use ConsentBridge\Staff\Sending;
use ConsentBridge\Staff\Words;

/** What became of an event, for the person who waits at the screen. */
class ConsentBridge_Outcome_Action extends Vtiger_Action_Controller
{
    public function checkPermission(Vtiger_Request $request)
    {
        $row = $this->sending()->row((string) $request->get('event'));
        $crmId = $row === null ? 0 : (int) $row['crmid'];
        Desk::demand((string) getSalesEntityType($crmId), $crmId, 'EditView');
    }

    public function validateRequest(Vtiger_Request $request)
    {
        $request->validateWriteAccess();
    }

    public function process(Vtiger_Request $request)
    {
        // The bridge may take seconds; the user's other pages must not wait for this session.
        session_write_close();
        $sending = $this->sending();
        $row = $sending->follow((string) $request->get('event'));
        list($words, $isLast) = $sending->words($row, Words::ofUser());
        $isRefused = in_array($row['state'], ['rejected', 'refused'], true);
        $response = new Vtiger_Response();
        $response->setResult(['words' => $words, 'last' => $isLast === '1', 'refused' => $isRefused]);
        $response->emit();
    }

    private function sending(): Sending
    {
        $db = new Db(PearDatabase::getInstance());
        return new Sending($db, Settings::load($db));
    }
}
