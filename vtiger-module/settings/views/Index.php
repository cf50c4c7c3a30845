<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\Db;
use ConsentBridge\Settings;
use ConsentBridge\Staff\Acts;
use ConsentBridge\Staff\OutboxPage;
use ConsentBridge\Staff\Rights;
use ConsentBridge\Staff\SettingsForm;
use ConsentBridge\Staff\Words;

/** Settings > Consent bridge. For administrators (the parent checks). */
class Settings_ConsentBridge_Index_View extends Settings_Vtiger_Index_View
{
    public function process(Vtiger_Request $request)
    {
        $db = new Db(PearDatabase::getInstance());
        $settings = Settings::load($db);
        $page = new OutboxPage($db);
        $rights = Rights::of($settings);
        $viewer = $this->getViewer($request);
        $viewer->assign('WORDS', Words::ofUser());
        $viewer->assign('URL', $settings->bridgeUrl());
        $viewer->assign('USERS', $db->rows("SELECT id, user_name FROM vtiger_users WHERE deleted = 0 AND status = 'Active'
            ORDER BY user_name"));
        $viewer->assign('BRIDGE_USER', (int) $settings->get(Settings::BRIDGE_USER));
        $viewer->assign('SECRETS', self::known($settings));
        $viewer->assign('ACTS', array_combine(Acts::ALL, array_map([$rights, 'roles'], Acts::ALL)));
        $viewer->assign('ROLES', $db->rows('SELECT roleid, rolename FROM vtiger_role WHERE depth > 0 ORDER BY parentrole'));
        $viewer->assign('WAITING', $page->waiting());
        $words = Words::ofUser();
        $viewer->assign('OUTBOX', array_map(static function ($row) use ($words) {
            return $row + ['why' => OutboxPage::why($row, $words)];
        }, $page->rows()));
        list($all, $ready) = $page->backfill();
        $viewer->assign('RECORDS', $all);
        $viewer->assign('READY', $settings->get('backfill_waiting') === ''
            ? $ready
            : max(0, $all - (int) $settings->get('backfill_waiting')));
        $viewer->assign('CRON', $settings->get('cron_last_run'));
        $viewer->assign('FAILED', $db->rows('SELECT name, message FROM consentbridge_steps WHERE ok = 0'));
        $viewer->view('Index.tpl', 'Settings:ConsentBridge');
    }

    /** Only whether there is one. @return array<string, bool> */
    private static function known(Settings $settings): array
    {
        return array_combine(SettingsForm::SECRETS, array_map(static function ($name) use ($settings) {
            return $settings->get($name) !== '';
        }, SettingsForm::SECRETS));
    }
}
