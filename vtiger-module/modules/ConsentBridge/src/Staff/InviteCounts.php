<?php

namespace ConsentBridge\Staff;

/** What would become of a list of people if all were asked; so that staff see it before anything is sent. */
final class InviteCounts
{
    const OUTCOMES = ['invite', 'asking', 'given', 'refused', 'bounced', 'blacklisted', 'no_address',
        'same_address', 'no_permission'];

    /**
     * @param array<int, Standing> $standings by record
     * @param callable $may record number => may this user edit it
     * @return array<string, int[]> outcome => records
     */
    public static function sort(array $standings, callable $may): array
    {
        $sorted = array_fill_keys(self::OUTCOMES, []);
        $seen = [];
        foreach ($standings as $number => $standing) {
            $outcome = $may($number) ? self::outcome($standing) : 'no_permission';
            if ($outcome === 'invite' && $standing->address !== '') {
                $outcome = isset($seen[$standing->address]) ? 'same_address' : 'invite';
                $seen[$standing->address] = true;
            }
            $sorted[$outcome][] = $number;
        }
        return $sorted;
    }

    private static function outcome(Standing $standing): string
    {
        $why = Acts::whyNot(Acts::INVITE, $standing);
        if ($why === '') {
            return 'invite';
        }
        return $why === 'unsubscribed' ? 'refused' : $why;
    }
}
