<?php

namespace ConsentBridge\Core;

/** Standard Webhooks: `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`. */
final class WebhookSignature
{
    /** @return array<string, string> the three headers */
    public static function headers(string $secret, string $id, int $timestamp, string $body): array
    {
        $key = (string) KeyText::decoded(preg_replace('/^whsec_/', '', $secret), 1);
        $mac = hash_hmac('sha256', $id . '.' . $timestamp . '.' . $body, $key, true);
        return [
            'webhook-id' => $id,
            'webhook-timestamp' => (string) $timestamp,
            'webhook-signature' => 'v1,' . base64_encode($mac),
        ];
    }
}
