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
            $filter = \Vtiger_Filter::getInstance(self::NAME, $module) ?: $this->create($module);
            $this->group((int) $filter->id);
        }
    }

    public function remove(bool $deleteData)
    {
        foreach (FieldCatalogue::MODULES as $name) {
            $filter = \Vtiger_Filter::getInstance(self::NAME, \Vtiger_Module::getInstance($name));
            if ($filter) {
                $this->db->run('DELETE FROM vtiger_cvadvfilter_grouping WHERE cvid = ?', [$filter->id]);
                $filter->delete();
            }
        }
    }

    /** vtlib writes the conditions and forgets their group: without it Vtiger ignores them and lists everybody. */
    private function group(int $filterId)
    {
        $known = $this->db->value('SELECT 1 FROM vtiger_cvadvfilter_grouping WHERE cvid = ?', [$filterId]);
        if ($known === null) {
            $this->db->run('INSERT INTO vtiger_cvadvfilter_grouping (groupid, cvid, group_condition, condition_expression)
                VALUES (1, ?, ?, ?)', [$filterId, 'and', ' 0 and 1 ']);
        }
    }

    private function create(\Vtiger_Module $module): \Vtiger_Filter
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
        return $filter;
    }
}
