<?php

namespace ConsentBridge\Core;

/**
 * Label links: JWT, HS256, header exactly `alg` and `kid`, claims `sub`, `act`, `adr`; no round and no end, so a
 * printed link never dies. Byte for byte what the bridge would sign with the same key.
 */
final class LabelToken
{
    const ACTS = ['confirm', 'subscribe', 'unsubscribe', 'preferences'];

    private $kid;
    private $key;

    public function __construct(string $kid, string $key)
    {
        $this->kid = $kid;
        $this->key = $key;
    }

    public function sign(string $record, string $act, string $fingerprint): string
    {
        $header = self::part(['alg' => 'HS256', 'kid' => $this->kid]);
        $claims = self::part(['sub' => $record, 'act' => $act, 'adr' => $fingerprint]);
        $mac = hash_hmac('sha256', $header . '.' . $claims, $this->key, true);
        return $header . '.' . $claims . '.' . Base64Url::encode($mac);
    }

    private static function part(array $members): string
    {
        return Base64Url::encode(json_encode($members, JSON_UNESCAPED_SLASHES));
    }
}
