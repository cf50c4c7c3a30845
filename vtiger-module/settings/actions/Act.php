<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\Db;
use ConsentBridge\Install\Installer;
use ConsentBridge\Install\Removal;
use ConsentBridge\Log;
use ConsentBridge\Outbox\Delivery;
use ConsentBridge\Settings;
use ConsentBridge\Staff\ConnectionTest;
use ConsentBridge\Staff\OutboxPage;
use ConsentBridge\Staff\Refusal;
use ConsentBridge\Staff\Rights;
use ConsentBridge\Staff\SettingsForm;
use ConsentBridge\Staff\Words;

/** What the settings page does. For administrators, by POST with Vtiger's token (the parents check both). */
class Settings_ConsentBridge_Act_Action extends Settings_Vtiger_Basic_Action
{
    const MODES = ['save', 'rights', 'test', 'retry', 'repair', 'remove'];
    const SECONDS = 10;

    public function process(Vtiger_Request $request)
    {
        $words = Words::ofUser();
        $db = new Db(PearDatabase::getInstance());
        $mode = (string) $request->get('mode');
        try {
            $result = in_array($mode, self::MODES, true) ? $this->$mode($request, $db, $words) : ['done' => false, 'words' => ''];
        } catch (Refusal $refusal) {
            $sentence = strpos($refusal->getMessage(), 'bad_') === 0 ? 'set_' : 'why_';
            $result = ['done' => false, 'words' => $words->say($sentence . $refusal->getMessage())];
        } catch (Throwable $fault) {
            Log::fault('settings ' . $mode, $fault);
            $result = ['done' => false, 'words' => $words->say('why_fault')];
        }
        $response = new Vtiger_Response();
        $response->setResult($result);
        $response->emit();
    }

    private function save(Vtiger_Request $request, Db $db, Words $words): array
    {
        $typed = [];
        foreach (array_merge(SettingsForm::SECRETS, [Settings::BRIDGE_URL, Settings::BRIDGE_USER]) as $name) {
            $value = $request->getRaw($name);
            $typed[$name] = is_string($value) ? $value : '';
        }
        SettingsForm::store($db, SettingsForm::values($typed));
        return ['done' => true, 'words' => $words->say('set_saved')];
    }

    private function rights(Vtiger_Request $request, Db $db, Words $words): array
    {
        $everyone = $request->get('everyone');
        $roles = $request->get('roles');
        Rights::fromForm(is_array($everyone) ? $everyone : [], is_array($roles) ? $roles : [])->store($db);
        return ['done' => true, 'words' => $words->say('set_saved')];
    }

    private function test(Vtiger_Request $request, Db $db, Words $words): array
    {
        return ConnectionTest::run(Settings::load($db), $words);
    }

    private function retry(Vtiger_Request $request, Db $db, Words $words): array
    {
        $page = new OutboxPage($db);
        $page->release((int) $request->get('event'));
        $before = $page->waiting();
        $delivery = new Delivery($db, Settings::load($db));
        $delivery->run(microtime(true) + self::SECONDS);
        $delivery->learnOutcomes(microtime(true) + self::SECONDS);
        $left = $page->waiting();
        return ['done' => $left === 0, 'words' => $words->say('set_retried', [(string) ($before - $left), (string) $left])];
    }

    private function repair(Vtiger_Request $request, Db $db, Words $words): array
    {
        $failed = array_filter((new Installer($db))->install(), static function ($step) {
            return !$step['ok'];
        });
        return $failed === []
            ? ['done' => true, 'words' => $words->say('set_repaired')]
            : ['done' => false, 'words' => $words->say('set_step_failed') . ' ' . implode('; ', array_map(static function ($step) {
                return $step['name'] . ': ' . $step['message'];
            }, $failed))];
    }

    private function remove(Vtiger_Request $request, Db $db, Words $words): array
    {
        if ($request->get('confirm') !== 'REMOVE') {
            return ['done' => false, 'words' => $words->say('set_remove_type')];
        }
        $done = $words->say('set_removed');
        Removal::run($db, $request->get('delete_data') === '1');
        return ['done' => true, 'words' => $done, 'gone' => true];
    }
}
