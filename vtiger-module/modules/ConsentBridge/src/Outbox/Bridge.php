<?php

namespace ConsentBridge\Outbox;

use ConsentBridge\Core\WebhookSignature;
use ConsentBridge\Settings;

/** The bridge's webhook door over HTTP. */
final class Bridge
{
    const CONNECT_MS = 1000;
    const TOTAL_MS = 5000;

    private $url;
    private $secret;

    public function __construct(Settings $settings)
    {
        $this->url = $settings->bridgeUrl();
        $this->secret = $settings->get(Settings::WEBHOOK_SECRET);
    }

    public function isConfigured(): bool
    {
        return $this->url !== '' && $this->secret !== '';
    }

    public function send(string $id, string $body): BridgeAnswer
    {
        return $this->call('/webhooks/vtiger', $id, $body);
    }

    public function outcome(string $id): BridgeAnswer
    {
        return $this->call('/webhooks/vtiger/' . rawurlencode($id), $id, null);
    }

    private function call(string $path, string $id, $body): BridgeAnswer
    {
        $signed = WebhookSignature::headers($this->secret, $id, time(), (string) $body);
        $headers = ['Content-Type: application/json', 'Expect:'];
        foreach ($signed as $name => $value) {
            $headers[] = $name . ': ' . $value;
        }
        $curl = curl_init($this->url . $path);
        curl_setopt_array($curl, [
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_HEADER => true,
            CURLOPT_CONNECTTIMEOUT_MS => self::CONNECT_MS,
            CURLOPT_TIMEOUT_MS => self::TOTAL_MS,
            CURLOPT_NOSIGNAL => true,
            // A redirect would carry the body to somebody else.
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
            CURLOPT_HTTPHEADER => $headers,
        ] + ($body === null ? [] : [CURLOPT_POST => true, CURLOPT_POSTFIELDS => $body]));
        $answer = curl_exec($curl);
        $status = (int) curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
        $size = (int) curl_getinfo($curl, CURLINFO_HEADER_SIZE);
        $fault = curl_errno($curl);
        curl_close($curl);
        return $answer === false
            ? BridgeAnswer::none($fault)
            : new BridgeAnswer($status, substr($answer, 0, $size), substr($answer, $size));
    }
}
