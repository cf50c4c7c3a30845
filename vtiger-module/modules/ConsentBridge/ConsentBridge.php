<?php

require_once 'modules/ConsentBridge/autoload.php';

/** The module as Vtiger's Module Manager knows it: it hears of its own life here and does nothing else. */
class ConsentBridge
{
    public function vtlib_handler($moduleName, $event)
    {
        if ($moduleName !== 'ConsentBridge') {
            return;
        }
        $installer = ConsentBridge\Install\Installer::forThisVtiger();
        switch ($event) {
            case 'module.postinstall':
            case 'module.postupdate':
                $installer->install();
                break;
            case 'module.enabled':
                $installer->enable();
                break;
            case 'module.disabled':
                $installer->disable();
                break;
            case 'module.preuninstall':
                $installer->remove();
                break;
        }
    }
}
