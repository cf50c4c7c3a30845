<?php

namespace ConsentBridge\Outbox;

/** The body that the bridge's webhook door takes. */
final class ConsentEvent
{
    const EVENTS = ['OptInRequested', 'InvitationRequested', 'ConsentRefused', 'ConsentWithdrawn', 'ConsentRecorded',
        'AddressBlacklisted', 'BlacklistLifted', 'AddressChanged', 'RecordSaved'];

    private $members;

    public function __construct(string $event, string $record, array $more = [])
    {
        $this->members = [
            'event' => $event,
            'record' => $record,
            'occurredAt' => gmdate('Y-m-d\TH:i:s') . sprintf('.%03dZ', (int) (fmod(microtime(true), 1) * 1000)),
            'actor' => $more['actor'] ?? ['type' => 'system'],
            'channel' => $more['channel'] ?? 'crm',
            'source' => self::cut($more['source'] ?? '', 255),
            'basis' => $more['basis'] ?? '',
            'evidence' => [
                'text' => self::cut($more['text'] ?? '', 16000),
                'language' => self::cut($more['language'] ?? '', 16),
                'policyUrl' => '',
            ],
            'reason' => self::cut($more['reason'] ?? '', 1000),
        ];
        if (isset($more['occurredAt'])) {
            $this->members['occurredAt'] = $more['occurredAt'];
        }
    }

    public function name(): string
    {
        return $this->members['event'];
    }

    public function body(): string
    {
        // Escaped, a long text in another script would be larger than the door takes (64 KiB).
        $how = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR;
        return json_encode($this->members, $how);
    }

    private static function cut(string $text, int $length): string
    {
        return mb_substr($text, 0, $length, 'UTF-8');
    }
}
