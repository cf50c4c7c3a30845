<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\Db;
use ConsentBridge\Log;
use ConsentBridge\Outbox\Kick;
use ConsentBridge\Settings;
use ConsentBridge\Staff\Desk;
use ConsentBridge\Staff\Refusal;
use ConsentBridge\Staff\Words;

/** One act of staff on one person: one event into the outbox. */
class ConsentBridge_Act_Action extends Vtiger_Action_Controller
{
    const TYPED = ['ground', 'reason', 'basis', 'text', 'date', 'time', 'source', 'language'];

    public function checkPermission(Vtiger_Request $request)
    {
        Desk::demand((string) $request->get('host'), (int) $request->get('record'), 'EditView');
    }

    public function validateRequest(Vtiger_Request $request)
    {
        $request->validateWriteAccess();
    }

    public function process(Vtiger_Request $request)
    {
        $response = new Vtiger_Response();
        $response->setResult($this->answer($request, Words::ofUser()));
        $response->emit();
    }

    private function answer(Vtiger_Request $request, Words $words): array
    {
        $typed = [];
        foreach (self::TYPED as $name) {
            // Raw: Vtiger's cleaning would change the text that the person saw.
            $value = $request->getRaw($name);
            $typed[$name] = is_string($value) ? $value : '';
        }
        try {
            $act = (string) $request->get('act');
            $id = Desk::ofUser()->perform($act, (string) $request->get('host'), (int) $request->get('record'), $typed);
            // The page asks for the outcome, which delivers; this is for a page that is closed at once.
            $db = new Db(PearDatabase::getInstance());
            Kick::later($db, Settings::load($db));
            return ['done' => true, 'event' => $id, 'words' => $words->say('outcome_waiting')];
        } catch (Refusal $refusal) {
            return ['done' => false, 'words' => $refusal->words($words)];
        } catch (Throwable $fault) {
            Log::fault('act', $fault);
            return ['done' => false, 'words' => $words->say('why_fault')];
        }
    }
}
