<?php

namespace ConsentBridge\Core;

/** An address without the address: HMAC-SHA256 under ADDRESS_KEY, 22 characters of it. */
final class Fingerprint
{
    const LENGTH = 22;
    const PATTERN = '/^[A-Za-z0-9_-]{22}$/D';

    private $key;

    public function __construct(string $key)
    {
        $this->key = $key;
    }

    /** @param string $address in normal form */
    public function of(string $address): string
    {
        $mac = hash_hmac('sha256', 'address:' . $address, $this->key, true);
        return substr(Base64Url::encode($mac), 0, self::LENGTH);
    }
}
