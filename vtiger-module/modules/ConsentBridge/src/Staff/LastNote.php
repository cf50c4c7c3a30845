<?php

namespace ConsentBridge\Staff;

use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\HistoryCatalogue;

/**
 * Why the bridge undid or refused what was last done to a record: shown in its head, for nobody opens a history row to
 * find out why a field is not what was typed. It is told until something else has happened.
 */
final class LastNote
{
    const PUT_BACK = 'put back: ';
    /** The bridge's sentences (src/consent: judge-sealed, judge-unsealed) that staff read in their own language. */
    const KNOWN = [
        'note_needs_proof' => '/^recorded consent needs basis, text, date and source/',
        'note_bridge_only' => '/^the status "([^"]*)" is given by the bridge only$/',
        'note_refusal_stands' => '/^"do not mail" stays while the refusal stands$/',
        'note_is_proof' => '/^consent date and text are proof$/',
    ];

    private $db;

    public function __construct(Db $db)
    {
        $this->db = $db;
    }

    /** @return array{line: string, on: string}|null the newest row of its history, if that is a note */
    public function of(int $crmId)
    {
        $row = $this->db->row('SELECT h.event, h.line, h.occurred_on FROM ' . HistoryCatalogue::TABLE . ' h
            JOIN vtiger_crmentity e ON e.crmid = h.' . HistoryCatalogue::KEY . ' WHERE h.person = ? AND e.deleted = 0
            ORDER BY h.' . HistoryCatalogue::KEY . ' DESC LIMIT 1', [$crmId]);
        if ($row === null || $row['event'] !== 'Note') {
            return null;
        }
        return ['line' => (string) $row['line'], 'on' => (string) $row['occurred_on']];
    }

    /** An event of the last minute is on its way: the bridge may be about to put something back. */
    public function isAwaited(int $crmId): bool
    {
        return $this->db->value("SELECT 1 FROM consentbridge_outbox WHERE crmid = ? AND state IN ('waiting', 'accepted')
            AND created_at > DATE_SUB(UTC_TIMESTAMP(), INTERVAL 1 MINUTE) LIMIT 1", [$crmId]) !== null;
    }

    /** @param string $when as the user reads dates */
    public static function sentence(string $line, string $when, Words $words): string
    {
        $note = preg_replace('/^E-mail consent: /', '', $line);
        $isPutBack = strpos($note, self::PUT_BACK) === 0;
        $why = $isPutBack ? substr($note, strlen(self::PUT_BACK)) : $note;
        return $words->say($isPutBack ? 'note_put_back' : 'note_refused', [$when, self::translated($why, $words)]);
    }

    private static function translated(string $why, Words $words): string
    {
        foreach (self::KNOWN as $key => $pattern) {
            if (preg_match($pattern, $why, $parts) === 1) {
                $status = $parts[1] ?? '';
                $spoken = $words->has('status_' . $status) ? $words->say('status_' . $status) : $status;
                return $words->say($key, [$spoken]);
            }
        }
        return $why;
    }
}
