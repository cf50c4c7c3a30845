<?php

namespace ConsentBridge\Install;

/** The module's own tables. None holds an address: fingerprints and hashes of spellings only. */
final class Tables extends Step
{
    const TABLES = [
        'consentbridge_steps' => 'name VARCHAR(64) NOT NULL PRIMARY KEY, ok TINYINT NOT NULL,
            message VARCHAR(255) NOT NULL, done_at DATETIME NOT NULL',
        'consentbridge_settings' => 'name VARCHAR(64) NOT NULL PRIMARY KEY, value TEXT',
        // Which address a record has now, so that it is found by fingerprint; `spelling` tells when to count anew.
        'consentbridge_address' => 'crmid INT(19) NOT NULL PRIMARY KEY, fp VARCHAR(22) NOT NULL,
            spelling CHAR(32) NOT NULL, signed_with CHAR(32) NOT NULL, KEY fp_idx (fp)',
        'consentbridge_outbox' => "id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, event_id VARCHAR(64) NOT NULL,
            crmid INT(19) NOT NULL, event VARCHAR(40) NOT NULL, body TEXT NOT NULL, created_at DATETIME NOT NULL,
            tries INT NOT NULL DEFAULT 0, next_at DATETIME NOT NULL, state VARCHAR(16) NOT NULL DEFAULT 'waiting',
            code VARCHAR(64) NOT NULL DEFAULT '', sentence VARCHAR(255) NOT NULL DEFAULT '',
            UNIQUE KEY event_idx (event_id), KEY state_idx (state, next_at), KEY crmid_idx (crmid)",
        'consentbridge_suppressed' => 'fp VARCHAR(22) NOT NULL PRIMARY KEY, status VARCHAR(20) NOT NULL,
            occurred_at DATETIME NOT NULL',
    ];
    /** Kept after removal unless the admin has data deleted: an erased person must stay unmailed. */
    const DATA = ['consentbridge_suppressed'];

    public function name(): string
    {
        return 'tables';
    }

    public function install()
    {
        foreach (self::TABLES as $table => $columns) {
            $this->db->run('CREATE TABLE IF NOT EXISTS ' . $table . ' (' . $columns . ')
                ENGINE=InnoDB DEFAULT CHARSET=utf8 COLLATE=utf8_bin');
        }
    }

    public function remove(bool $deleteData)
    {
        foreach (array_keys(self::TABLES) as $table) {
            if ($deleteData || !in_array($table, self::DATA, true)) {
                $this->db->run('DROP TABLE IF EXISTS ' . $table);
            }
        }
    }
}
