<?php

namespace ConsentBridge\Operations;

/** The whole call cannot be answered. */
final class CallFailure extends \RuntimeException
{
    private $stableCode;

    public function __construct(string $code, string $message)
    {
        parent::__construct($message);
        $this->stableCode = $code;
    }

    public function code(): string
    {
        return $this->stableCode;
    }
}
