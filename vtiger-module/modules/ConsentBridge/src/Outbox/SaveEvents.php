<?php

namespace ConsentBridge\Outbox;

use ConsentBridge\Crm\ActingUser;
use ConsentBridge\Crm\Db;
use ConsentBridge\Settings;

/** Turns what a workflow found into an event and puts it into the outbox. */
final class SaveEvents
{
    /** Choices of the task besides the events themselves. */
    const BY_BOX = 'ByNewsletterBox';
    const BY_STATUS = 'ByStatus';
    const OF_STATUS = [
        'Optout' => 'ConsentRefused',
        'Unsubscribed' => 'ConsentWithdrawn',
        'Blacklisted' => 'AddressBlacklisted',
    ];

    private $db;
    private $settings;

    public function __construct(Db $db, Settings $settings)
    {
        $this->db = $db;
        $this->settings = $settings;
    }

    /**
     * @param string $choice an event, ByNewsletterBox or ByStatus
     * @param array $facts wsId, crmId, isNew, source (Vtiger's), status, and the task's text, source, ground, language
     */
    public function put(string $choice, array $facts)
    {
        $userId = ActingUser::id();
        if ($this->settings->isBridgeUser($userId)) {
            return;
        }
        $isForm = $facts['isNew'] && strtoupper($facts['origin']) === 'WEBFORM';
        $event = $this->eventOf($choice, $facts, $isForm);
        $asked = $event === 'OptInRequested';
        $more = [
            'actor' => $asked ? ['type' => 'contact'] : $this->staff($userId),
            'channel' => $isForm ? 'webform' : 'crm',
            'source' => $facts['taskSource'] !== '' ? $facts['taskSource'] : $facts['consentSource'],
            'text' => $facts['text'],
            'language' => $facts['language'],
            'reason' => $facts['ground'] !== '' ? $facts['ground'] : $facts['consentSource'],
        ];
        (new Outbox($this->db))->add($facts['crmId'], new ConsentEvent($event, $facts['wsId'], $more));
        Kick::later($this->db, $this->settings);
    }

    /** Look at the record and do what is due. */
    public function look(string $wsId, int $crmId)
    {
        $userId = ActingUser::id();
        if (!$this->settings->isBridgeUser($userId)) {
            (new Outbox($this->db))->add($crmId, new ConsentEvent('RecordSaved', $wsId, ['actor' => $this->staff($userId)]));
            Kick::later($this->db, $this->settings);
        }
    }

    private function eventOf(string $choice, array $facts, bool $isForm): string
    {
        if ($choice === self::BY_BOX) {
            // A tick by staff proves no wish of the person: it asks for an invitation.
            return $isForm ? 'OptInRequested' : 'InvitationRequested';
        }
        if ($choice === self::BY_STATUS) {
            return self::OF_STATUS[$facts['status']] ?? 'RecordSaved';
        }
        return in_array($choice, ConsentEvent::EVENTS, true) ? $choice : 'RecordSaved';
    }

    private function staff(int $userId): array
    {
        $prefix = $this->db->value("SELECT id FROM vtiger_ws_entity WHERE name = 'Users'");
        return $userId > 0 ? ['type' => 'staff', 'user' => $prefix . 'x' . $userId] : ['type' => 'system'];
    }
}
