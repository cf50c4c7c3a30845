<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\FieldCatalogue;
use ConsentBridge\Crm\HistoryCatalogue;

/** The entity module of the consent history, with its related list on Contacts and Leads. */
final class HistoryModule extends Step
{
    const GUARD = 'ConsentBridgeHistoryGuard';

    public function name(): string
    {
        return 'consent history';
    }

    public function install()
    {
        require_once 'vtlib/Vtiger/Module.php';
        $module = \Vtiger_Module::getInstance(HistoryCatalogue::MODULE) ?: $this->create();
        $block = $this->block($module);
        foreach (HistoryCatalogue::FIELDS as $name => $spec) {
            $this->field($module, $block, $name, $spec);
            // Vtiger takes the columns of a related list from the summary fields.
            $this->db->run('UPDATE vtiger_field SET summaryfield = ? WHERE tabid = ? AND fieldname = ?', [
                $spec[4] ? 1 : 0, $module->id, $name,
            ]);
        }
        $this->standardFields($module, $block);
        $this->keys();
        $this->relatedLists($module);
        $this->filter($module);
        $this->closeToWriters($module);
        $this->webservice($module);
        $this->guard();
    }

    /** Of the history module itself: it stays on when the bridge's module is switched off or removed. */
    private function guard()
    {
        require_once 'include/events/include.inc';
        $manager = new \VTEventsManager($this->db->handle());
        foreach (['vtiger.entity.beforesave', 'vtiger.entity.beforedelete'] as $event) {
            $manager->registerHandler($event, 'modules/ConsentBridgeHistory/handlers/Guard.php', self::GUARD);
        }
        $manager->setModuleForHandler(HistoryCatalogue::MODULE, self::GUARD);
    }

    public function remove(bool $deleteData)
    {
        $module = \Vtiger_Module::getInstance(HistoryCatalogue::MODULE);
        if (!$deleteData || !$module) {
            return;
        }
        require_once 'include/events/include.inc';
        (new \VTEventsManager($this->db->handle()))->unregisterHandler(self::GUARD);
        $this->db->run('DELETE FROM vtiger_eventhandler_module WHERE handler_class = ?', [self::GUARD]);
        $this->db->run('DELETE FROM vtiger_relatedlists WHERE related_tabid = ?', [$module->id]);
        $this->db->run('DELETE FROM vtiger_fieldmodulerel WHERE module = ?', [HistoryCatalogue::MODULE]);
        $module->delete();
        $this->db->run('DELETE FROM vtiger_crmentity WHERE setype = ?', [HistoryCatalogue::MODULE]);
        foreach (['', 'cf', '_user_field'] as $suffix) {
            $this->db->run('DROP TABLE IF EXISTS ' . HistoryCatalogue::TABLE . $suffix);
        }
        Folder::remove('modules/' . HistoryCatalogue::MODULE);
        Folder::remove('layouts/v7/modules/' . HistoryCatalogue::MODULE);
        foreach (glob('languages/*/' . HistoryCatalogue::MODULE . '.php') ?: [] as $file) {
            unlink($file);
        }
    }

    private function create(): \Vtiger_Module
    {
        $module = new \Vtiger_Module();
        $module->name = HistoryCatalogue::MODULE;
        $module->label = HistoryCatalogue::MODULE;
        $module->isentitytype = true;
        $module->save();
        $module->initTables(HistoryCatalogue::TABLE, HistoryCatalogue::KEY);
        // Only the bridge writes; staff may read all of it: it hangs on records whose own sharing decides.
        $module->setDefaultSharing('Public_ReadOnly');
        return $module;
    }

    private function block(\Vtiger_Module $module)
    {
        $block = \Vtiger_Block::getInstance(HistoryCatalogue::BLOCK, $module);
        if (!$block) {
            $block = new \Vtiger_Block();
            $block->label = HistoryCatalogue::BLOCK;
            $module->addBlock($block);
        }
        return $block;
    }

    private function field(\Vtiger_Module $module, $block, string $name, array $spec)
    {
        list($label, $uitype, $type, $column) = $spec;
        if ($this->hasField($module, $name)) {
            return;
        }
        $field = new \Vtiger_Field();
        $field->name = $name;
        $field->label = $label;
        $field->table = HistoryCatalogue::TABLE;
        $field->column = $name;
        $field->columntype = $column;
        $field->uitype = $uitype;
        $field->typeofdata = $type;
        $field->displaytype = 2;
        $field->masseditable = 0;
        $field->quickcreate = 1;
        $block->addField($field);
        if ($name === 'line') {
            $module->basetable = HistoryCatalogue::TABLE;
            $module->basetableid = HistoryCatalogue::KEY;
            $module->setEntityIdentifier($field);
        }
        if ($name === 'person') {
            $field->setRelatedModules([
                'Contacts' => HistoryCatalogue::MODULE, 'Leads' => HistoryCatalogue::MODULE,
            ]);
        }
    }

    private function standardFields(\Vtiger_Module $module, $block)
    {
        $standard = [
            'assigned_user_id' => ['Assigned To', 'smownerid', 53, 'V~M'],
            'createdtime' => ['Created Time', 'createdtime', 70, 'DT~O'],
            'modifiedtime' => ['Modified Time', 'modifiedtime', 70, 'DT~O'],
        ];
        foreach ($standard as $name => list($label, $column, $uitype, $type)) {
            if ($this->hasField($module, $name)) {
                continue;
            }
            $field = new \Vtiger_Field();
            $field->name = $name;
            $field->label = $label;
            $field->table = 'vtiger_crmentity';
            $field->column = $column;
            $field->uitype = $uitype;
            $field->typeofdata = $type;
            $field->displaytype = 2;
            $field->masseditable = 0;
            $field->quickcreate = 1;
            $block->addField($field);
        }
    }

    /** An event stands once on a record, however often it is written; and is found by person. */
    private function keys()
    {
        $table = HistoryCatalogue::TABLE;
        $keys = [
            'cb_entry_idx' => 'UNIQUE INDEX cb_entry_idx (person, entry_id)',
            'cb_principal_idx' => 'INDEX cb_principal_idx (principal)',
        ];
        foreach ($keys as $name => $definition) {
            if (!$this->db->hasIndex($table, $name)) {
                $this->db->run('ALTER TABLE ' . $table . ' ADD ' . $definition);
            }
        }
    }

    /** A reference field brings related lists with "Add" and "Select": there is nothing to add by hand. */
    private function relatedLists(\Vtiger_Module $module)
    {
        $this->db->run("UPDATE vtiger_relatedlists SET actions = '', presence = 0 WHERE related_tabid = ?", [$module->id]);
    }

    private function filter(\Vtiger_Module $module)
    {
        if (\Vtiger_Filter::getInstance('All', $module)) {
            return;
        }
        $filter = new \Vtiger_Filter();
        $filter->name = 'All';
        $filter->isdefault = true;
        $module->addFilter($filter);
        $position = 0;
        foreach (HistoryCatalogue::FIELDS as $name => $spec) {
            if ($spec[4]) {
                $filter->addField(\Vtiger_Field::getInstance($name, $module), $position++);
            }
        }
    }

    /** For everybody's profile; administrators are above profiles, so a handler guards the rows as well. */
    private function closeToWriters(\Vtiger_Module $module)
    {
        $this->db->run('UPDATE vtiger_profile2standardpermissions SET permissions = 1
            WHERE tabid = ? AND operation IN (0, 1, 2, 7)', [$module->id]);
        // Not offered in any menu: it is read on the person.
        $this->db->run('DELETE FROM vtiger_app2tab WHERE tabid = ?', [$module->id]);
    }

    private function webservice(\Vtiger_Module $module)
    {
        $known = $this->db->value('SELECT 1 FROM vtiger_ws_entity WHERE name = ?', [HistoryCatalogue::MODULE]);
        if ($known === null) {
            $module->initWebservice();
        }
    }

    private function hasField(\Vtiger_Module $module, string $name): bool
    {
        return $this->db->value('SELECT 1 FROM vtiger_field WHERE tabid = ? AND fieldname = ?', [
            $module->id, $name,
        ]) !== null;
    }
}
