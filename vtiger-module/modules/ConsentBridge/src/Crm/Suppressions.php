<?php

namespace ConsentBridge\Crm;

/** Fingerprints of addresses that must not be mailed and that no record need carry. */
final class Suppressions
{
    private $db;

    public function __construct(Db $db)
    {
        $this->db = $db;
    }

    /** The earliest refusal stands. */
    public function add(string $fingerprint, string $status, string $occurredAt)
    {
        $this->db->run('INSERT IGNORE INTO consentbridge_suppressed (fp, status, occurred_at) VALUES (?, ?, ?)', [
            $fingerprint, $status, $occurredAt,
        ]);
    }

    public function drop(string $fingerprint)
    {
        $this->db->run('DELETE FROM consentbridge_suppressed WHERE fp = ?', [$fingerprint]);
    }
}
