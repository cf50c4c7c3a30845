<?php

namespace ConsentBridge\Operations;

/** One item cannot be answered; its neighbours can. */
final class ItemFailure extends \RuntimeException
{
    const SENTENCES = [
        'NOT_FOUND' => 'No such record, or it is deleted, or the id belongs to another module.',
        'ACCESS_DENIED' => 'This user may not do that with the record.',
        'BUSY' => 'The record stayed locked by somebody else.',
        'NOT_TRIED' => 'Time ran out before its turn.',
        'INTERNAL' => 'A fault in the module; see its log.',
    ];

    private $stableCode;
    private $extra;

    public function __construct(string $code, string $message = '', array $extra = [])
    {
        parent::__construct($message === '' ? self::SENTENCES[$code] : $message);
        $this->stableCode = $code;
        $this->extra = $extra;
    }

    /** @return array<string, mixed> the item's answer */
    public function toArray(): array
    {
        return ['ok' => false, 'code' => $this->stableCode, 'message' => $this->getMessage()] + $this->extra;
    }
}
