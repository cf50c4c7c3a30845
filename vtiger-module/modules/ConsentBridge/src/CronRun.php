<?php

namespace ConsentBridge;

use ConsentBridge\Crm\Backfill;
use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\LabelLinks;

/** What the module does every few minutes. */
final class CronRun
{
    const SECONDS = 20;

    public static function start()
    {
        try {
            $db = new Db(\PearDatabase::getInstance());
            if (!vtlib_isModuleActive('ConsentBridge')) {
                return;
            }
            $settings = Settings::load($db);
            Settings::store($db, 'cron_last_run', gmdate('Y-m-d H:i:s'));
            $until = microtime(true) + self::SECONDS;
            $waiting = (new Backfill($db, new LabelLinks($db, $settings)))->run($until);
            Settings::store($db, 'backfill_waiting', (string) $waiting);
        } catch (\Throwable $fault) {
            Log::fault('cron', $fault);
        }
    }
}
