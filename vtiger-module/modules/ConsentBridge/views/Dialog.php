<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\FieldCatalogue;
use ConsentBridge\Staff\ActInput;
use ConsentBridge\Staff\Acts;
use ConsentBridge\Staff\Desk;
use ConsentBridge\Staff\Words;

/** Asks what an act needs. It changes nothing. */
class ConsentBridge_Dialog_View extends Vtiger_IndexAjax_View
{
    public function requiresPermission(Vtiger_Request $request)
    {
        return [];
    }

    public function checkPermission(Vtiger_Request $request)
    {
        Desk::demand((string) $request->get('host'), (int) $request->get('record'), 'EditView');
    }

    public function process(Vtiger_Request $request)
    {
        $act = (string) $request->get('act');
        $crmId = (int) $request->get('record');
        $module = (string) $request->get('host');
        if (!in_array($act, Acts::ALL, true)) {
            return;
        }
        $words = Words::ofUser();
        $desk = Desk::ofUser();
        $viewer = $this->getViewer($request);
        $viewer->assign('WORDS', $words);
        $viewer->assign('ACT', $act);
        $viewer->assign('SOURCE', $module);
        $viewer->assign('RECORD', $crmId);
        $viewer->assign('TITLE', $words->say('act_' . $act));
        $viewer->assign('NOW', $desk->now());
        $viewer->assign('BASES', ActInput::BASES);
        $viewer->assign('LANGUAGES', array_column(FieldCatalogue::PICKLISTS['consent_language'], 0));
        $viewer->assign('LINK', $act === Acts::COPY && $desk->allows($act) ? $this->link($module, $crmId) : '');
        $viewer->view('Dialog.tpl', 'ConsentBridge');
    }

    private function link(string $module, int $crmId): string
    {
        $db = new Db(PearDatabase::getInstance());
        return (string) $db->value('SELECT consent_preferences_link FROM ' . FieldCatalogue::TABLES[$module]
            . ' WHERE ' . FieldCatalogue::KEYS[$module] . ' = ?', [$crmId]);
    }
}
