<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\FieldCatalogue;

/** Block and fields on Contacts and Leads. What an admin renamed or moved afterwards is left so. */
final class ConsentFields extends Step
{
    public function name(): string
    {
        return 'fields';
    }

    public function install()
    {
        require_once 'vtlib/Vtiger/Module.php';
        foreach (FieldCatalogue::MODULES as $name) {
            $module = \Vtiger_Module::getInstance($name);
            $block = $this->block($module);
            $this->columns(FieldCatalogue::TABLES[$name]);
            foreach (FieldCatalogue::FIELDS as $field => $spec) {
                $this->field($module, $block, $field, $spec);
            }
        }
    }

    /** Deleting a custom field drops its column, and with it all consent: only where the admin asked for that. */
    public function remove(bool $deleteData)
    {
        if (!$deleteData) {
            return;
        }
        foreach (FieldCatalogue::MODULES as $name) {
            $module = \Vtiger_Module::getInstance($name);
            foreach (array_keys(FieldCatalogue::FIELDS) as $fieldName) {
                $field = \Vtiger_Field::getInstance($fieldName, $module);
                if ($field) {
                    $field->delete();
                }
            }
            $block = \Vtiger_Block::getInstance(FieldCatalogue::BLOCK, $module);
            if ($block) {
                $block->delete(false);
            }
        }
    }

    /** All at once: vtlib would alter the table for each field, and each time takes long where there are many records. */
    private function columns(string $table)
    {
        $there = array_column($this->db->rows('SELECT column_name AS name FROM information_schema.columns
            WHERE table_schema = DATABASE() AND table_name = ?', [$table]), 'name');
        $adds = [];
        foreach (FieldCatalogue::FIELDS as $name => $spec) {
            if (!in_array($name, $there, true)) {
                $adds[] = 'ADD COLUMN ' . $name . ' ' . $spec[3];
            }
        }
        if ($adds !== []) {
            $this->db->run('ALTER TABLE ' . $table . ' ' . implode(', ', $adds));
        }
    }

    private function block(\Vtiger_Module $module)
    {
        $block = \Vtiger_Block::getInstance(FieldCatalogue::BLOCK, $module);
        if ($block) {
            return $block;
        }
        $block = new \Vtiger_Block();
        $block->label = FieldCatalogue::BLOCK;
        $module->addBlock($block);
        return $block;
    }

    private function field(\Vtiger_Module $module, $block, string $name, array $spec)
    {
        list($label, $uitype, $type, $column, $display) = $spec;
        $table = FieldCatalogue::TABLES[$module->name];
        $known = $this->db->row('SELECT fieldid FROM vtiger_field WHERE tabid = ? AND fieldname = ?', [
            $module->id, $name,
        ]);
        if ($known === null) {
            $field = new \Vtiger_Field();
            $field->name = $name;
            $field->label = $label;
            $field->table = $table;
            $field->column = $name;
            $field->columntype = $column;
            $field->uitype = $uitype;
            $field->typeofdata = $type;
            $field->generatedtype = 2;
            $field->quickcreate = $name === 'newsletter_optin' ? 2 : 1;
            $field->summaryfield = $name === 'consent_status' ? 1 : 0;
            $block->addField($field);
        }
        // An update of the module can bring another way of access; Vtiger_Field itself never updates a field.
        $this->db->run('UPDATE vtiger_field SET displaytype = ?, masseditable = 0, presence = 2
            WHERE tabid = ? AND fieldname = ?', [$display, $module->id, $name]);
    }
}
