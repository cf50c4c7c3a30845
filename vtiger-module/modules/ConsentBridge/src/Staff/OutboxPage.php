<?php

namespace ConsentBridge\Staff;

use ConsentBridge\Crm\Db;

/** The outbox as administrators see it. Bodies stay inside: they may hold what people said. */
final class OutboxPage
{
    const ROWS = 100;

    private $db;

    public function __construct(Db $db)
    {
        $this->db = $db;
    }

    /** Waiting ones first: they are why one looks. */
    public function rows(): array
    {
        return $this->db->rows("SELECT o.id, o.event, o.crmid, o.state, o.code, o.sentence, o.tries, o.created_at, o.next_at,
            e.setype, e.label FROM consentbridge_outbox o LEFT JOIN vtiger_crmentity e ON e.crmid = o.crmid AND e.deleted = 0
            ORDER BY o.state = 'waiting' DESC, o.id DESC LIMIT " . self::ROWS);
    }

    /** Why a row is where it is. */
    public static function why(array $row, Words $words): string
    {
        if ($row['code'] === '') {
            return '';
        }
        if ($row['sentence'] === '') {
            return ConnectionTest::fault($row['code'], $words);
        }
        return $words->has('code_' . $row['code']) ? $words->say('code_' . $row['code']) : $row['sentence'];
    }

    public function waiting(): int
    {
        return (int) $this->db->value("SELECT COUNT(*) FROM consentbridge_outbox WHERE state = 'waiting'");
    }

    /** Due now, and what the bridge did not take may go once more. @param int $id 0 for all that wait */
    public function release(int $id)
    {
        $this->db->run("UPDATE consentbridge_outbox SET next_at = UTC_TIMESTAMP(), state = 'waiting'
            WHERE " . ($id === 0 ? "state = 'waiting'" : "state IN ('waiting', 'refused') AND id = ?"), $id === 0 ? [] : [$id]);
    }

    /** @return int[] records with links, and all */
    public function backfill(): array
    {
        $all = (int) $this->db->value("SELECT COUNT(*) FROM vtiger_crmentity WHERE setype IN ('Contacts', 'Leads')
            AND deleted = 0");
        return [$all, (int) $this->db->value("SELECT COUNT(*) FROM consentbridge_address a JOIN vtiger_crmentity e
            ON e.crmid = a.crmid WHERE e.setype IN ('Contacts', 'Leads') AND e.deleted = 0 AND a.signed_with <> ''")];
    }
}
