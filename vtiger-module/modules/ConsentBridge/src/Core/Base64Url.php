<?php

namespace ConsentBridge\Core;

/** base64url without padding (RFC 4648 section 5, RFC 7515 section 2). */
final class Base64Url
{
    public static function encode(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }
}
