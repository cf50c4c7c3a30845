<?php

use ConsentBridge\Core\Strictest;
use PHPUnit\Framework\TestCase;

final class StrictestTest extends TestCase
{
    public static function pairs(): array
    {
        return [
            ['Confirmed', 'Optout', 'Optout'],
            ['Subscribed', 'Unsubscribed', 'Unsubscribed'],
            ['Blacklisted', 'Unsubscribed', 'Blacklisted'],
            ['Confirmed', '', ''],
            ['Confirmed', 'Bounced', 'Bounced'],
            ['Invited', 'Confirmed', 'Invited'],
            ['NotAValue', 'Confirmed', 'NotAValue'],
            ['Confirmed', 'Confirmed', 'Confirmed'],
        ];
    }

    /** @dataProvider pairs */
    public function testOfWhenTwoMeetThenTheStricterStandsInEitherOrder($one, $other, $stands)
    {
        $this->assertSame($stands, Strictest::of($one, $other));
        $this->assertSame($stands, Strictest::of($other, $one));
    }

    public function testOverridesWhenTheOneThatGoesRefusedThenItIsCarriedOver()
    {
        $this->assertTrue(Strictest::overrides('Optout', 'Confirmed'));
        $this->assertTrue(Strictest::overrides('Bounced', 'Subscribed'));
        $this->assertTrue(Strictest::overrides('Unsubscribed', ''));
    }

    public function testOverridesWhenTheOneThatGoesIsNotStricterOrOnlyUnaskedThenNothingIsCarriedOver()
    {
        $this->assertFalse(Strictest::overrides('', 'Confirmed'));
        $this->assertFalse(Strictest::overrides('Expired', 'Confirmed'));
        $this->assertFalse(Strictest::overrides('Confirmed', 'Optout'));
        $this->assertFalse(Strictest::overrides('Optout', 'Blacklisted'));
        $this->assertFalse(Strictest::overrides('Bounced', 'Optout'));
    }
}
