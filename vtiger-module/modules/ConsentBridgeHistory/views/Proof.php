<?php

/** One person's proof on one page, for printing: everything that happened, with the exact texts (GDPR art. 7(1)). */
class ConsentBridgeHistory_Proof_View extends Vtiger_View_Controller
{
    public function requiresPermission(Vtiger_Request $request)
    {
        return [];
    }

    /** Whoever may see the person may see the proof. */
    public function checkPermission(Vtiger_Request $request)
    {
        $module = $this->personModule($request);
        $person = (int) $request->get('person');
        $may = $person > 0 && Users_Privileges_Model::isPermitted('ConsentBridgeHistory', 'DetailView')
            && Users_Privileges_Model::isPermitted($module, 'DetailView', $person)
            && getSalesEntityType($person) === $module;
        if (!$may) {
            throw new AppException(vtranslate('LBL_PERMISSION_DENIED'));
        }
        return true;
    }

    public function preProcess(Vtiger_Request $request, $display = true)
    {
    }

    public function postProcess(Vtiger_Request $request)
    {
    }

    public function process(Vtiger_Request $request)
    {
        $module = $this->personModule($request);
        $record = Vtiger_Record_Model::getInstanceById((int) $request->get('person'), $module);
        $viewer = $this->getViewer($request);
        $viewer->assign('PERSON', $record);
        $viewer->assign('PERSON_MODULE', $module);
        $viewer->assign('ENTRIES', $this->entries((int) $record->getId()));
        $viewer->assign('PRINTED_ON', gmdate('Y-m-d H:i') . ' UTC');
        $viewer->assign('LANGUAGE', substr(Vtiger_Language_Handler::getLanguage(), 0, 2));
        $viewer->view('Proof.tpl', 'ConsentBridgeHistory');
    }

    private function personModule(Vtiger_Request $request)
    {
        return $request->get('personModule') === 'Leads' ? 'Leads' : 'Contacts';
    }

    private function entries($person)
    {
        $db = PearDatabase::getInstance();
        $result = $db->pquery('SELECT h.* FROM vtiger_consentbridgehistory h
            JOIN vtiger_crmentity e ON e.crmid = h.consentbridgehistoryid AND e.deleted = 0
            WHERE h.person = ? ORDER BY h.occurred_on, h.consentbridgehistoryid', [$person]);
        $entries = [];
        while ($row = $db->fetchByAssoc($result, -1, false)) {
            $entries[] = $row;
        }
        return $entries;
    }
}
