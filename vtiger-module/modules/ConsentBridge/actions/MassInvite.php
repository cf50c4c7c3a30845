<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\Db;
use ConsentBridge\Log;
use ConsentBridge\Outbox\Kick;
use ConsentBridge\Settings;
use ConsentBridge\Staff\ActInput;
use ConsentBridge\Staff\Acts;
use ConsentBridge\Staff\Desk;
use ConsentBridge\Staff\InviteCounts;
use ConsentBridge\Staff\Refusal;
use ConsentBridge\Staff\Standings;
use ConsentBridge\Staff\Words;

/** "Invite" on a list: first what would become of everybody, then, once confirmed, one event for each who can be asked. */
class ConsentBridge_MassInvite_Action extends Vtiger_Mass_Action
{
    const MOST = 2000;

    public function checkPermission(Vtiger_Request $request)
    {
        Desk::demand((string) $request->get('host'), 0, 'EditView');
    }

    public function process(Vtiger_Request $request)
    {
        $words = Words::ofUser();
        $response = new Vtiger_Response();
        try {
            if (!Desk::ofUser()->allows(Acts::INVITE)) {
                throw new Refusal('role');
            }
            $response->setResult($request->get('mode') === 'send'
                ? ['done' => true, 'words' => $words->say('list_done', [(string) $this->send($request)])]
                : ['done' => true, 'html' => $this->counts($request, $words)]);
        } catch (Refusal $refusal) {
            $response->setResult(['done' => false, 'words' => $refusal->words($words)]);
        } catch (Throwable $fault) {
            Log::fault('mass invite', $fault);
            $response->setResult(['done' => false, 'words' => $words->say('why_fault')]);
        }
        $response->emit();
    }

    private function counts(Vtiger_Request $request, Words $words): string
    {
        $counts = array_map('count', $this->sorted($request));
        $viewer = new Vtiger_Viewer();
        $viewer->assign('WORDS', $words);
        $viewer->assign('COUNTS', $counts);
        $viewer->assign('TOTAL', array_sum($counts));
        return $viewer->view('Invite.tpl', 'ConsentBridge', true);
    }

    /** Counted anew: much may have happened since the numbers were shown. */
    private function send(Vtiger_Request $request): int
    {
        $ground = $request->getRaw('ground');
        $typed = ['ground' => is_string($ground) ? $ground : ''];
        $members = ActInput::members(Acts::INVITE, $typed, new DateTimeZone('UTC'), new DateTimeImmutable('now'));
        $people = $this->sorted($request)['invite'];
        if ($people === []) {
            throw new Refusal('none_left');
        }
        $db = new Db(PearDatabase::getInstance());
        $desk = Desk::ofUser();
        $host = (string) $request->get('host');
        $db->transaction(static function () use ($desk, $people, $host, $members) {
            foreach ($people as $crmId) {
                $desk->put(Acts::INVITE, $host, $crmId, $members);
            }
        });
        Kick::later($db, Settings::load($db));
        return count($people);
    }

    private function sorted(Vtiger_Request $request): array
    {
        $host = (string) $request->get('host');
        $request->set('module', $host);
        $numbers = array_map('intval', (array) $this->getRecordsListFromRequest($request));
        if (count($numbers) > self::MOST) {
            throw new Refusal('too_many', [(string) self::MOST]);
        }
        $desk = Desk::ofUser();
        $standings = (new Standings(new Db(PearDatabase::getInstance())))->of($host, $numbers);
        return InviteCounts::sort($standings, static function (int $crmId) use ($desk, $host) {
            return $desk->mayEdit($host, $crmId);
        });
    }
}
