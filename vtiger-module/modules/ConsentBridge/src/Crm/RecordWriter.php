<?php

namespace ConsentBridge\Crm;

/**
 * Writes fields of records. Where a workflow depends on one that changes, by a save as the user interface does it ("full");
 * else by the same columns, dates and record history alone ("fast"), many times as fast.
 */
final class RecordWriter
{
    private $db;
    private $workflows;
    private $userId;
    private $tracked = [];

    public function __construct(Db $db, DependentWorkflows $workflows, int $userId)
    {
        $this->db = $db;
        $this->workflows = $workflows;
        $this->userId = $userId;
    }

    public function path(string $module, array $fields, array $before): string
    {
        $changed = array_keys(array_diff_assoc($fields, $before));
        return array_intersect($changed, $this->workflows->fields($module)) === [] ? 'fast' : 'full';
    }

    /**
     * @param array $items ApplyItems
     * @param array $before records by id
     * @param array $answers with state and path, by the item's place
     */
    public function write(array $items, array $before, array $answers)
    {
        $fast = [];
        foreach ($items as $at => $item) {
            if ($answers[$at]['state'] !== 'applied' || $item->fields === []) {
                continue;
            }
            if ($answers[$at]['path'] === 'full') {
                $this->save($item);
                continue;
            }
            self::columns($this->db, $item->module, $item->crmId, $item->fields);
            $fast[] = $item;
        }
        if ($fast !== []) {
            $now = date('Y-m-d H:i:s');
            $this->touch($fast, $now);
            $this->track($fast, $before, $now);
        }
    }

    /** Sets the columns, nothing else. */
    public static function columns(Db $db, string $module, int $crmId, array $fields)
    {
        $key = FieldCatalogue::KEYS[$module];
        $consent = array_diff_key($fields, ['emailoptout' => true]);
        if ($consent !== []) {
            $sets = implode(' = ?, ', array_keys($consent)) . ' = ?';
            $values = array_map([self::class, 'stored'], array_keys($consent), $consent);
            $values[] = $crmId;
            $db->run('UPDATE ' . FieldCatalogue::TABLES[$module] . ' SET ' . $sets . ' WHERE ' . $key . ' = ?', $values);
        }
        if (isset($fields['emailoptout'])) {
            $db->run('UPDATE ' . Records::DETAILS[$module] . ' SET emailoptout = ? WHERE ' . $key . ' = ?', [
                $fields['emailoptout'], $crmId,
            ]);
        }
    }

    private static function stored(string $name, string $value)
    {
        return $value === '' && in_array($name, FieldCatalogue::DATE_TIMES, true) ? null : $value;
    }

    /**
     * The fields are set by our handler between Vtiger's reading of the old and of the new record, so that its workflows
     * see them change; Vtiger itself would never write a read-only field.
     */
    private function save($item)
    {
        if (method_exists('VTEntityCache', 'unsetCachedEntity')) {
            \VTEntityCache::unsetCachedEntity($item->id);
        }
        PendingWrites::put($item->crmId, $item->fields);
        $entity = \CRMEntity::getInstance($item->module);
        $entity->id = $item->crmId;
        $entity->mode = 'edit';
        $entity->retrieve_entity_info($item->crmId, $item->module);
        $entity->save($item->module);
        if (PendingWrites::take($item->crmId) !== null) {
            throw new \LogicException('The module\'s save handler did not run; repair the module.');
        }
    }

    private function touch(array $items, string $now)
    {
        $numbers = array_column($items, 'crmId');
        $marks = implode(', ', array_fill(0, count($numbers), '?'));
        $this->db->run(
            'UPDATE vtiger_crmentity SET modifiedtime = ?, modifiedby = ? WHERE crmid IN (' . $marks . ')',
            array_merge([$now, $this->userId], $numbers)
        );
    }

    /** Vtiger's record history, as its own handler writes it. */
    private function track(array $items, array $before, string $now)
    {
        $heads = [];
        $details = [];
        $id = $this->db->reserveIds('vtiger_modtracker_basic', count($items));
        foreach ($items as $item) {
            $changed = array_diff_assoc($item->fields, $before[$item->id]);
            if ($changed === [] || !$this->isTracked($item->module)) {
                continue;
            }
            $heads[] = [$id, $item->crmId, $item->module, $this->userId, $now, 0];
            foreach ($changed as $name => $value) {
                $details[] = [$id, $name, $before[$item->id][$name], $value];
            }
            $id++;
        }
        $this->db->insert('vtiger_modtracker_basic', ['id', 'crmid', 'module', 'whodid', 'changedon', 'status'], $heads);
        $this->db->insert('vtiger_modtracker_detail', ['id', 'fieldname', 'prevalue', 'postvalue'], $details);
    }

    private function isTracked(string $module): bool
    {
        if (!isset($this->tracked[$module])) {
            $this->tracked[$module] = $this->db->hasTable('vtiger_modtracker_tabs') && $this->db->value(
                'SELECT 1 FROM vtiger_modtracker_tabs m JOIN vtiger_tab t ON t.tabid = m.tabid
                    WHERE t.name = ? AND m.visible = 1',
                [$module]
            ) !== null;
        }
        return $this->tracked[$module];
    }
}
