<?php

use ConsentBridge\Core\Strictest;
use ConsentBridge\Staff\Acts;
use ConsentBridge\Staff\Standing;
use PHPUnit\Framework\TestCase;

/** Every act by every status: what staff may try. The rows follow the transition table of the bridge. */
final class ActsTest extends TestCase
{
    const POSSIBLE = [
        Acts::INVITE => ['', 'Expired'],
        Acts::REFUSE => ['', 'Optin', 'Invited', 'Reminded', 'Expired', 'Confirmed', 'Subscribed', 'Bounced'],
        Acts::RECORD => ['', 'Optin', 'Invited', 'Reminded', 'Expired', 'Optout', 'Unsubscribed'],
        Acts::BLACKLIST => ['', 'Optin', 'Invited', 'Reminded', 'Expired', 'Confirmed', 'Subscribed', 'Optout',
            'Unsubscribed', 'Bounced'],
        Acts::LIFT => ['Blacklisted'],
        Acts::COPY => Strictest::ORDER,
    ];

    /** @dataProvider pairs */
    public function testAnActIsPossibleExactlyWhereTheTableSaysSo(string $act, string $status)
    {
        $why = Acts::whyNot($act, self::standing($status));
        $this->assertSame(in_array($status, self::POSSIBLE[$act], true), $why === '', $act . ' on "' . $status . '": ' . $why);
    }

    public static function pairs(): iterable
    {
        foreach (Acts::ALL as $act) {
            foreach (Strictest::ORDER as $status) {
                yield $act . ' ' . $status => [$act, $status];
            }
        }
    }

    public function testConsentIsNotRecordedOverThisWasNotMe()
    {
        $standing = self::standing('Optout');
        $standing->notMe = true;
        $this->assertSame('not_me', Acts::whyNot(Acts::RECORD, $standing));
    }

    public function testARecordWithoutAddressCanBeAskedNothing()
    {
        $standing = self::standing('');
        $standing->hasAddress = false;
        $this->assertSame('no_address', Acts::whyNot(Acts::INVITE, $standing));
        $this->assertSame('no_address', Acts::whyNot(Acts::RECORD, $standing));
    }

    public function testAPersonMayBeMailedOnlyWhenRecordAddressAndOptOutAllAgree()
    {
        $this->assertTrue(self::standing('Confirmed')->mayBeMailed());
        $optedOut = self::standing('Confirmed');
        $optedOut->isOptedOut = true;
        $this->assertFalse($optedOut->mayBeMailed());
        $other = new Standing('Confirmed', 'Unsubscribed', '');
        $other->hasAddress = true;
        $this->assertFalse($other->mayBeMailed());
        $refusing = self::standing('Confirmed');
        $refusing->refusalWaits = true;
        $this->assertFalse($refusing->mayBeMailed());
        $this->assertFalse(self::standing('Invited')->mayBeMailed());
        $this->assertFalse(self::standing('')->mayBeMailed());
    }

    private static function standing(string $status): Standing
    {
        $standing = new Standing($status, $status, '2026-11-01 10:00:00');
        $standing->hasAddress = true;
        $standing->hasLink = true;
        return $standing;
    }
}
