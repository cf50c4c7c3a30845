<?php

namespace ConsentBridge\Staff;

use ConsentBridge\Crm\Db;
use ConsentBridge\Outbox\Bridge;
use ConsentBridge\Outbox\Delivery;
use ConsentBridge\Outbox\Outbox;
use ConsentBridge\Settings;

/** Follows one event for the person who waits at the screen: sends it, then asks what became of it. */
final class Sending
{
    const SECONDS = 1;
    const ENDED = ['applied', 'unchanged', 'rejected', 'refused'];

    private $db;
    private $settings;

    public function __construct(Db $db, Settings $settings)
    {
        $this->db = $db;
        $this->settings = $settings;
    }

    /** @return array<string, mixed>|null the event's row in the outbox */
    public function follow(string $eventId)
    {
        $row = $this->row($eventId);
        if ($row !== null && $row['state'] === 'waiting' && (int) $this->settings->get('bridge_paused_until') <= time()) {
            (new Delivery($this->db, $this->settings))->run(microtime(true) + self::SECONDS);
            $row = $this->row($eventId);
        }
        if ($row !== null && $row['state'] === 'accepted') {
            $this->learn($row);
            $row = $this->row($eventId);
        }
        return $row;
    }

    /** @return string[] the sentence for it, and whether that is the last word: '1' or '' */
    public function words(array $row, Words $words): array
    {
        if (in_array($row['state'], self::ENDED, true)) {
            return [trim($words->say('outcome_' . $row['state']) . ' ' . OutboxPage::why($row, $words)), '1'];
        }
        if ($row['state'] === 'waiting' && $row['code'] !== '') {
            return [$words->say('outcome_kept'), '1'];
        }
        return [$words->say('outcome_waiting'), ''];
    }

    public function row(string $eventId)
    {
        return $this->db->row('SELECT * FROM consentbridge_outbox WHERE event_id = ?', [$eventId]);
    }

    private function learn(array $row)
    {
        $answer = (new Bridge($this->settings))->outcome($row['event_id']);
        $state = $answer->member('status');
        if ($answer->isOk() && in_array($state, ['applied', 'unchanged', 'rejected'], true)) {
            (new Outbox($this->db))->settle((int) $row['id'], $state, $answer->member('code'), $answer->member('sentence'));
        }
    }
}
