<?php

use ConsentBridge\Staff\ActInput;
use ConsentBridge\Staff\Acts;
use ConsentBridge\Staff\Refusal;
use PHPUnit\Framework\TestCase;

final class ActInputTest extends TestCase
{
    const PROOF = ['basis' => 'consent', 'text' => 'Yes, please', 'date' => '2026-11-20', 'time' => '09:30', 'source' => 'form 12'];

    public function testProofIsDatedInUtcFromTheClockOfTheUser()
    {
        $this->assertSame('2026-11-20T08:30:00.000Z', self::members(self::PROOF)['occurredAt']);
    }

    public function testADayWithoutTimeIsItsFirstMinuteSoThatARefusalOfThatDayStands()
    {
        $this->assertSame('2026-11-19T23:00:00.000Z', self::members(['time' => ''] + self::PROOF)['occurredAt']);
    }

    /** @dataProvider refused */
    public function testWhatIsMissingOrWrongIsRefusedByName(string $act, array $typed, string $reason)
    {
        try {
            self::members($typed, $act);
            $this->fail('not refused');
        } catch (Refusal $refusal) {
            $this->assertSame($reason, $refusal->getMessage());
        }
    }

    public static function refused(): array
    {
        return [
            'no ground' => [Acts::INVITE, ['ground' => "  \n"], 'missing_ground'],
            'no reason to blacklist' => [Acts::BLACKLIST, [], 'missing_reason'],
            'no reason to lift' => [Acts::LIFT, ['reason' => ''], 'missing_reason'],
            'unknown basis' => [Acts::RECORD, ['basis' => 'guess'] + self::PROOF, 'missing_basis'],
            'no text' => [Acts::RECORD, ['text' => ''] + self::PROOF, 'missing_text'],
            'no source' => [Acts::RECORD, ['source' => ''] + self::PROOF, 'missing_source'],
            'no such day' => [Acts::RECORD, ['date' => '2026-02-30'] + self::PROOF, 'missing_date'],
            'no date at all' => [Acts::RECORD, ['date' => 'yesterday'] + self::PROOF, 'missing_date'],
            'tomorrow' => [Acts::RECORD, ['date' => '2026-11-25', 'time' => ''] + self::PROOF, 'future_date'],
            'later today' => [Acts::RECORD, ['date' => '2026-11-24', 'time' => '14:00'] + self::PROOF, 'future_date'],
            'emoji' => [Acts::RECORD, ['text' => "Yes \u{1F600}"] + self::PROOF, 'text_altered'],
            'an entity' => [Acts::RECORD, ['text' => 'A &amp; B'] + self::PROOF, 'text_altered'],
            'too long' => [Acts::INVITE, ['ground' => str_repeat('x', 1001)], 'too_long'],
        ];
    }

    public function testTheGroundOfAnInvitationIsItsReason()
    {
        $this->assertSame('met at the fair', self::members(['ground' => ' met at the fair '], Acts::INVITE)['reason']);
    }

    private static function members(array $typed, string $act = Acts::RECORD): array
    {
        return ActInput::members(
            $act,
            $typed,
            new DateTimeZone('Europe/Amsterdam'),
            new DateTimeImmutable('2026-11-24T12:00:00Z')
        );
    }
}
