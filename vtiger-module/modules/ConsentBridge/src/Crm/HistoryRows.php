<?php

namespace ConsentBridge\Crm;

/** Adds consent history. Rows are written whole and never changed. */
final class HistoryRows
{
    const OF_ENTITY = ['crmid', 'smcreatorid', 'smownerid', 'modifiedby', 'setype', 'createdtime', 'modifiedtime',
        'presence', 'deleted', 'source', 'label'];

    private $db;
    private $userId;

    public function __construct(Db $db, int $userId)
    {
        $this->db = $db;
        $this->userId = $userId;
    }

    /**
     * The records must be locked: what stands is looked up first, and nobody may add in between.
     *
     * @param array $items with crmId and history, by place
     * @return array<int, int> how many were new, by place
     */
    public function add(array $items): array
    {
        $known = $this->known($items);
        $added = array_fill_keys(array_keys($items), 0);
        $new = [];
        foreach ($items as $at => $item) {
            foreach ($item->history as $entry) {
                $mark = $item->crmId . ' ' . $entry['id'];
                if (!isset($known[$mark])) {
                    $known[$mark] = true;
                    $new[] = [$item->crmId, $entry];
                    $added[$at]++;
                }
            }
        }
        if ($new !== []) {
            $this->insert($new);
        }
        return $added;
    }

    private function known(array $items): array
    {
        $pairs = [];
        foreach ($items as $item) {
            foreach ($item->history as $entry) {
                array_push($pairs, $item->crmId, $entry['id']);
            }
        }
        if ($pairs === []) {
            return [];
        }
        $marks = implode(', ', array_fill(0, count($pairs) / 2, '(?, ?)'));
        $rows = $this->db->rows('SELECT CONCAT(person, \' \', entry_id) AS mark FROM ' . HistoryCatalogue::TABLE . '
            WHERE (person, entry_id) IN (' . $marks . ')', $pairs);
        return array_fill_keys(array_column($rows, 'mark'), true);
    }

    private function insert(array $new)
    {
        $id = $this->db->reserveIds('vtiger_crmentity', count($new));
        $owners = $this->owners(array_column($new, 0));
        $now = date('Y-m-d H:i:s');
        $entities = $rows = $custom = [];
        foreach ($new as list($crmId, $entry)) {
            $line = mb_substr($entry['line'], 0, 255, 'UTF-8');
            $entities[] = [$id, $this->userId, $owners[$crmId] ?? $this->userId, $this->userId,
                HistoryCatalogue::MODULE, $now, $now, 1, 0, 'WEBSERVICE', $line];
            $rows[] = array_merge(
                [HistoryCatalogue::KEY => $id, 'line' => $line, 'entry_id' => $entry['id'], 'person' => $crmId],
                $this->fromEvidence($entry['evidence'] ?? '', $now)
            );
            $custom[] = [$id++];
        }
        $this->db->insert('vtiger_crmentity', self::OF_ENTITY, $entities);
        $this->db->insert(HistoryCatalogue::TABLE, array_keys($rows[0]), array_map('array_values', $rows));
        $this->db->insert(HistoryCatalogue::TABLE . 'cf', [HistoryCatalogue::KEY], $custom);
    }

    private function owners(array $numbers): array
    {
        $marks = implode(', ', array_fill(0, count($numbers), '?'));
        $rows = $this->db->rows('SELECT crmid, smownerid FROM vtiger_crmentity WHERE crmid IN (' . $marks . ')', $numbers);
        return array_column($rows, 'smownerid', 'crmid');
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
            'shown_text' => $word('consent_text', 16000),
            'shown_language' => $word('consent_text_language', 10),
            'principal' => $word('pii_principal_id', 22),
            'evidence' => $evidence,
        ];
    }
}
