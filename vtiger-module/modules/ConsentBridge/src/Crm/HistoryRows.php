<?php

namespace ConsentBridge\Crm;

/** Adds consent history. Rows are written whole and never changed. */
final class HistoryRows
{
    private $db;
    private $userId;
    private $nextId = 0;
    private $left = 0;

    public function __construct(Db $db, int $userId)
    {
        $this->db = $db;
        $this->userId = $userId;
    }

    /** Record numbers for all entries of a call. @param array $items as they came, unchecked */
    public function reserve(array $items)
    {
        $this->left = array_sum(array_map(static function ($item) {
            $entries = is_array($item) ? $item['history'] ?? [] : [];
            return is_array($entries) ? count($entries) : 0;
        }, $items));
        $this->nextId = $this->db->reserveIds('vtiger_crmentity', $this->left);
    }

    /** @return int how many were new */
    public function add(int $crmId, array $entries): int
    {
        $added = 0;
        foreach ($entries as $entry) {
            $known = $this->db->value('SELECT 1 FROM ' . HistoryCatalogue::TABLE . ' WHERE person = ? AND entry_id = ?', [
                $crmId, $entry['id'],
            ]);
            if ($known === null) {
                $this->insert($crmId, $entry);
                $added++;
            }
        }
        return $added;
    }

    private function insert(int $crmId, array $entry)
    {
        $id = $this->left > 0 ? $this->nextId++ : $this->db->reserveIds('vtiger_crmentity', 1);
        $this->left--;
        $line = mb_substr($entry['line'], 0, 255, 'UTF-8');
        $now = date('Y-m-d H:i:s');
        $this->db->run('INSERT INTO vtiger_crmentity (crmid, smcreatorid, smownerid, modifiedby, setype, createdtime,
            modifiedtime, presence, deleted, source, label)
            SELECT ?, ?, smownerid, ?, ?, ?, ?, 1, 0, ?, ? FROM vtiger_crmentity WHERE crmid = ?', [
            $id, $this->userId, $this->userId, HistoryCatalogue::MODULE, $now, $now, 'WEBSERVICE', $line, $crmId,
        ]);
        $columns = ['consentbridgehistoryid' => $id, 'line' => $line, 'entry_id' => $entry['id'], 'person' => $crmId]
            + $this->fromEvidence($entry['evidence'] ?? '', $now);
        $marks = implode(', ', array_fill(0, count($columns), '?'));
        $this->db->run('INSERT INTO ' . HistoryCatalogue::TABLE . ' (' . implode(', ', array_keys($columns)) . ')
            VALUES (' . $marks . ')', array_values($columns));
        $this->db->run('INSERT INTO ' . HistoryCatalogue::TABLE . 'cf (consentbridgehistoryid) VALUES (?)', [$id]);
    }

    private function fromEvidence(string $evidence, string $now): array
    {
        $block = $evidence === '' ? [] : json_decode($evidence, true);
        $word = static function (string $name, int $length) use ($block) {
            $value = $block[$name] ?? '';
            return is_string($value) ? mb_substr($value, 0, $length, 'UTF-8') : '';
        };
        $at = strtotime($word('occurred_at', 40));
        return [
            'occurred_on' => $at === false ? $now : gmdate('Y-m-d H:i:s', $at),
            'event' => $evidence === '' ? 'Note' : $word('event', 40),
            'from_status' => $word('from_status', 20),
            'to_status' => $word('to_status', 20),
            'actor' => $word('actor', 64),
            'channel' => $word('channel', 20),
            'collection' => $word('collection_method', 255),
            'shown_text' => $word('consent_text', 60000),
            'shown_language' => $word('consent_text_language', 10),
            'principal' => $word('pii_principal_id', 22),
            'evidence' => $evidence,
        ];
    }
}
