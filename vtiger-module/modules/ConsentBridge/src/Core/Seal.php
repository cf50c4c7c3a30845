<?php

namespace ConsentBridge\Core;

/**
 * The clear part of what the bridge writes beside a status. The module holds no seal key: it can read what a seal says,
 * never whether it is true, and so it decides nothing by it that gives consent.
 */
final class Seal
{
    const FORM = '/^(v1\.([A-Za-z0-9]{1,2})\.([A-Za-z]+)\.([A-Za-z]+)\.([0-9TZ-]+)\.([0-9a-fA-F-]+)\.([0-9TZ-]+)'
        . '\.([01])\.(n|-))\.([A-Za-z0-9_-]{43})$/D';

    /** @return array<string, string>|null null when it is not in the form of a seal */
    public static function parse(string $seal)
    {
        if (preg_match(self::FORM, $seal, $parts) !== 1) {
            return null;
        }
        return [
            'clear' => $parts[1],
            'kid' => $parts[2],
            'status' => $parts[3] === 'none' ? '' : $parts[3],
            'changedOn' => $parts[7],
            'emailOptout' => $parts[8],
            'mac' => $parts[10],
        ];
    }

    /** The MAC as the bridge counts it; for the shared vectors. */
    public static function mac(string $key, string $clear, array $covers): string
    {
        $message = implode("\n", [$clear, $covers['fingerprint'], $covers['consentDate'], $covers['textHash']]);
        return Base64Url::encode(hash_hmac('sha256', $message, $key, true));
    }

    /** SHA-256 of a text with line ends as LF and outer white space dropped: Vtiger's forms turn LF into CRLF. */
    public static function textHash(string $text): string
    {
        $unix = preg_replace('/\r\n?/', "\n", $text);
        $bare = preg_replace('/^[\s\x{FEFF}\p{Z}]+|[\s\x{FEFF}\p{Z}]+$/u', '', $unix);
        return Base64Url::encode(hash('sha256', $bare, true));
    }
}
