<?php

namespace ConsentBridge\Staff;

use ConsentBridge\Core\Address;
use ConsentBridge\Core\Seal;
use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\FieldCatalogue;
use ConsentBridge\Crm\Records;

/** Reads where records stand, many at once: their own fields, and those of every record with the same address. */
final class Standings
{
    const PAGE = 500;
    const OWN = 'c.consent_status AS status, c.consent_changed_on AS changed, c.consent_seal AS seal';

    const REFUSAL_WAITS = "EXISTS (SELECT 1 FROM consentbridge_outbox o WHERE o.crmid = e.crmid AND o.state IN
        ('waiting', 'accepted') AND o.event IN ('ConsentRefused', 'ConsentWithdrawn', 'AddressBlacklisted')) AS refusal_waits";

    private $db;

    public function __construct(Db $db)
    {
        $this->db = $db;
    }

    /** @return array<int, Standing> by record number; those that are gone are missing */
    public function of(string $module, array $numbers): array
    {
        $standings = [];
        foreach (array_chunk($numbers, self::PAGE) as $page) {
            $rows = $this->rows($module, $page);
            $others = $this->byFingerprint(array_filter(array_unique(array_column($rows, 'fp'))));
            foreach ($rows as $row) {
                $standings[(int) $row['crmid']] = $this->standing($row, $others[$row['fp'] ?? ''] ?? []);
            }
        }
        return $standings;
    }

    private function rows(string $module, array $numbers): array
    {
        $key = FieldCatalogue::KEYS[$module];
        return $this->db->rows('SELECT e.crmid, d.email, d.emailoptout, a.fp, c.consent_preferences_link AS link, ' . self::OWN
            . ', ' . self::REFUSAL_WAITS
            . ' FROM vtiger_crmentity e JOIN ' . Records::DETAILS[$module] . ' d ON d.' . $key . ' = e.crmid'
            . ' JOIN ' . FieldCatalogue::TABLES[$module] . ' c ON c.' . $key . ' = e.crmid'
            . ' LEFT JOIN consentbridge_address a ON a.crmid = e.crmid'
            . ' WHERE e.deleted = 0 AND e.crmid IN (' . self::marks($numbers) . ')', $numbers);
    }

    /** A converted Lead is history: the Contact carries on. */
    private function byFingerprint(array $fingerprints): array
    {
        $found = [];
        foreach ($fingerprints === [] ? [] : FieldCatalogue::MODULES as $module) {
            $key = FieldCatalogue::KEYS[$module];
            $rows = $this->db->rows('SELECT a.fp, ' . self::OWN . ' FROM consentbridge_address a'
                . ' JOIN vtiger_crmentity e ON e.crmid = a.crmid JOIN ' . FieldCatalogue::TABLES[$module] . ' c'
                . ' ON c.' . $key . ' = a.crmid JOIN ' . Records::DETAILS[$module] . ' d ON d.' . $key . ' = a.crmid'
                . ' WHERE e.deleted = 0' . ($module === 'Leads' ? ' AND d.converted = 0' : '')
                . ' AND a.fp IN (' . self::marks($fingerprints) . ')', array_values($fingerprints));
            foreach ($rows as $row) {
                $found[$row['fp']][] = $row;
            }
        }
        return $found;
    }

    private function standing(array $row, array $others): Standing
    {
        $own = self::state($row);
        $counts = EffectiveStatus::of(array_merge([$own], array_map([self::class, 'state'], $others)));
        $standing = new Standing($own['status'], $counts['status'], $counts['on']);
        $standing->address = (string) $row['fp'];
        $standing->hasAddress = Address::normalize((string) $row['email']) !== null;
        $standing->hasLink = (string) $row['link'] !== '';
        $standing->isOptedOut = in_array((string) $row['emailoptout'], ['1', 'on'], true);
        $standing->refusalWaits = (string) $row['refusal_waits'] === '1';
        foreach (array_merge([$row], $others) as $each) {
            $seal = Seal::parse((string) $each['seal']);
            $standing->notMe = $standing->notMe || ($seal !== null && substr($seal['clear'], -1) === 'n');
        }
        return $standing;
    }

    private static function state(array $row): array
    {
        $on = (string) $row['changed'];
        return ['status' => (string) $row['status'], 'on' => strpos($on, '0000') === 0 ? '' : $on];
    }

    private static function marks(array $values): string
    {
        return implode(', ', array_fill(0, count($values), '?'));
    }
}
