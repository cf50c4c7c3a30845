<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\FieldCatalogue;

/** Values and colours. One table serves both modules, and vtlib would add every value a second time. */
final class Picklists extends Step
{
    public function name(): string
    {
        return 'picklists';
    }

    public function install()
    {
        $module = \Vtiger_Module::getInstance('Contacts');
        foreach (FieldCatalogue::PICKLISTS as $name => $values) {
            $field = \Vtiger_Field::getInstance($name, $module);
            $known = [];
            if ($this->db->hasTable('vtiger_' . $name)) {
                $known = array_column($this->db->rows('SELECT ' . $name . ' AS v FROM vtiger_' . $name), 'v');
            }
            $new = array_values(array_filter($values, static function ($value) use ($known) {
                return !in_array($value[0], $known, true);
            }));
            if ($new !== [] || !$this->db->hasTable('vtiger_' . $name)) {
                $field->setPicklistValues($new);
            }
        }
    }

    /** vtlib's own clean-up knows uitype 15 and 33 only. */
    public function remove(bool $deleteData)
    {
        foreach ($deleteData ? array_keys(FieldCatalogue::PICKLISTS) : [] as $name) {
            $this->db->run('DROP TABLE IF EXISTS vtiger_' . $name);
            $this->db->run('DROP TABLE IF EXISTS vtiger_' . $name . '_seq');
        }
    }
}
