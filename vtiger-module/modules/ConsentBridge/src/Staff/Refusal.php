<?php

namespace ConsentBridge\Staff;

/** Not done, with the name of the sentence that says why. */
final class Refusal extends \RuntimeException
{
    private $reason;
    private $arguments;

    public function __construct(string $reason, array $arguments = [])
    {
        parent::__construct($reason);
        $this->reason = $reason;
        $this->arguments = $arguments;
    }

    public function words(Words $words): string
    {
        return $words->say('why_' . $this->reason, $this->arguments);
    }
}
