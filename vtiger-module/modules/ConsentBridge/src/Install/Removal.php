<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\Db;
use ConsentBridge\Settings;

/**
 * Takes the whole module out. Vtiger's Module Manager can't: its delete() leaves files, and a folder that stays makes it
 * refuse to install the module again.
 */
final class Removal
{
    const FOLDERS = [
        'modules/ConsentBridge', 'modules/ConsentBridgeHistory', 'modules/Settings/ConsentBridge',
        'layouts/v7/modules/ConsentBridge', 'layouts/v7/modules/ConsentBridgeHistory',
        'layouts/v7/modules/Settings/ConsentBridge', 'cron/modules/ConsentBridge',
    ];
    const FILES = ['languages/*/ConsentBridge.php', 'languages/*/Settings/ConsentBridge.php'];
    const HISTORY_FILES = ['languages/*/ConsentBridgeHistory.php'];

    public static function run(Db $db, bool $deleteData)
    {
        Settings::store($db, Settings::DELETE_DATA, $deleteData ? '1' : '0');
        // Classes that are still needed must be there before their files go.
        class_exists(Folder::class);
        $module = \Vtiger_Module::getInstance('ConsentBridge');
        if ($module) {
            $module->delete();
        }
        $keepsHistory = $db->value("SELECT 1 FROM vtiger_tab WHERE name = 'ConsentBridgeHistory'") !== null;
        foreach (self::FOLDERS as $folder) {
            if (!$keepsHistory || strpos($folder, 'History') === false) {
                Folder::remove($folder);
            }
        }
        foreach (array_merge(self::FILES, $keepsHistory ? [] : self::HISTORY_FILES) as $pattern) {
            array_map('unlink', glob($pattern) ?: []);
        }
    }
}
