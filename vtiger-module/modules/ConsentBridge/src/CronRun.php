<?php

namespace ConsentBridge;

use ConsentBridge\Crm\Backfill;
use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\LabelLinks;
use ConsentBridge\Outbox\Delivery;
use ConsentBridge\Outbox\Outbox;

/** What the module does every few minutes. */
final class CronRun
{
    const SECONDS = 20;
    const LINGER = 2;

    /** What a save asked for: only what waits, and only by one process. */
    public static function deliver()
    {
        try {
            $db = new Db(\PearDatabase::getInstance());
            if (vtlib_isModuleActive('ConsentBridge')) {
                (new Delivery($db, Settings::load($db)))->run(microtime(true) + self::SECONDS, self::LINGER);
            }
        } catch (\Throwable $fault) {
            Log::fault('delivery', $fault);
        }
    }

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
            $delivery = new Delivery($db, $settings);
            $delivery->run($until);
            $delivery->learnOutcomes($until);
            (new Outbox($db))->tidy();
            $waiting = (new Backfill($db, new LabelLinks($db, $settings)))->run($until);
            Settings::store($db, 'backfill_waiting', (string) $waiting);
        } catch (\Throwable $fault) {
            Log::fault('cron', $fault);
        }
    }
}
