<?php

namespace ConsentBridge\Install;

/** The module's task in Vtiger's scheduler. What an admin set for its frequency stays. */
final class Cron extends Step
{
    const NAME = 'ConsentBridge';
    const FILE = 'cron/modules/ConsentBridge/ConsentBridge.service';
    const SECONDS = 300;

    public function name(): string
    {
        return 'scheduled task';
    }

    public function install()
    {
        require_once 'vtlib/Vtiger/Cron.php';
        if (!\Vtiger_Cron::getInstance(self::NAME)) {
            $text = 'Delivers waiting consent events and fills the consent links of imported records.';
            \Vtiger_Cron::register(self::NAME, self::FILE, self::SECONDS, 'ConsentBridge', 1, 0, $text);
        }
        if ($this->db->value('SELECT 1 FROM vtiger_cron_task WHERE name = ?', [self::NAME]) === null) {
            throw new InstallFailure('Vtiger did not take the scheduled task.');
        }
    }

    public function enable()
    {
        $this->install();
        $this->db->run('UPDATE vtiger_cron_task SET status = 1 WHERE name = ?', [self::NAME]);
    }

    public function disable()
    {
        $this->db->run('UPDATE vtiger_cron_task SET status = 0 WHERE name = ?', [self::NAME]);
    }

    public function remove(bool $deleteData)
    {
        require_once 'vtlib/Vtiger/Cron.php';
        \Vtiger_Cron::deregister(self::NAME);
    }
}
