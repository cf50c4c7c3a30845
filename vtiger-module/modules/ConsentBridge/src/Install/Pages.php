<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\FieldCatalogue;

/** Where people meet the module: the script for records and lists, the list action, the widget, the settings page. */
final class Pages extends Step
{
    const SCRIPT = 'layouts/v7/modules/ConsentBridge/resources/ConsentBridge.js';
    const INVITE = 'Consent: invite';
    const WIDGET = 'E-mail consent';
    const WIDGET_URL = 'index.php?module=ConsentBridge&view=ShowWidget&name=ConsentStatus';
    /** Shown as it is: Vtiger translates it with its own strings only. */
    const SETTINGS = 'Consent bridge';
    const SETTINGS_URL = 'index.php?module=ConsentBridge&parent=Settings&view=Index';

    public function name(): string
    {
        return 'buttons, widget and settings page';
    }

    public function install()
    {
        require_once 'vtlib/Vtiger/Link.php';
        foreach ($this->links() as list($tab, $type, $label, $url)) {
            \Vtiger_Link::addLink($tab, $type, $label, $url);
        }
        $this->addSettings();
    }

    /** Vtiger shows links of a module that is off. */
    public function disable()
    {
        $this->removeLinks();
        $this->db->run('UPDATE vtiger_settings_field SET active = 1 WHERE name = ?', [self::SETTINGS]);
    }

    public function remove(bool $deleteData)
    {
        $this->removeLinks();
        $this->db->run('DELETE FROM vtiger_settings_field WHERE name = ?', [self::SETTINGS]);
    }

    private function removeLinks()
    {
        require_once 'vtlib/Vtiger/Link.php';
        // What people put on their own dashboards points to the link.
        $this->db->run('DELETE w FROM vtiger_module_dashboard_widgets w JOIN vtiger_links l ON l.linkid = w.linkid
            WHERE l.linktype = ? AND l.linkurl = ?', ['DASHBOARDWIDGET', self::WIDGET_URL]);
        foreach ($this->links() as list($tab, $type, $label)) {
            \Vtiger_Link::deleteLink($tab, $type, $label);
        }
    }

    private function links(): array
    {
        $links = [
            [$this->tab('ConsentBridge'), 'HEADERSCRIPT', 'ConsentBridge', self::SCRIPT],
            [$this->tab('Home'), 'DASHBOARDWIDGET', self::WIDGET, self::WIDGET_URL],
        ];
        foreach (FieldCatalogue::MODULES as $module) {
            $links[] = [$this->tab($module), 'LISTVIEWMASSACTION', self::INVITE, 'javascript:ConsentBridge.inviteList();'];
        }
        return $links;
    }

    private function tab(string $module): int
    {
        return (int) $this->db->value('SELECT tabid FROM vtiger_tab WHERE name = ?', [$module]);
    }

    private function addSettings()
    {
        if ($this->db->value('SELECT 1 FROM vtiger_settings_field WHERE name = ?', [self::SETTINGS]) !== null) {
            $this->db->run('UPDATE vtiger_settings_field SET active = 0, linkto = ? WHERE name = ?', [
                self::SETTINGS_URL, self::SETTINGS,
            ]);
            return;
        }
        $block = $this->db->value("SELECT blockid FROM vtiger_settings_blocks WHERE label IN ('LBL_EXTENSIONS',
            'LBL_INTEGRATION', 'LBL_OTHER_SETTINGS') ORDER BY label LIMIT 1");
        $this->db->insert('vtiger_settings_field', ['fieldid', 'blockid', 'name', 'iconpath', 'description', 'linkto',
            'sequence', 'active', 'pinned'], [[
            $this->db->handle()->getUniqueID('vtiger_settings_field'), $block, self::SETTINGS, '', '', self::SETTINGS_URL,
            99, 0, 0,
        ]]);
    }
}
