<?php

namespace ConsentBridge\Crm;

/** A statement failed. The database's own message may hold values of a record, so only its number is told. */
final class DbFailure extends \RuntimeException
{
    const LOCK_WAIT_TIMEOUT = 1205;
    const DEADLOCK = 1213;

    public function __construct(int $number)
    {
        parent::__construct('The database refused a statement (error ' . $number . ').', $number);
    }

    /** Somebody else held the row; another try may help. */
    public function isBusy(): bool
    {
        return in_array($this->getCode(), [self::LOCK_WAIT_TIMEOUT, self::DEADLOCK], true);
    }
}
