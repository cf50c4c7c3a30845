<?php

use ConsentBridge\Core\Backoff;
use PHPUnit\Framework\TestCase;

final class BackoffTest extends TestCase
{
    public function testAfterWhenTriesFailThenTheWaitGrowsToAnHourAndStaysThere()
    {
        $this->assertSame([60, 120, 300, 600, 1800, 3600, 3600], array_map(static function ($tries) {
            return Backoff::after($tries);
        }, range(1, 7)));
    }

    public function testAfterWhenTheBridgeAsksForMoreThenItGetsItUpToAnHour()
    {
        $this->assertSame(90, Backoff::after(1, 90));
        $this->assertSame(60, Backoff::after(1, 5));
        $this->assertSame(3600, Backoff::after(1, 86400));
    }

    public function testAfterWhenNothingWasTriedThenItIsTheFirstWait()
    {
        $this->assertSame(60, Backoff::after(0));
    }
}
