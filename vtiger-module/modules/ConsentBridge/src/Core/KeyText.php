<?php

namespace ConsentBridge\Core;

/** Keys as the bridge's environment spells them; the same text must be the same key on both sides. */
final class KeyText
{
    /** HS256 and HMAC-SHA256 want 32 bytes or more (RFC 7518 section 3.2). */
    const LEAST_BYTES = 32;

    /** @return string|null the bytes of base64 or base64url, padded or not; null when it is neither, or too short */
    public static function decoded(string $text, int $least = self::LEAST_BYTES)
    {
        if (preg_match('#^[A-Za-z0-9+/_-]+={0,2}$#D', $text) !== 1) {
            return null;
        }
        $digits = strtr(rtrim($text, '='), '-_', '+/');
        // A digit too many holds less than a byte: Node drops it.
        $bytes = base64_decode(strlen($digits) % 4 === 1 ? substr($digits, 0, -1) : $digits, true);
        return $bytes !== false && strlen($bytes) >= $least ? $bytes : null;
    }

    /** @return string|null ADDRESS_KEY may be any other long text too: that stands for its own bytes */
    public static function decodedOrOwn(string $text)
    {
        $text = trim($text);
        return self::decoded($text) ?? (strlen($text) >= self::LEAST_BYTES ? $text : null);
    }
}
