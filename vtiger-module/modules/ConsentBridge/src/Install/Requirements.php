<?php

namespace ConsentBridge\Install;

/** Vtiger's importer shows the versions of a manifest and compares them with nothing. */
final class Requirements extends Step
{
    const FOLDERS = [
        'modules/ConsentBridge', 'modules/Settings/ConsentBridge', 'cron/modules/ConsentBridge',
        'layouts/v7/modules/ConsentBridge', 'layouts/v7/modules/Settings/ConsentBridge',
    ];

    public function name(): string
    {
        return 'requirements';
    }

    public function install()
    {
        global $vtiger_current_version;
        $version = (string) $vtiger_current_version;
        if (version_compare($version, '7.1.0', '<') || version_compare($version, '9', '>=')) {
            throw new InstallFailure('ConsentBridge is made for Vtiger 7.1 to 8.x; this is ' . $version . '.');
        }
        if (PHP_VERSION_ID < 70400) {
            throw new InstallFailure('ConsentBridge needs PHP 7.4 or later; this is ' . PHP_VERSION . '.');
        }
        foreach (['curl', 'json', 'mbstring', 'hash'] as $extension) {
            if (!extension_loaded($extension)) {
                throw new InstallFailure('ConsentBridge needs the PHP extension ' . $extension . '.');
            }
        }
    }

    public function remove(bool $deleteData)
    {
        // Files that stay would make Vtiger refuse the next import ("delete existing directory").
        foreach (self::FOLDERS as $folder) {
            Folder::remove($folder);
        }
        $words = [glob('languages/*/ConsentBridge.php') ?: [], glob('languages/*/Settings/ConsentBridge.php') ?: []];
        foreach (array_merge(...$words) as $file) {
            unlink($file);
        }
    }
}
