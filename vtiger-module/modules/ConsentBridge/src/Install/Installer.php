<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\Db;
use ConsentBridge\Log;
use ConsentBridge\Settings;

/**
 * Installs, updates, repairs, switches and removes by the same named steps. A fatal error while Vtiger installs a module
 * leaves it half there without a word; so each step is caught, kept with its outcome, and can be run again.
 */
final class Installer
{
    private $db;

    public function __construct(Db $db)
    {
        $this->db = $db;
    }

    public static function forThisVtiger(): self
    {
        return new self(new Db(\PearDatabase::getInstance()));
    }

    /** @return array<int, array{name: string, ok: bool, message: string}> */
    public function install(): array
    {
        return $this->run('install');
    }

    public function enable(): array
    {
        return $this->run('enable');
    }

    public function disable(): array
    {
        return $this->run('disable');
    }

    /** Backwards: what was built last goes first. */
    public function remove(): array
    {
        $hasSettings = $this->db->hasTable('consentbridge_settings');
        $deleteData = $hasSettings && Settings::load($this->db)->get(Settings::DELETE_DATA) === '1';
        $report = [];
        foreach (array_reverse($this->steps()) as $step) {
            $report[] = $this->attempt($step, static function () use ($step, $deleteData) {
                $step->remove($deleteData);
            });
        }
        return $report;
    }

    private function run(string $what): array
    {
        $report = [];
        foreach ($this->steps() as $step) {
            $outcome = $this->attempt($step, [$step, $what]);
            $report[] = $outcome;
            $this->keep($outcome);
            if (!$outcome['ok'] && $step instanceof Requirements) {
                break;
            }
        }
        return $report;
    }

    private function attempt(Step $step, callable $work): array
    {
        try {
            $work();
            return ['name' => $step->name(), 'ok' => true, 'message' => ''];
        } catch (\Throwable $fault) {
            Log::fault('step ' . $step->name(), $fault);
            return ['name' => $step->name(), 'ok' => false, 'message' => $fault->getMessage()];
        }
    }

    private function keep(array $outcome)
    {
        if (!$this->db->hasTable('consentbridge_steps')) {
            return;
        }
        $this->db->run('REPLACE INTO consentbridge_steps (name, ok, message, done_at) VALUES (?, ?, ?, UTC_TIMESTAMP())', [
            $outcome['name'], $outcome['ok'] ? 1 : 0, substr($outcome['message'], 0, 255),
        ]);
    }

    /** @return Step[] */
    private function steps(): array
    {
        $db = $this->db;
        return [
            new Requirements($db),
            new Tables($db),
            new ConsentFields($db),
            new Picklists($db),
            new FieldAccess($db),
            new Indexes($db),
            new HistoryModule($db),
            new Labels($db),
            new Events($db),
            new Operations($db),
            new Cron($db),
            new WorkflowTask($db),
            new DefaultWorkflows($db),
            new Filters($db),
            new ProofLink($db),
            new Pages($db),
        ];
    }
}
