<?php

namespace ConsentBridge\Outbox;

use ConsentBridge\Core\Backoff;
use ConsentBridge\Crm\Db;

/** Events on their way to the bridge. An id is fixed here, so that however often one is sent it counts once. */
final class Outbox
{
    private $db;

    public function __construct(Db $db)
    {
        $this->db = $db;
    }

    /** @return string the event's id */
    public function add(int $crmId, ConsentEvent $event): string
    {
        $id = 'cb_' . bin2hex(random_bytes(16));
        $this->db->run('INSERT INTO consentbridge_outbox (event_id, crmid, event, body, created_at, next_at)
            VALUES (?, ?, ?, ?, UTC_TIMESTAMP(), UTC_TIMESTAMP())', [$id, $crmId, $event->name(), $event->body()]);
        return $id;
    }

    /** @return array<string, mixed>|null the oldest that is due */
    public function due()
    {
        return $this->db->row("SELECT * FROM consentbridge_outbox WHERE state = 'waiting' AND next_at <= UTC_TIMESTAMP()
            ORDER BY id LIMIT 1");
    }

    /** Accepted or refused for good by the bridge, or its outcome. */
    public function settle(int $id, string $state, string $code = '', string $sentence = '')
    {
        $this->db->run('UPDATE consentbridge_outbox SET state = ?, code = ?, sentence = ? WHERE id = ?', [
            $state, substr($code, 0, 64), mb_substr($sentence, 0, 255, 'UTF-8'), $id,
        ]);
    }

    public function postpone(array $row, string $code, int $asked)
    {
        $tries = (int) $row['tries'] + 1;
        $this->db->run('UPDATE consentbridge_outbox SET tries = ?, code = ?,
            next_at = DATE_ADD(UTC_TIMESTAMP(), INTERVAL ? SECOND) WHERE id = ?', [
            $tries, substr($code, 0, 64), Backoff::after($tries, $asked), $row['id'],
        ]);
    }

    /** Those whose outcome the bridge may still tell: it remembers for seven days. */
    public function undecided(int $limit): array
    {
        return $this->db->rows("SELECT * FROM consentbridge_outbox WHERE state = 'accepted'
            AND created_at > DATE_SUB(UTC_TIMESTAMP(), INTERVAL 7 DAY) ORDER BY id LIMIT " . $limit);
    }

    /** What has ended is kept a month for the outbox page. */
    public function tidy()
    {
        $this->db->run("DELETE FROM consentbridge_outbox WHERE state <> 'waiting'
            AND created_at < DATE_SUB(UTC_TIMESTAMP(), INTERVAL 30 DAY)");
    }
}
