<?php

namespace ConsentBridge\Crm;

/** Consent history follows its person to another record. */
final class HistoryMove
{
    private $db;

    public function __construct(Db $db)
    {
        $this->db = $db;
    }

    /**
     * Records of one address hold the same events; what the other record has already is dropped, or Vtiger's own moving
     * would fail on the key that keeps an event unique.
     */
    public function move(int $fromId, int $toId)
    {
        $table = HistoryCatalogue::TABLE;
        $key = HistoryCatalogue::KEY;
        $this->db->run('UPDATE IGNORE ' . $table . ' SET person = ? WHERE person = ?', [$toId, $fromId]);
        $left = array_column($this->db->rows('SELECT ' . $key . ' AS n FROM ' . $table . ' WHERE person = ?', [$fromId]), 'n');
        foreach ($left as $id) {
            $this->db->run('DELETE FROM ' . $table . 'cf WHERE ' . $key . ' = ?', [$id]);
            $this->db->run('DELETE FROM ' . $table . ' WHERE ' . $key . ' = ?', [$id]);
            $this->db->run('DELETE FROM vtiger_crmentity WHERE crmid = ?', [$id]);
        }
    }
}
