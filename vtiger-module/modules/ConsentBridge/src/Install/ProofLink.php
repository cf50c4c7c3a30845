<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\FieldCatalogue;

/** The entry "Print proof of consent" in the "More" menu of a record. Links stay when a module is switched off. */
final class ProofLink extends Step
{
    const LABEL = 'Print proof of consent';

    public function name(): string
    {
        return 'proof link';
    }

    public function install()
    {
        foreach (FieldCatalogue::MODULES as $name) {
            $url = 'javascript:window.open("index.php?module=ConsentBridgeHistory&view=Proof&personModule=' . $name
                . '&person=$RECORD$");';
            \Vtiger_Module::getInstance($name)->addLink('DETAILVIEW', self::LABEL, $url);
        }
    }

    public function disable()
    {
        $this->remove(false);
    }

    public function remove(bool $deleteData)
    {
        foreach (FieldCatalogue::MODULES as $name) {
            \Vtiger_Module::getInstance($name)->deleteLink('DETAILVIEW', self::LABEL);
        }
    }
}
