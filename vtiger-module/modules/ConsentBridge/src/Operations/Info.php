<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Crm\DependentWorkflows;
use ConsentBridge\Crm\FieldCatalogue;
use ConsentBridge\Settings;
use ConsentBridge\Version;

final class Info
{
    /** An address that nobody has: equal fingerprints of it prove equal keys. */
    const CHECK_ADDRESS = 'key-check@consent-bridge.invalid';

    private $context;

    public function __construct(Context $context)
    {
        $this->context = $context;
    }

    public function answer(Element $element): array
    {
        global $vtiger_current_version;
        $settings = $this->context->settings;
        $label = $settings->labelKey();
        return [
            'module' => 'ConsentBridge',
            'contract' => Version::CONTRACT,
            'version' => Version::MODULE,
            'vtigerVersion' => (string) $vtiger_current_version,
            'time' => gmdate('Y-m-d H:i:s'),
            // Vtiger stores createdtime and modifiedtime in this zone, and tells them without one.
            'timeZone' => date_default_timezone_get(),
            'maxItems' => Element::MOST,
            'user' => $this->user(),
            'modules' => array_map([$this, 'rights'], array_combine(FieldCatalogue::MODULES, FieldCatalogue::MODULES)),
            'keys' => [
                'addressCheck' => $this->context->records->fingerprintOf(self::CHECK_ADDRESS),
                'labelKid' => $label === null ? '' : $label[0],
                'publicUrl' => $settings->bridgeUrl(),
            ],
            'backfill' => ['waiting' => (int) $settings->get('backfill_waiting')],
            'outbox' => $this->outbox(),
            'cron' => ['lastRun' => $settings->get('cron_last_run')],
            'fullPath' => $this->fullPath(),
        ];
    }

    private function user(): array
    {
        $user = $this->context->user;
        $prefix = $this->context->db->value("SELECT id FROM vtiger_ws_entity WHERE name = 'Users'");
        return [
            'id' => $prefix . 'x' . $user->id,
            'admin' => $this->context->access->isAdmin(),
            'designated' => $this->context->settings->isBridgeUser((int) $user->id),
        ];
    }

    private function rights(string $module): array
    {
        $access = $this->context->access;
        return [
            'read' => $access->module($module, 'DetailView'),
            'write' => $access->module($module, 'EditView'),
            'delete' => $access->module($module, 'Delete'),
        ];
    }

    private function outbox(): array
    {
        $row = $this->context->db->row("SELECT COUNT(*) AS waiting, MIN(created_at) AS oldest
            FROM consentbridge_outbox WHERE state = 'waiting'");
        return ['waiting' => (int) $row['waiting'], 'oldest' => (string) $row['oldest']];
    }

    private function fullPath(): array
    {
        $workflows = new DependentWorkflows($this->context->db);
        $fields = [];
        foreach (FieldCatalogue::MODULES as $module) {
            $fields[$module] = $workflows->fields($module);
        }
        return $fields;
    }
}
