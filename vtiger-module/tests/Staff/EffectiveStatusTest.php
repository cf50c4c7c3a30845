<?php

use ConsentBridge\Staff\EffectiveStatus;
use PHPUnit\Framework\TestCase;

final class EffectiveStatusTest extends TestCase
{
    /** @dataProvider cases */
    public function testSeveralRecordsOfAnAddressHaveOneStatusInEveryOrder(array $rows, string $expected)
    {
        $rows = array_map(static function ($row) {
            return ['status' => $row[0], 'on' => $row[1]];
        }, $rows);
        $this->assertSame($expected, EffectiveStatus::of($rows)['status']);
        $this->assertSame($expected, EffectiveStatus::of(array_reverse($rows))['status']);
    }

    public static function cases(): array
    {
        return [
            'no record' => [[], ''],
            'blacklisted wins over a later consent' => [[['Blacklisted', '2026-01-01'], ['Confirmed', '2026-02-01']], 'Blacklisted'],
            'the later decision' => [[['Unsubscribed', '2026-01-01'], ['Subscribed', '2026-02-01']], 'Subscribed'],
            'a later refusal' => [[['Unsubscribed', '2026-03-01'], ['Subscribed', '2026-02-01']], 'Unsubscribed'],
            'at the same time the refusal' => [[['Confirmed', '2026-02-01'], ['Optout', '2026-02-01']], 'Optout'],
            'of unknown time the refusal' => [[['Confirmed', '2026-02-01'], ['Optout', '']], 'Optout'],
            'consent of unknown time loses' => [[['Confirmed', ''], ['Optout', '2026-02-01']], 'Optout'],
            'a decision before a bounce' => [[['Bounced', '2026-03-01'], ['Confirmed', '2026-02-01']], 'Confirmed'],
            'a bounce before an open round' => [[['Bounced', '2026-01-01'], ['Reminded', '2026-02-01']], 'Bounced'],
            'the furthest of open rounds' => [[['Optin', '2026-03-01'], ['Reminded', '2026-01-01'], ['Invited', '']], 'Reminded'],
            'expired before none' => [[['', ''], ['Expired', '2026-01-01']], 'Expired'],
        ];
    }
}
