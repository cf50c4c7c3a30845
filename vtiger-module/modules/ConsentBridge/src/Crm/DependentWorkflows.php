<?php

namespace ConsentBridge\Crm;

/**
 * Consent fields that a workflow has a condition on. Where the bridge changes one, the record is saved as the user
 * interface saves it, so that the workflow runs; else the costly save is spared.
 */
final class DependentWorkflows
{
    /** First save only, schedule, manual: a save of a record that exists starts none of these. */
    const NOT_ON_CHANGE = [1, 6, 7];
    /** Workflows that do nothing but send events: what the bridge saves sends none. */
    const OWN_TASK = '%"ConsentBridgeEventTask"%';

    private $db;
    private $known = [];

    public function __construct(Db $db)
    {
        $this->db = $db;
    }

    /** @return string[] */
    public function fields(string $module): array
    {
        if (!isset($this->known[$module])) {
            $this->known[$module] = $this->read($module);
        }
        return $this->known[$module];
    }

    private function read(string $module): array
    {
        $rows = $this->db->rows('SELECT test FROM com_vtiger_workflows w WHERE module_name = ? AND status = 1
            AND execution_condition NOT IN (?, ?, ?)
            AND EXISTS (SELECT 1 FROM com_vtiger_workflowtasks t WHERE t.workflow_id = w.workflow_id
                AND t.task NOT LIKE ?)', array_merge([$module], self::NOT_ON_CHANGE, [self::OWN_TASK]));
        $found = [];
        foreach ($rows as $row) {
            $conditions = json_decode(html_entity_decode((string) $row['test'], ENT_QUOTES), true);
            foreach (is_array($conditions) ? $conditions : [] as $condition) {
                $found[] = $condition['fieldname'] ?? '';
            }
        }
        return array_values(array_unique(array_intersect($found, FieldCatalogue::writable())));
    }
}
