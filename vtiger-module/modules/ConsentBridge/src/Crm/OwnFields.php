<?php

namespace ConsentBridge\Crm;

/**
 * Fields that are the bridge's own: hidden in every form, but Vtiger takes them from any request that names them
 * (displaytype 3), and must, for without this module the bridge writes them so. Here a save by anybody else keeps them.
 */
final class OwnFields
{
    const NAMES = ['consent_round', 'consent_address_fp', 'consent_seal'];

    private $db;

    public function __construct(Db $db)
    {
        $this->db = $db;
    }

    /** @param object $data Vtiger's entity data, before the save; $crmId 0: a new record */
    public function keep(string $module, int $crmId, $data, int $userId)
    {
        $row = $this->db->row("SELECT (SELECT value FROM consentbridge_settings WHERE name = 'bridge_user') AS bridge, c.*
            FROM (SELECT 1) one LEFT JOIN (SELECT " . implode(', ', self::NAMES) . ' FROM ' . FieldCatalogue::TABLES[$module] . '
            WHERE ' . FieldCatalogue::KEYS[$module] . ' = ?) c ON 1 = 1', [$crmId]);
        $given = [];
        foreach (self::NAMES as $field) {
            $given[$field] = $data->get($field);
        }
        foreach (self::putBack($row, $given, $userId) as $field => $value) {
            $data->set($field, $value);
        }
    }

    /**
     * @param array $kept the values in the database (null: a new record) and `bridge`, the user of the bridge
     * @param array $given the values that are about to be saved
     * @return array<string, string> what must be saved instead, by field
     */
    public static function putBack(array $kept, array $given, int $userId): array
    {
        // Nobody named: then the bridge can't be told from others.
        if ((int) ($kept['bridge'] ?? 0) === 0 || (int) $kept['bridge'] === $userId) {
            return [];
        }
        $instead = [];
        foreach (self::NAMES as $field) {
            if ((string) ($given[$field] ?? '') !== (string) ($kept[$field] ?? '')) {
                $instead[$field] = (string) ($kept[$field] ?? '');
            }
        }
        return $instead;
    }
}
