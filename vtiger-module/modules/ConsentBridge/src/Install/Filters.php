<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\FieldCatalogue;

/** The list filter "May be mailed" for everybody: the statuses that allow it, and no opt-out beside them. */
final class Filters extends Step
{
    const NAME = 'May be mailed';
    const COLUMNS = ['firstname', 'lastname', 'email', 'consent_status', 'consent_date', 'consent_topics'];

    public function name(): string
    {
        return 'list filter';
    }

    public function install()
    {
        require_once 'vtlib/Vtiger/Module.php';
        foreach (FieldCatalogue::MODULES as $name) {
            $module = \Vtiger_Module::getInstance($name);
            if (!\Vtiger_Filter::getInstance(self::NAME, $module)) {
                $this->create($module);
            }
        }
    }

    public function remove(bool $deleteData)
    {
        foreach (FieldCatalogue::MODULES as $name) {
            $filter = \Vtiger_Filter::getInstance(self::NAME, \Vtiger_Module::getInstance($name));
            if ($filter) {
                $filter->delete();
            }
        }
    }

    private function create(\Vtiger_Module $module)
    {
        $filter = new \Vtiger_Filter();
        $filter->name = self::NAME;
        $filter->isdefault = false;
        $module->addFilter($filter);
        foreach (self::COLUMNS as $position => $field) {
            $filter->addField(\Vtiger_Field::getInstance($field, $module), $position);
        }
        $filter->addRule(\Vtiger_Field::getInstance('consent_status', $module), 'EQUALS', 'Confirmed,Subscribed', 0, 1, 'and');
        $filter->addRule(\Vtiger_Field::getInstance('emailoptout', $module), 'EQUALS', '0', 1, 1, '');
    }
}
