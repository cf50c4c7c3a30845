<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\FieldCatalogue;
use ConsentBridge\Staff\Acts;
use ConsentBridge\Staff\Desk;
use ConsentBridge\Staff\LastNote;
use ConsentBridge\Staff\Standings;
use ConsentBridge\Staff\Words;

/** Status, date and "may be mailed" in the head of a Contact or Lead, with what staff can do there. */
class ConsentBridge_Badge_View extends Vtiger_IndexAjax_View
{
    public function requiresPermission(Vtiger_Request $request)
    {
        return [];
    }

    public function checkPermission(Vtiger_Request $request)
    {
        Desk::demand((string) $request->get('host'), (int) $request->get('record'), 'DetailView');
    }

    public function process(Vtiger_Request $request)
    {
        $module = (string) $request->get('host');
        $crmId = (int) $request->get('record');
        $standing = (new Standings(new Db(PearDatabase::getInstance())))->of($module, [$crmId])[$crmId] ?? null;
        if ($standing === null || !$this->maySeeStatus($module)) {
            return;
        }
        $viewer = $this->getViewer($request);
        $viewer->assign('WORDS', Words::ofUser());
        $viewer->assign('STANDING', $standing);
        $viewer->assign('DAY', $standing->changedOn === '' ? '' : Desk::day($standing->changedOn));
        $viewer->assign('COLOUR', array_column(FieldCatalogue::PICKLISTS['consent_status'], 1, 0)[$standing->own] ?? '#8a8f98');
        $viewer->assign('NOTE', $this->note($crmId));
        $viewer->assign('AWAITS', (new LastNote(new Db(PearDatabase::getInstance())))->isAwaited($crmId));
        $viewer->assign('ACTS', $this->acts($module, $crmId, $standing));
        $viewer->assign('SOURCE', $module);
        $viewer->assign('RECORD', $crmId);
        $viewer->view('Badge.tpl', 'ConsentBridge');
    }

    /** Why the bridge undid what was last done here, '' when it did not. */
    private function note(int $crmId): string
    {
        $note = (new LastNote(new Db(PearDatabase::getInstance())))->of($crmId);
        return $note === null ? '' : LastNote::sentence($note['line'], Desk::day($note['on']), Words::ofUser());
    }

    /** @return array<string, string> act => '' or why it can't be done now */
    private function acts(string $module, int $crmId, $standing): array
    {
        $desk = Desk::ofUser();
        $words = Words::ofUser();
        $acts = [];
        foreach (Acts::ALL as $act) {
            $why = $desk->whyNot($act, $module, $crmId, $standing);
            $acts[$act] = $why === null ? '' : $why->words($words);
        }
        return $acts;
    }

    private function maySeeStatus(string $module): bool
    {
        $userId = Users_Record_Model::getCurrentUserModel()->getId();
        return getFieldVisibilityPermission($module, $userId, 'consent_status') === '0';
    }
}
