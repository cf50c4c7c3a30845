<?php

namespace ConsentBridge\Crm;

use ConsentBridge\Core\Address;
use ConsentBridge\Core\Fingerprint;

/** Contacts and Leads as the contract spells a record: all values strings. */
final class Records
{
    const DETAILS = ['Contacts' => 'vtiger_contactdetails', 'Leads' => 'vtiger_leaddetails'];

    private $db;
    private $ids;
    private $fingerprint;

    public function __construct(Db $db, RecordIds $ids, $addressKey)
    {
        $this->db = $db;
        $this->ids = $ids;
        $this->fingerprint = $addressKey === null ? null : new Fingerprint($addressKey);
    }

    /**
     * Rows that fit, as records. `$tail` goes on after `WHERE e.deleted = 0` with the aliases e (crmentity), d (details),
     * c (consent fields), a (address index).
     *
     * @return array<int, array<string, string>>
     */
    public function select(string $module, string $tail, array $params): array
    {
        return array_map(function ($row) use ($module) {
            return $this->record($module, $row);
        }, $this->db->rows($this->sql($module) . ' WHERE e.deleted = 0 ' . $tail, $params));
    }

    /** @return array<string, string>|null */
    public function one(string $module, int $crmId, bool $lock = false)
    {
        $found = $this->select($module, 'AND e.crmid = ?' . ($lock ? ' FOR UPDATE' : ''), [$crmId]);
        return $found[0] ?? null;
    }

    /** @return string '' where it has none or no key is set */
    public function fingerprintOf(string $email): string
    {
        $normal = $this->fingerprint === null ? null : Address::normalize($email);
        return $normal === null ? '' : $this->fingerprint->of($normal);
    }

    private function sql(string $module): string
    {
        $key = FieldCatalogue::KEYS[$module];
        $special = $module === 'Contacts'
            ? "d.isconvertedfromlead, '0' AS converted"
            : "'0' AS isconvertedfromlead, d.converted";
        $own = implode(', ', array_map(static function ($field) {
            return 'c.' . $field;
        }, array_diff(array_keys(FieldCatalogue::FIELDS), array_values(FieldCatalogue::LINKS))));
        return 'SELECT e.crmid, d.email, e.createdtime, e.modifiedtime, e.source, ' . $special . ', d.emailoptout, ' . $own
            . ' FROM vtiger_crmentity e'
            . ' JOIN ' . self::DETAILS[$module] . ' d ON d.' . $key . ' = e.crmid'
            . ' JOIN ' . FieldCatalogue::TABLES[$module] . ' c ON c.' . $key . ' = e.crmid'
            . ' LEFT JOIN consentbridge_address a ON a.crmid = e.crmid';
    }

    private function record(string $module, array $row): array
    {
        $record = ['id' => $this->ids->wsId($module, (int) $row['crmid']), 'module' => $module];
        unset($row['crmid']);
        foreach ($row as $name => $value) {
            $record[$name] = self::clean($name, (string) $value);
        }
        $record['address_fp'] = $this->fingerprintOf($record['email']);
        return $record;
    }

    private static function clean(string $name, string $value): string
    {
        if (in_array($name, FieldCatalogue::FLAGS, true) || in_array($name, ['isconvertedfromlead', 'converted'], true)) {
            return in_array($value, ['1', 'on'], true) ? '1' : '0';
        }
        return $value === '0000-00-00 00:00:00' ? '' : $value;
    }
}
