<?php

namespace ConsentBridge\Outbox;

use ConsentBridge\Crm\Db;
use ConsentBridge\Settings;

/** Sends what is due, oldest first, by one process at a time. */
final class Delivery
{
    const LOCK = 'consentbridge_delivery';
    /** After "nobody there" no save asks for a delivery for so long; the cron does. */
    const PAUSE_SECONDS = 30;

    private $db;
    private $settings;
    private $outbox;
    private $bridge;
    private $pausedUntil = 0;

    public function __construct(Db $db, Settings $settings)
    {
        $this->db = $db;
        $this->settings = $settings;
        $this->outbox = new Outbox($db);
        $this->bridge = new Bridge($settings);
    }

    /** Named locks are the server's, so the database's name is part of it. */
    public static function isRunning(Db $db): bool
    {
        return $db->value('SELECT IS_USED_LOCK(CONCAT(DATABASE(), ?))', ['.' . self::LOCK]) !== null;
    }

    /**
     * @param float $linger seconds to wait for more: starting a process costs more than one that stands by, and while it
     *     does, no save starts another
     */
    public function run(float $until, float $linger = 0)
    {
        if (!$this->bridge->isConfigured()) {
            return;
        }
        do {
            $mine = $this->runLocked($until, $linger);
            // What came between the last look and the end of the lock asked nobody else.
        } while ($mine && microtime(true) < $until && $this->outbox->due() !== null && !$this->isPaused());
    }

    /** @return bool false where another process delivers */
    private function runLocked(float $until, float $linger): bool
    {
        if ((int) $this->db->value('SELECT GET_LOCK(CONCAT(DATABASE(), ?), 0)', ['.' . self::LOCK]) !== 1) {
            return false;
        }
        try {
            $this->sendDue($until, $linger);
        } finally {
            $this->db->value('SELECT RELEASE_LOCK(CONCAT(DATABASE(), ?))', ['.' . self::LOCK]);
        }
        return true;
    }

    /** Asks the bridge what became of events; for people who look at the outbox. */
    public function learnOutcomes(float $until)
    {
        foreach ($this->bridge->isConfigured() ? $this->outbox->undecided(50) : [] as $row) {
            $answer = $this->bridge->outcome($row['event_id']);
            if (microtime(true) > $until || $answer->isDown()) {
                return;
            }
            $state = $answer->member('status');
            if ($answer->isOk() && in_array($state, ['applied', 'unchanged', 'rejected'], true)) {
                $this->outbox->settle((int) $row['id'], $state, $answer->member('code'), $answer->member('sentence'));
            }
        }
    }

    private function sendDue(float $until, float $linger)
    {
        $quiet = microtime(true);
        while (microtime(true) < $until && !$this->isPaused()) {
            $row = $this->outbox->due();
            if ($row !== null) {
                $this->sendOne($row);
                $quiet = microtime(true);
            } elseif (microtime(true) - $quiet < $linger) {
                usleep(200000);
            } else {
                return;
            }
        }
    }

    private function sendOne(array $row)
    {
        $answer = $this->bridge->send($row['event_id'], $row['body']);
        if ($answer->isAccepted()) {
            $this->outbox->settle((int) $row['id'], 'accepted');
        } elseif ($answer->isRefusedForGood()) {
            $this->outbox->settle((int) $row['id'], 'refused', $answer->code(), $answer->member('sentence'));
        } else {
            $this->outbox->postpone($row, $answer->code(), $answer->retryAfter());
        }
        if ($answer->isDown()) {
            $this->pausedUntil = time() + self::PAUSE_SECONDS;
            Settings::store($this->db, 'bridge_paused_until', (string) $this->pausedUntil);
        }
    }

    private function isPaused(): bool
    {
        return $this->pausedUntil > time();
    }
}
