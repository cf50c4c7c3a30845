<?php

namespace ConsentBridge\Crm;

/**
 * Writes fields of a record. Where a workflow depends on one that changes, by a save as the user interface does it;
 * else by the same columns, dates and record history alone, some twenty times as fast.
 */
final class RecordWriter
{
    private $db;
    private $workflows;
    private $userId;
    private $tracked = [];
    private $nextTrack = 0;

    public function __construct(Db $db, DependentWorkflows $workflows, int $userId)
    {
        $this->db = $db;
        $this->workflows = $workflows;
        $this->userId = $userId;
    }

    /** Numbers for that many rows of record history. */
    public function reserve(int $count)
    {
        $this->nextTrack = $this->db->reserveIds('vtiger_modtracker_basic', $count);
    }

    /** @return string the path taken */
    public function write(string $module, int $crmId, array $fields, array $before): string
    {
        $changed = array_diff_assoc($fields, $before);
        if (array_intersect(array_keys($changed), $this->workflows->fields($module)) !== []) {
            $this->save($module, $crmId, $fields);
            return 'full';
        }
        self::columns($this->db, $module, $crmId, $fields);
        $now = date('Y-m-d H:i:s');
        $this->db->run('UPDATE vtiger_crmentity SET modifiedtime = ?, modifiedby = ? WHERE crmid = ?', [
            $now, $this->userId, $crmId,
        ]);
        $this->track($module, $crmId, $changed, $before, $now);
        return 'fast';
    }

    /** Sets the columns, nothing else. */
    public static function columns(Db $db, string $module, int $crmId, array $fields)
    {
        $key = FieldCatalogue::KEYS[$module];
        $consent = array_diff_key($fields, ['emailoptout' => true]);
        if ($consent !== []) {
            $sets = implode(', ', array_map(static function ($name) {
                return $name . ' = ?';
            }, array_keys($consent)));
            $values = array_map([self::class, 'stored'], array_keys($consent), $consent);
            $db->run('UPDATE ' . FieldCatalogue::TABLES[$module] . ' SET ' . $sets . ' WHERE ' . $key . ' = ?', array_merge(
                $values,
                [$crmId]
            ));
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
    private function save(string $module, int $crmId, array $fields)
    {
        if (method_exists('VTEntityCache', 'unsetCachedEntity')) {
            \VTEntityCache::unsetCachedEntity((new RecordIds($this->db))->wsId($module, $crmId));
        }
        PendingWrites::put($crmId, $fields);
        $entity = \CRMEntity::getInstance($module);
        $entity->id = $crmId;
        $entity->mode = 'edit';
        $entity->retrieve_entity_info($crmId, $module);
        try {
            $entity->save($module);
        } finally {
            if (PendingWrites::take($crmId) !== null) {
                throw new \LogicException('The module\'s save handler did not run; repair the module.');
            }
        }
    }

    /** Vtiger's record history, as its own handler writes it. */
    private function track(string $module, int $crmId, array $changed, array $before, string $now)
    {
        if ($changed === [] || !$this->isTracked($module)) {
            return;
        }
        $id = $this->nextTrack++;
        $this->db->run('INSERT INTO vtiger_modtracker_basic (id, crmid, module, whodid, changedon, status)
            VALUES (?, ?, ?, ?, ?, 0)', [$id, $crmId, $module, $this->userId, $now]);
        $values = [];
        foreach ($changed as $name => $value) {
            array_push($values, $id, $name, $before[$name], $value);
        }
        $marks = implode(', ', array_fill(0, count($changed), '(?, ?, ?, ?)'));
        $this->db->run('INSERT INTO vtiger_modtracker_detail (id, fieldname, prevalue, postvalue) VALUES ' . $marks, $values);
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
