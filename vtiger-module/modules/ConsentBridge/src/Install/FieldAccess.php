<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\FieldCatalogue;

/**
 * Links are as good as a signature: whoever sees one can act for the person. They are hidden in every profile once, when
 * a field is new; an admin may show them to a profile afterwards. Administrators are above profiles.
 */
final class FieldAccess extends Step
{
    public function name(): string
    {
        return 'field access';
    }

    public function install()
    {
        $done = $this->db->value("SELECT value FROM consentbridge_settings WHERE name = 'links_hidden'");
        if ($done === '1') {
            return;
        }
        foreach (array_values(FieldCatalogue::LINKS) as $field) {
            $this->db->run('UPDATE vtiger_profile2field p JOIN vtiger_field f ON f.fieldid = p.fieldid
                SET p.visible = 1 WHERE f.fieldname = ?', [$field]);
        }
        $this->db->run("REPLACE INTO consentbridge_settings (name, value) VALUES ('links_hidden', '1')");
        $this->refreshPrivileges();
    }

    /** What users may see is cached in files. */
    private function refreshPrivileges()
    {
        require_once 'modules/Users/CreateUserPrivilegeFile.php';
        foreach ($this->db->rows('SELECT id FROM vtiger_users WHERE deleted = 0') as $user) {
            createUserPrivilegesfile($user['id']);
            createUserSharingPrivilegesfile($user['id']);
        }
    }
}
