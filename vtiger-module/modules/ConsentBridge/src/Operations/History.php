<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Core\Fingerprint;
use ConsentBridge\Crm\HistoryCatalogue;

/** Consent history of records and of persons, newest first. */
final class History
{
    private $context;

    public function __construct(Context $context)
    {
        $this->context = $context;
    }

    public function answer(Element $element): array
    {
        $ids = $element->strings('ids');
        $fingerprints = $element->strings('fingerprints');
        if (count($ids) + count($fingerprints) > Element::MOST) {
            throw Element::invalid('More than ' . Element::MOST . ' items in all.');
        }
        $limit = $element->number('limit', Element::MOST, 1, Element::MOST);
        $items = [];
        foreach ($ids as $id) {
            $items[] = $this->one($id, function () use ($id, $limit) {
                return $this->ofRecord($id, $limit);
            });
        }
        foreach ($fingerprints as $fingerprint) {
            $items[] = $this->one($fingerprint, function () use ($fingerprint, $limit) {
                return $this->ofPerson($fingerprint, $limit);
            });
        }
        return ['items' => $items];
    }

    private function one(string $ask, callable $read): array
    {
        try {
            return ['ask' => $ask, 'ok' => true] + $read();
        } catch (ItemFailure $failure) {
            return ['ask' => $ask] + $failure->toArray();
        }
    }

    private function ofRecord(string $id, int $limit): array
    {
        $parsed = $this->context->ids->parse($id);
        if ($parsed === null || $this->context->records->one($parsed[0], $parsed[1]) === null) {
            throw new ItemFailure('NOT_FOUND');
        }
        if (!$this->context->access->record($parsed[0], $parsed[1], 'DetailView')) {
            throw new ItemFailure('ACCESS_DENIED');
        }
        return $this->entries('h.person = ?', $parsed[1], $limit);
    }

    private function ofPerson(string $fingerprint, int $limit): array
    {
        if (preg_match(Fingerprint::PATTERN, $fingerprint) !== 1) {
            throw new ItemFailure('INVALID_ITEM', 'A fingerprint has 22 characters of base64url.');
        }
        return $this->entries('h.principal = ?', $fingerprint, $limit);
    }

    private function entries(string $where, $value, int $limit): array
    {
        $rows = $this->context->db->rows('SELECT h.entry_id, h.person, h.line, h.evidence, h.occurred_on, e.createdtime,
            p.setype FROM ' . HistoryCatalogue::TABLE . ' h
            JOIN vtiger_crmentity e ON e.crmid = h.consentbridgehistoryid AND e.deleted = 0
            LEFT JOIN vtiger_crmentity p ON p.crmid = h.person
            WHERE ' . $where . ' ORDER BY h.occurred_on DESC, h.consentbridgehistoryid DESC LIMIT ' . ($limit + 1), [$value]);
        $entries = array_values(array_filter(array_map([$this, 'entry'], array_slice($rows, 0, $limit))));
        return ['more' => count($rows) > $limit, 'entries' => $entries];
    }

    /** @return array<string, string>|null null where the user may not see the record it hangs on */
    private function entry(array $row)
    {
        $module = in_array($row['setype'], ['Contacts', 'Leads'], true) ? $row['setype'] : null;
        if ($module !== null && !$this->context->access->record($module, (int) $row['person'], 'DetailView')) {
            return null;
        }
        $at = json_decode((string) $row['evidence'], true)['occurred_at'] ?? '';
        return [
            'id' => $row['entry_id'],
            'record' => $module === null ? '' : $this->context->ids->wsId($module, (int) $row['person']),
            'line' => $row['line'],
            'evidence' => (string) $row['evidence'],
            'occurredAt' => is_string($at) && $at !== '' ? $at : str_replace(' ', 'T', $row['occurred_on']) . '.000Z',
            'createdtime' => $row['createdtime'],
        ];
    }
}
