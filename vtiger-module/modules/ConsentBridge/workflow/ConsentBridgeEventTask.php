<?php

require_once 'modules/ConsentBridge/autoload.php';

use ConsentBridge\Crm\Db;
use ConsentBridge\Log;
use ConsentBridge\Outbox\SaveEvents;
use ConsentBridge\Settings;

/**
 * Workflow task "Consent bridge: send event". Stored serialized in workflows: neither the class nor its properties may be
 * renamed. Anything thrown here would end the user's request.
 */
#[\AllowDynamicProperties]
class ConsentBridgeEventTask extends VTTask
{
    /** Tasks that wait for Vtiger's queue are lost when its run breaks off; our outbox is not. */
    public $executeImmediately = true;
    public $consentEvent = 'ByNewsletterBox';
    public $consentText = '';
    public $consentSource = '';
    public $consentGround = '';
    public $consentLanguage = '';

    public function getFieldNames()
    {
        return ['consentEvent', 'consentText', 'consentSource', 'consentGround', 'consentLanguage'];
    }

    public function doTask($entity)
    {
        try {
            if (!vtlib_isModuleActive('ConsentBridge')) {
                return;
            }
            $db = new Db(PearDatabase::getInstance());
            (new SaveEvents($db, Settings::load($db)))->put((string) $this->consentEvent, $this->facts($entity));
        } catch (Throwable $fault) {
            Log::fault('workflow task', $fault);
        }
    }

    private function facts($entity): array
    {
        $language = (string) $this->consentLanguage;
        $text = (string) $this->consentText;
        // What a web form showed comes with the new record; on an older one it is the text of an earlier answer.
        $shown = $entity->isNew() ? (string) $entity->get('consent_text') : '';
        return [
            'wsId' => $entity->getId(),
            'crmId' => (int) explode('x', $entity->getId())[1],
            'isNew' => (bool) $entity->isNew(),
            'origin' => (string) $entity->get('source'),
            'status' => (string) $entity->get('consent_status'),
            'consentSource' => (string) $entity->get('consent_source'),
            'text' => $text !== '' ? $text : $shown,
            'taskSource' => (string) $this->consentSource,
            'ground' => (string) $this->consentGround,
            'language' => $language !== '' ? $language : (string) $entity->get('consent_language'),
        ];
    }
}
