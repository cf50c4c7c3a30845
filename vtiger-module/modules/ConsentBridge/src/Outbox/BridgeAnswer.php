<?php

namespace ConsentBridge\Outbox;

/** What came back, and what follows from it. */
final class BridgeAnswer
{
    /** The bridge will refuse the same body again. */
    const FOR_GOOD = [400, 404, 405, 413, 415];

    private $status;
    private $retryAfter = 0;
    private $members;
    private $code = '';

    public function __construct(int $status, string $headers, string $body)
    {
        $this->status = $status;
        if (preg_match('/^retry-after:\s*(\d{1,6})\s*$/mi', $headers, $found) === 1) {
            $this->retryAfter = (int) $found[1];
        }
        $decoded = json_decode($body, true);
        $this->members = is_array($decoded) ? $decoded : [];
    }

    /** @param int $fault libcurl's number */
    public static function none(int $fault): self
    {
        $answer = new self(0, '', '');
        $answer->code = $fault === CURLE_OPERATION_TIMEDOUT ? 'bridge_timeout' : 'bridge_unreachable';
        return $answer;
    }

    public function isAccepted(): bool
    {
        return $this->status === 202 && $this->member('status') !== '';
    }

    public function isOk(): bool
    {
        return $this->status === 200;
    }

    public function isRefusedForGood(): bool
    {
        return in_array($this->status, self::FOR_GOOD, true);
    }

    /** Nobody there, or not able to take anything: others need not be tried now. */
    public function isDown(): bool
    {
        return $this->status === 0 || $this->status === 429 || $this->status >= 500;
    }

    public function retryAfter(): int
    {
        return $this->retryAfter;
    }

    public function code(): string
    {
        $named = $this->member('code');
        return $this->code !== '' ? $this->code : ($named !== '' ? $named : 'http_' . $this->status);
    }

    public function member(string $name): string
    {
        $value = $this->members[$name] ?? '';
        return is_string($value) ? $value : '';
    }
}
