<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\FieldCatalogue;

/** What the sweep asks for must not read whole tables. */
final class Indexes extends Step
{
    const ON_CONSENT = [
        'cb_status_idx' => 'consent_status, consent_invited_on',
        'cb_changed_idx' => 'consent_changed_on',
        'cb_fp_idx' => 'consent_address_fp',
    ];
    /** Vtiger has no index on modifiedtime; "changed since" would scan every record of the CRM. */
    const ON_ENTITY = ['cb_modified_idx' => 'setype, modifiedtime, crmid'];

    public function name(): string
    {
        return 'indexes';
    }

    public function install()
    {
        foreach ($this->wanted() as list($table, $index, $columns)) {
            if (!$this->db->hasIndex($table, $index)) {
                $this->db->run('ALTER TABLE ' . $table . ' ADD INDEX ' . $index . ' (' . $columns . ')');
            }
        }
    }

    public function remove(bool $deleteData)
    {
        foreach ($this->wanted() as list($table, $index)) {
            if ($this->db->hasIndex($table, $index)) {
                $this->db->run('ALTER TABLE ' . $table . ' DROP INDEX ' . $index);
            }
        }
    }

    private function wanted(): array
    {
        $wanted = [];
        foreach (FieldCatalogue::TABLES as $table) {
            foreach (self::ON_CONSENT as $index => $columns) {
                $wanted[] = [$table, $index, $columns];
            }
        }
        foreach (self::ON_ENTITY as $index => $columns) {
            $wanted[] = ['vtiger_crmentity', $index, $columns];
        }
        return $wanted;
    }
}
