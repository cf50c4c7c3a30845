<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Core\Fingerprint;
use ConsentBridge\Crm\FieldCatalogue;

/** Records by address, fingerprint or id: a few queries for all items together, then shared out. */
final class Find
{
    private $context;

    public function __construct(Context $context)
    {
        $this->context = $context;
    }

    public function answer(Element $element): array
    {
        $addresses = $element->strings('addresses');
        $fingerprints = $element->strings('fingerprints');
        $ids = $element->strings('ids');
        if (count($addresses) + count($fingerprints) + count($ids) > Element::MOST) {
            throw Element::invalid('More than ' . Element::MOST . ' items in all.');
        }
        $own = array_map([$this->context->records, 'fingerprintOf'], $addresses);
        $known = array_values(array_filter(array_merge($own, $fingerprints), [$this, 'isFingerprint']));
        $candidates = $this->candidates($addresses, $known);
        $suppressed = $this->suppressed($known);
        $items = [];
        foreach ($addresses as $at => $address) {
            $items[] = $this->byAddress($address, $own[$at], $candidates) + ['suppressed' => isset($suppressed[$own[$at]])];
        }
        foreach ($fingerprints as $fingerprint) {
            $items[] = $this->byFingerprint($fingerprint, $candidates) + ['suppressed' => isset($suppressed[$fingerprint])];
        }
        return ['items' => array_merge($items, array_map([$this, 'byId'], $ids))];
    }

    /** Without a key, and for what has no normal form, the spelling alone; the caller compares normal forms. */
    private function byAddress(string $address, string $fingerprint, array $candidates): array
    {
        $spelling = mb_strtolower(trim($address), 'UTF-8');
        return $this->found($address, $candidates, static function ($record) use ($spelling, $fingerprint) {
            return $fingerprint === ''
                ? mb_strtolower(trim($record['email']), 'UTF-8') === $spelling
                : $record['address_fp'] === $fingerprint;
        });
    }

    private function byFingerprint(string $fingerprint, array $candidates): array
    {
        if (!$this->isFingerprint($fingerprint)) {
            $failure = new ItemFailure('INVALID_ITEM', 'A fingerprint has 22 characters of base64url.');
            return ['ask' => $fingerprint] + $failure->toArray();
        }
        return $this->found($fingerprint, $candidates, static function ($record) use ($fingerprint) {
            return $record['consent_address_fp'] === $fingerprint || $record['address_fp'] === $fingerprint;
        });
    }

    private function byId(string $id): array
    {
        $parsed = $this->context->ids->parse($id);
        $record = $parsed === null ? null : $this->context->records->one($parsed[0], $parsed[1]);
        if ($record === null) {
            return ['ask' => $id] + (new ItemFailure('NOT_FOUND'))->toArray();
        }
        if (!$this->context->access->record($parsed[0], $parsed[1], 'DetailView')) {
            return ['ask' => $id] + (new ItemFailure('ACCESS_DENIED'))->toArray();
        }
        return ['ask' => $id, 'ok' => true, 'records' => [$record], 'suppressed' => false];
    }

    /** Whatever may be meant, visible to the user, ordered by module and id. Converted Leads are hidden. */
    private function candidates(array $addresses, array $fingerprints): array
    {
        $found = [];
        foreach (FieldCatalogue::MODULES as $module) {
            $numbers = $this->numbers($module, $addresses, $fingerprints);
            if ($numbers === [] || !$this->context->access->module($module, 'DetailView')) {
                continue;
            }
            $visible = $module === 'Leads' ? 'AND d.converted = 0 ' : '';
            $tail = $visible . 'AND e.crmid IN (' . self::marks($numbers) . ') ORDER BY e.crmid';
            foreach ($this->context->records->select($module, $tail, $numbers) as $record) {
                list(, $crmId) = $this->context->ids->parse($record['id']);
                if ($this->context->access->record($module, $crmId, 'DetailView')) {
                    $found[] = $record;
                }
            }
        }
        return $found;
    }

    /** Record numbers by each index of its own: one query with OR over several tables would use none. */
    private function numbers(string $module, array $addresses, array $fingerprints): array
    {
        $key = FieldCatalogue::KEYS[$module];
        $details = $this->context->records::DETAILS[$module];
        $consent = FieldCatalogue::TABLES[$module];
        $queries = [
            ['SELECT ' . $key . ' AS n FROM ' . $details . ' WHERE email IN ', $addresses],
            ['SELECT ' . $key . ' AS n FROM ' . $consent . ' WHERE consent_address_fp IN ', $fingerprints],
            ['SELECT crmid AS n FROM consentbridge_address WHERE fp IN ', $fingerprints],
        ];
        $numbers = [];
        foreach ($queries as list($sql, $values)) {
            if ($values !== []) {
                $rows = $this->context->db->rows($sql . '(' . self::marks($values) . ')', $values);
                $numbers = array_merge($numbers, array_column($rows, 'n'));
            }
        }
        return array_values(array_unique($numbers));
    }

    /** @return array<string, bool> by fingerprint */
    private function suppressed(array $fingerprints): array
    {
        if ($fingerprints === []) {
            return [];
        }
        $sql = 'SELECT fp FROM consentbridge_suppressed WHERE fp IN (' . self::marks($fingerprints) . ')';
        return array_fill_keys(array_column($this->context->db->rows($sql, $fingerprints), 'fp'), true);
    }

    private function isFingerprint(string $text): bool
    {
        return preg_match(Fingerprint::PATTERN, $text) === 1;
    }

    private function found(string $ask, array $candidates, callable $fits): array
    {
        return ['ask' => $ask, 'ok' => true, 'records' => array_values(array_filter($candidates, $fits))];
    }

    private static function marks(array $values): string
    {
        return implode(', ', array_fill(0, count($values), '?'));
    }
}
