<?php

namespace ConsentBridge\Core;

/**
 * Which of two statuses stands when two records of one person become one and nobody can be asked: the stricter. The
 * bridge judges anew from all records of the address; until then nobody may be mailed by mistake.
 */
final class Strictest
{
    /** From strict to lax. */
    const ORDER = [
        'Blacklisted', 'Unsubscribed', 'Optout', 'Bounced', 'Expired', '', 'Optin', 'Invited', 'Reminded',
        'Confirmed', 'Subscribed',
    ];
    const NEVER = ['Blacklisted', 'Unsubscribed', 'Optout'];

    public static function of(string $one, string $other): string
    {
        return self::rank($one) <= self::rank($other) ? $one : $other;
    }

    /** Only a refusal or a bounce of the record that goes is carried over: that it was never asked takes nothing away. */
    public static function overrides(string $gone, string $kept): bool
    {
        return in_array($gone, array_merge(self::NEVER, ['Bounced']), true) && self::rank($gone) < self::rank($kept);
    }

    /** A value that is none of ours counts as strict as a bounce: it was put there by somebody for some reason. */
    private static function rank(string $status): int
    {
        $rank = array_search($status, self::ORDER, true);
        return $rank === false ? 3 : $rank;
    }
}
