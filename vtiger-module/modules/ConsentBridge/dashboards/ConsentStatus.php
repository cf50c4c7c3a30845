<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\FieldCatalogue;
use ConsentBridge\Staff\Funnel;
use ConsentBridge\Staff\Words;

/** The widget on the home page. */
class ConsentBridge_ConsentStatus_Dashboard extends Vtiger_IndexAjax_View
{
    public function requiresPermission(Vtiger_Request $request)
    {
        return [];
    }

    public function process(Vtiger_Request $request)
    {
        $user = Users_Record_Model::getCurrentUserModel();
        $seen = array_filter(FieldCatalogue::MODULES, static function ($module) {
            return isPermitted($module, 'DetailView') === 'yes';
        });
        $funnel = new Funnel(new Db(PearDatabase::getInstance()), $seen);
        $people = $funnel->people();
        $steps = $funnel->steps();
        $viewer = $this->getViewer($request);
        $viewer->assign('WORDS', Words::ofUser());
        $viewer->assign('WIDGET', Vtiger_Widget_Model::getInstance($request->get('linkid'), $user->getId()));
        $viewer->assign('PEOPLE', $people);
        $viewer->assign('TOTAL', array_sum($people));
        $viewer->assign('MAILABLE', $people['Confirmed'] + $people['Subscribed']);
        $viewer->assign('MOST', max(1, max($people)));
        $viewer->assign('STEPS', $steps);
        $viewer->assign('MOST_STEPS', max(1, max($steps)));
        $viewer->assign('COLOURS', array_column(FieldCatalogue::PICKLISTS['consent_status'], 1, 0));
        $isRefresh = $request->get('content') !== '' && $request->get('content') !== null;
        $viewer->view('dashboards/' . ($isRefresh ? 'ConsentStatusContents.tpl' : 'ConsentStatus.tpl'), 'ConsentBridge');
    }
}
