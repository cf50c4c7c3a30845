<?php

namespace ConsentBridge\Staff;

/** What staff may do to a person's consent, and when. The bridge decides; this says beforehand, in words, what it would refuse. */
final class Acts
{
    const INVITE = 'invite';
    const REFUSE = 'refuse';
    const RECORD = 'record';
    const BLACKLIST = 'blacklist';
    const LIFT = 'lift';
    const COPY = 'copy';
    const ALL = [self::INVITE, self::REFUSE, self::RECORD, self::BLACKLIST, self::LIFT, self::COPY];

    const EVENTS = [
        self::INVITE => 'InvitationRequested',
        self::REFUSE => 'ConsentRefused',
        self::RECORD => 'ConsentRecorded',
        self::BLACKLIST => 'AddressBlacklisted',
        self::LIFT => 'BlacklistLifted',
    ];

    /** Act => status => why not (the rows of the transition table that are staff's). What is not named is possible. */
    const WHY_NOT = [
        self::INVITE => [
            'Optin' => 'asking', 'Invited' => 'asking', 'Reminded' => 'asking',
            'Confirmed' => 'given', 'Subscribed' => 'given', 'Optout' => 'refused', 'Unsubscribed' => 'unsubscribed',
            'Bounced' => 'bounced', 'Blacklisted' => 'blacklisted',
        ],
        self::REFUSE => [
            'Optout' => 'refused_already', 'Unsubscribed' => 'unsubscribed_already', 'Blacklisted' => 'blacklisted',
        ],
        self::RECORD => [
            'Confirmed' => 'given', 'Subscribed' => 'given', 'Bounced' => 'bounced', 'Blacklisted' => 'blacklisted',
        ],
        self::BLACKLIST => ['Blacklisted' => 'blacklisted_already'],
        self::LIFT => [],
        self::COPY => [],
    ];

    /** @return string '' when it can be done, else the reason's name */
    public static function whyNot(string $act, Standing $standing): string
    {
        if ($act === self::COPY) {
            return $standing->hasLink ? '' : 'no_link';
        }
        if ($act === self::LIFT) {
            return $standing->status === 'Blacklisted' ? '' : 'not_blacklisted';
        }
        if (!$standing->hasAddress) {
            return 'no_address';
        }
        if ($act === self::RECORD && $standing->status === 'Optout' && $standing->notMe) {
            return 'not_me';
        }
        return self::WHY_NOT[$act][$standing->status] ?? '';
    }
}
