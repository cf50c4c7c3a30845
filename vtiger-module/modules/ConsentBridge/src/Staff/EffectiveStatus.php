<?php

namespace ConsentBridge\Staff;

/**
 * One status for all records of an address, by the rule of the bridge. Only to explain and to count: a round that was
 * opened on a refusal is told from its seal by the bridge, which alone decides.
 */
final class EffectiveStatus
{
    const REFUSALS = ['Optout', 'Unsubscribed'];
    const DECISIONS = ['Confirmed', 'Subscribed', 'Optout', 'Unsubscribed'];
    /** Of those that are no decision, what counts before what. */
    const REST = ['Bounced', 'Reminded', 'Invited', 'Optin', 'Expired'];

    /**
     * @param array<int, array{status: string, on: string}> $rows
     * @return array{status: string, on: string}
     */
    public static function of(array $rows): array
    {
        $best = ['status' => '', 'on' => ''];
        foreach ($rows as $row) {
            if (self::beats($row, $best)) {
                $best = $row;
            }
        }
        return $best;
    }

    private static function beats(array $row, array $best): bool
    {
        $rank = self::rank($row['status']);
        $other = self::rank($best['status']);
        if ($rank !== $other || $rank !== 1) {
            return $rank < $other;
        }
        // Two decisions: the later; equal or unknown, the refusal.
        if ($row['on'] === $best['on'] || $row['on'] === '' || $best['on'] === '') {
            return in_array($row['status'], self::REFUSALS, true);
        }
        return $row['on'] > $best['on'];
    }

    private static function rank(string $status): int
    {
        if ($status === 'Blacklisted') {
            return 0;
        }
        if (in_array($status, self::DECISIONS, true)) {
            return 1;
        }
        $rank = array_search($status, self::REST, true);
        return $rank === false ? 9 : 2 + $rank;
    }
}
