<?php

namespace ConsentBridge\Core;

/** When a delivery that failed is tried again. It never gives up: a bridge may be down for days. */
final class Backoff
{
    const SECONDS = [60, 120, 300, 600, 1800, 3600];

    /**
     * Seconds after the try that was number `$tries`; a bridge that names a longer wait (Retry-After) gets it, up to
     * an hour: a wrong header must not silence an event for days.
     */
    public static function after(int $tries, int $asked = 0): int
    {
        $last = count(self::SECONDS) - 1;
        $own = self::SECONDS[max(0, min($tries - 1, $last))];
        return min(max($own, $asked), self::SECONDS[$last]);
    }
}
