<?php

use ConsentBridge\Operations\ApplyItem;
use ConsentBridge\Operations\ItemFailure;
use PHPUnit\Framework\TestCase;

final class ApplyItemTest extends TestCase
{
    const GOOD = [
        'id' => '12x5',
        'expect' => ['consent_seal' => ''],
        'fields' => ['consent_status' => 'Invited', 'consent_seal' => 'v1', 'emailoptout' => '0', 'consent_date' => ''],
        'history' => [['id' => '0193-a', 'line' => 'x', 'evidence' => '{"event":"InvitationSent"}']],
    ];

    public function testItemWhenItIsInItsFormThenItIsRead()
    {
        $item = ApplyItem::read(self::GOOD);
        $this->assertSame('12x5', $item->id);
        $this->assertSame(self::GOOD['fields'], $item->fields);
        $this->assertCount(1, $item->history);
    }

    public function testItemWhenItIsHistoryAloneThenItNeedsNoSeal()
    {
        $item = ApplyItem::read(['id' => '12x5', 'history' => [['id' => 'n', 'line' => 'a note']]]);
        $this->assertSame([], $item->fields);
    }

    public static function faults(): array
    {
        $fields = static function (array $fields) {
            return [array_merge(self::GOOD, ['fields' => $fields])];
        };
        $history = static function (array $entry) {
            return [array_merge(self::GOOD, ['history' => [$entry]])];
        };
        return [
            'no object' => ['x'],
            'no id' => [['fields' => []]],
            'nothing in it' => [['id' => '12x5']],
            'no seal expected' => [array_merge(self::GOOD, ['expect' => []])],
            'a status without a seal' => $fields(['consent_status' => 'Optin']),
            'a field of somebody else' => $fields(['lastname' => 'x']),
            'a link' => $fields(['consent_confirm_link' => 'http://example.org']),
            'no picklist value' => $fields(['consent_status' => 'optin', 'consent_seal' => 'v1']),
            'no flag' => $fields(['emailoptout' => 'on']),
            'a day that is none' => $fields(['consent_date' => '2026-02-31 10:00:00']),
            'another form of date' => $fields(['consent_date' => '2026-02-03T10:00:00Z']),
            'too long' => $fields(['consent_source' => str_repeat('x', 256)]),
            'four-byte characters' => $fields(['consent_text' => "\u{1F600}"]),
            'no string' => $fields(['consent_text' => 5]),
            'an entry without a line' => $history(['id' => 'n']),
            'an entry with another id' => $history(['id' => 'a b', 'line' => 'x']),
            'evidence that is no JSON' => $history(['id' => 'n', 'line' => 'x', 'evidence' => '{']),
        ];
    }

    /** @dataProvider faults */
    public function testItemWhenItIsNotInItsFormThenItIsInvalid($item)
    {
        try {
            ApplyItem::read($item);
            $this->fail('It was taken.');
        } catch (ItemFailure $failure) {
            $this->assertSame('INVALID_ITEM', $failure->toArray()['code']);
        }
    }
}
