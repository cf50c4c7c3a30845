<?php

namespace ConsentBridge\Staff;

/** What staff typed into a dialog, checked. */
final class ActInput
{
    const LONGEST = ['ground' => 1000, 'reason' => 1000, 'source' => 255, 'text' => 16000];
    const BASES = ['consent', 'customer', 'other'];
    /** Act => what it can't do without. */
    const NEEDED = [
        Acts::INVITE => ['ground'],
        Acts::RECORD => ['basis', 'text', 'date', 'source'],
        Acts::BLACKLIST => ['reason'],
        Acts::LIFT => ['reason'],
    ];

    /**
     * @param array<string, string> $typed raw values
     * @return array<string, mixed> members of the event
     */
    public static function members(string $act, array $typed, \DateTimeZone $zone, \DateTimeImmutable $now): array
    {
        $typed = array_map('trim', $typed);
        foreach (self::NEEDED[$act] ?? [] as $name) {
            if (($typed[$name] ?? '') === '') {
                throw new Refusal('missing_' . $name);
            }
        }
        foreach (self::LONGEST as $name => $longest) {
            if (mb_strlen($typed[$name] ?? '', 'UTF-8') > $longest) {
                throw new Refusal('too_long', [(string) $longest]);
            }
        }
        $members = [
            'source' => $typed['source'] ?? '',
            'reason' => $act === Acts::INVITE ? $typed['ground'] : ($typed['reason'] ?? ''),
        ];
        return $act === Acts::RECORD ? $members + self::proof($typed, $zone, $now) : $members;
    }

    private static function proof(array $typed, \DateTimeZone $zone, \DateTimeImmutable $now): array
    {
        if (!in_array($typed['basis'], self::BASES, true)) {
            throw new Refusal('missing_basis');
        }
        // Vtiger's columns hold three bytes a character: a text that they alter would no longer be what the person saw.
        if (preg_match('/[\x{10000}-\x{10FFFF}]|<script|&[a-z#0-9]+;/iu', $typed['text']) !== 0) {
            throw new Refusal('text_altered');
        }
        return [
            'basis' => $typed['basis'],
            'text' => $typed['text'],
            'language' => preg_match('/^[a-z]{2}$/D', $typed['language'] ?? '') === 1 ? $typed['language'] : '',
            'occurredAt' => self::moment($typed['date'] . ' ' . ($typed['time'] ?? ''), $zone, $now),
        ];
    }

    /** A day alone is its first minute: against a refusal of the same day, the refusal stands. */
    private static function moment(string $typed, \DateTimeZone $zone, \DateTimeImmutable $now): string
    {
        $typed = trim($typed);
        $typed = strlen($typed) > 10 ? $typed : $typed . ' 00:00';
        $moment = \DateTimeImmutable::createFromFormat('!Y-m-d H:i', $typed, $zone);
        if ($moment === false || $moment->format('Y-m-d H:i') !== $typed) {
            throw new Refusal('missing_date');
        }
        if ($moment > $now) {
            throw new Refusal('future_date');
        }
        return $moment->setTimezone(new \DateTimeZone('UTC'))->format('Y-m-d\TH:i:s.v\Z');
    }
}
