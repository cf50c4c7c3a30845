<?php

namespace ConsentBridge\Crm;

use ConsentBridge\Core\Strictest;

/** The consent columns of a record as a whole, for records that become another record. */
final class ConsentState
{
    private $db;

    public function __construct(Db $db)
    {
        $this->db = $db;
    }

    /** @return array<string, string>|null by field, emailoptout among them; null where there is no such record */
    public function read(string $module, int $crmId)
    {
        $key = FieldCatalogue::KEYS[$module];
        $own = array_diff(FieldCatalogue::writable(), ['emailoptout']);
        $row = $this->db->row('SELECT d.emailoptout, c.' . implode(', c.', $own) . ' FROM ' . FieldCatalogue::TABLES[$module] . ' c
            JOIN ' . Records::DETAILS[$module] . ' d ON d.' . $key . ' = c.' . $key . ' WHERE c.' . $key . ' = ?', [$crmId]);
        return $row === null ? null : array_map('strval', $row);
    }

    public function write(string $module, int $crmId, array $state)
    {
        RecordWriter::columns($this->db, $module, $crmId, $state);
    }

    /** The record that goes refused, or is barred from mail, and the one that stays does not say so yet. */
    public static function mustCarryOver(array $gone, array $kept): bool
    {
        return Strictest::overrides($gone['consent_status'], $kept['consent_status']);
    }
}
