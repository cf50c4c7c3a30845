<?php

namespace ConsentBridge\Core;

/**
 * The normal form of an address, as the bridge makes it: trimmed, NFC, lower-cased, domain in ASCII form. Consent
 * belongs to this form, so both sides must agree to the byte (tests/fixtures/vectors.json).
 */
final class Address
{
    const LOCAL_PART = '/^[^\s@"(),:;<>\[\]\\\\\p{Cc}]{1,64}$/Du';
    const DOMAIN = '/^[\p{L}\p{M}\p{N}.-]{1,253}$/Du';
    const LABEL = '/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/D';
    /** What JavaScript's trim() takes off; PHP's own leaves no-break spaces, which come from pasted addresses. */
    const OUTER_SPACE = '/^[\s\x{FEFF}\p{Z}]+|[\s\x{FEFF}\p{Z}]+$/u';

    /** @return string|null null when it is no address one could mail */
    public static function normalize(string $raw)
    {
        $text = mb_check_encoding($raw, 'UTF-8') ? preg_replace(self::OUTER_SPACE, '', $raw) : null;
        if ($text === null) {
            return null;
        }
        $text = self::composed(self::lower($text));
        $at = strrpos($text, '@');
        if ($at === false || $at < 1) {
            return null;
        }
        $local = substr($text, 0, $at);
        $domain = self::asciiDomain(substr($text, $at + 1));
        $valid = preg_match(self::LOCAL_PART, $local) === 1 && preg_match('/^\.|\.\.|\.$/D', $local) === 0;
        return $domain !== null && $valid ? $local . '@' . $domain : null;
    }

    /** Unicode's final sigma, which JavaScript minds and mb_strtolower only from PHP 8.3 on. */
    private static function lower(string $text): string
    {
        $skip = "[\\p{Mn}\\p{Lm}'.:\\x{B7}\\x{2019}]*";
        $final = preg_replace("/(\\p{L}$skip)\u{03A3}(?!$skip\\p{L})/u", "\$1\u{03C2}", $text);
        return mb_strtolower($final, 'UTF-8');
    }

    private static function asciiDomain(string $domain)
    {
        if (preg_match(self::DOMAIN, $domain) !== 1) {
            return null;
        }
        $host = self::isAscii($domain) ? $domain : self::toAscii($domain);
        $labels = $host === null ? [] : explode('.', $host);
        if (count($labels) < 2 || strlen($host) > 253 || preg_match('/^\d+$/D', end($labels)) === 1) {
            return null;
        }
        foreach ($labels as $label) {
            if (preg_match(self::LABEL, $label) !== 1 || !self::isReadablePunycode($label)) {
                return null;
            }
        }
        return $host;
    }

    /** Without the intl extension an international domain has no normal form here; the bridge still finds it. */
    private static function toAscii(string $domain)
    {
        if (!function_exists('idn_to_ascii')) {
            return null;
        }
        $ascii = idn_to_ascii($domain, IDNA_NONTRANSITIONAL_TO_ASCII, INTL_IDNA_VARIANT_UTS46);
        return $ascii === false ? null : $ascii;
    }

    /** The WHATWG URL parser refuses a label that claims to be punycode and is not. */
    private static function isReadablePunycode(string $label): bool
    {
        if (strpos($label, 'xn--') !== 0 || !function_exists('idn_to_utf8')) {
            return true;
        }
        return idn_to_utf8($label, IDNA_NONTRANSITIONAL_TO_UNICODE, INTL_IDNA_VARIANT_UTS46) !== false;
    }

    private static function composed(string $text): string
    {
        if (self::isAscii($text) || !class_exists('Normalizer')) {
            return $text;
        }
        return (string) \Normalizer::normalize($text, \Normalizer::FORM_C);
    }

    private static function isAscii(string $text): bool
    {
        return preg_match('/[^\x00-\x7f]/', $text) === 0;
    }
}
