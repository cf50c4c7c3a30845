<?php

namespace ConsentBridge\Crm;

/**
 * Vtiger's database as the module uses it: everything is bound, values come back raw (query_result would HTML-encode
 * them), and a query that fails throws. PearDatabase only answers false, which reads like an empty result.
 */
final class Db
{
    private $adb;
    private $sequences = [];
    private $tables = [];

    public function __construct(\PearDatabase $adb)
    {
        $this->adb = $adb;
    }

    /** Vtiger's own handle, for Vtiger's own classes. */
    public function handle(): \PearDatabase
    {
        return $this->adb;
    }

    /** Runs a statement; answers the number of rows it touched. */
    public function run(string $sql, array $params = []): int
    {
        $this->query($sql, $params);
        return (int) $this->adb->database->Affected_Rows();
    }

    /** @return array<int, array<string, mixed>> */
    public function rows(string $sql, array $params = []): array
    {
        $result = $this->query($sql, $params);
        $rows = [];
        while ($row = $this->adb->fetchByAssoc($result, -1, false)) {
            $rows[] = $row;
        }
        return $rows;
    }

    /** @return array<string, mixed>|null the first row */
    public function row(string $sql, array $params = [])
    {
        $rows = $this->rows($sql, $params);
        return $rows[0] ?? null;
    }

    /** The first column of the first row; null where there is none. */
    public function value(string $sql, array $params = [])
    {
        $row = $this->row($sql, $params);
        return $row === null ? null : reset($row);
    }

    public function hasTable(string $table): bool
    {
        // What is there stays there; what is not may be made by the next statement.
        if (isset($this->tables[$table])) {
            return true;
        }
        $there = $this->value('SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE()
            AND table_name = ?', [$table]) !== null;
        if ($there) {
            $this->tables[$table] = true;
        }
        return $there;
    }

    public function hasIndex(string $table, string $index): bool
    {
        return $this->value('SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE()
            AND table_name = ? AND index_name = ?', [$table, $index]) !== null;
    }

    /** Several rows in one statement. @param array<int, array> $rows values in the order of the columns */
    public function insert(string $table, array $columns, array $rows)
    {
        if ($rows === []) {
            return;
        }
        $marks = '(' . implode(', ', array_fill(0, count($columns), '?')) . ')';
        $this->run(
            'INSERT INTO ' . $table . ' (' . implode(', ', $columns) . ') VALUES '
                . implode(', ', array_fill(0, count($rows), $marks)),
            array_merge(...$rows)
        );
    }

    /**
     * The first of `$count` new numbers of a Vtiger sequence. Within a transaction its row stays locked until the end,
     * and every save of the whole CRM waits for it: so it is the last thing before the rows that need the numbers.
     */
    public function reserveIds(string $sequence, int $count): int
    {
        if (!$this->hasRows($sequence . '_seq')) {
            $this->adb->getUniqueID($sequence);
        }
        $this->query('UPDATE ' . $sequence . '_seq SET id = LAST_INSERT_ID(id + ?)', [$count]);
        return (int) $this->value('SELECT LAST_INSERT_ID()') - $count + 1;
    }

    /** Vtiger makes a sequence when its first number is taken. */
    private function hasRows(string $table): bool
    {
        if (!isset($this->sequences[$table])) {
            $this->sequences[$table] = $this->hasTable($table) && $this->value('SELECT 1 FROM ' . $table) !== null;
        }
        return $this->sequences[$table];
    }

    /**
     * One transaction. Vtiger 8 no longer uses any of its own ("SET AUTOCOMMIT=1" where it is 1 already ends none);
     * Vtiger 7 nests them through ADODB's counter, which therefore must know of this one.
     */
    public function transaction(callable $work)
    {
        $this->begin();
        try {
            $result = $work();
        } catch (\Throwable $fault) {
            $this->end(false);
            throw $fault;
        }
        $this->end(true);
        return $result;
    }

    private function begin()
    {
        if ($this->nests()) {
            $this->adb->database->StartTrans();
            return;
        }
        $this->query('START TRANSACTION', []);
    }

    private function end(bool $keep)
    {
        if ($this->nests()) {
            $this->adb->database->CompleteTrans($keep);
            return;
        }
        $this->query($keep ? 'COMMIT' : 'ROLLBACK', []);
    }

    private function nests(): bool
    {
        global $vtiger_current_version;
        return version_compare((string) $vtiger_current_version, '8.0.0', '<');
    }

    private function query(string $sql, array $params)
    {
        $result = $this->adb->pquery($sql, $params);
        if ($result === false || $result === null) {
            throw new DbFailure((int) $this->adb->database->ErrorNo());
        }
        return $result;
    }
}
